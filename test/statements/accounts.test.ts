import { describe, it } from 'vitest';
import type { Database } from '../../src/db/database.ts';
import {
  findUnconnectedAccount,
  isAccountTaken,
  mappedAmong,
  selectConnections,
  selectOpenCreation,
  wasAnothers,
  wasEverConnected,
} from '../../src/db/queries/accounts.ts';
import { selectNextNumber } from '../../src/db/queries/number-series.ts';
import { selectLogo, selectProfile, selectProfiles } from '../../src/db/queries/profiles.ts';
import {
  accountCreations,
  accountStatuses,
  logos,
  merchantProfiles,
  numberSeries,
} from '../../src/db/schema/index.ts';
import {
  askForRead,
  holdReads,
  readSooner,
  selectReadsDue,
  takeRead,
  writeReadFailure,
  writeStatus,
} from '../../src/db/writes/accounts.ts';
import { reads, sent, writes } from './met.ts';
import { OTHER_BUSINESS, OTHER_CONNECTION, OTHER_MODE, OWN, SCOPE } from './own.ts';
import { changed, row } from './rows.ts';

const { connection, stripeCustomer } = OWN;
const WHOSE = [OTHER_BUSINESS, OTHER_MODE];
const OTHER_ACCOUNT = { account: 'acct_2' };
const NOT_ACTIVE = { state: 'disconnected' };
const status = row(accountStatuses, { connectionId: 'con_1', readAt: 100 });
const STATUS = {
  accountId: 'acct_1',
  name: null,
  country: null,
  currency: null,
  chargesEnabled: true,
  payoutsEnabled: true,
  detailsSubmitted: true,
  card: 'active',
  ach: 'active',
  requirements: [],
  disabledReason: null,
  feesPayer: 'unknown',
  endpoints: null,
} as const;
const creation = row(accountCreations, { id: 'cre_1', account: 'acct_9', person: 'Ann', ...SCOPE });

describe('the accounts of a business', () => {
  it('are its own in the mode, each with what is known of it', () =>
    reads(
      (db) => selectConnections(db, SCOPE),
      [connection, changed(status, { status: '{}' })],
      [{ of: connection, in: WHOSE }],
    ));

  it('are taken where another business has one, by its id or as the account of the own key', async () => {
    const theirs = changed(connection, OTHER_BUSINESS);
    const taken = (db: Database) => isAccountTaken(db, { account: 'acct_1', ...SCOPE });
    await reads(
      taken,
      [theirs],
      [{ of: theirs, in: [OTHER_ACCOUNT, OTHER_MODE, NOT_ACTIVE, { merchant_id: 'mer_1' }] }],
    );
    const self = changed(theirs, { account: 'self' });
    const known = changed(status, { status: JSON.stringify({ accountId: 'acct_1' }) });
    await reads(
      taken,
      [self, known],
      [
        {
          of: self,
          in: [OTHER_MODE, NOT_ACTIVE, { account: 'acct_2' }, { merchant_id: 'mer_1' }, { id: 'con_2' }],
        },
        { of: known, in: [OTHER_CONNECTION, { status: JSON.stringify({ accountId: 'acct_2' }) }] },
      ],
    );
  });

  it('were another’s where that is over, and were connected once, whoever’s they were', async () => {
    const past = changed(connection, { ...OTHER_BUSINESS, ...NOT_ACTIVE });
    await reads(
      (db) => wasAnothers(db, { account: 'acct_1', ...SCOPE }),
      [past],
      [{ of: past, in: [OTHER_ACCOUNT, OTHER_MODE, { state: 'active' }, { merchant_id: 'mer_1' }] }],
    );
    await reads(
      (db) => wasEverConnected(db, { account: 'acct_1', livemode: false }),
      [past],
      [{ of: past, in: [OTHER_ACCOUNT, OTHER_MODE] }],
    );
  });

  it('that Stripe made for it are found until they are connected, in the mode', async () => {
    const found = (db: Database) => findUnconnectedAccount(db, SCOPE);
    await reads(found, [creation], [{ of: creation, in: [...WHOSE, { account: null }] }]);
    const joined = changed(connection, { account: 'acct_9' });
    await reads(found, [creation, joined], [{ of: joined, in: [OTHER_MODE, OTHER_ACCOUNT] }]);
    const open = changed(creation, { account: null });
    await reads(
      (db) => selectOpenCreation(db, SCOPE),
      [open],
      [{ of: open, in: [...WHOSE, { account: 'acct_9' }, { refusal: 'no' }] }],
    );
  });

  it('have the customers that are linked on them', () =>
    reads(
      (db) => mappedAmong(db, 'con_1', ['cus_stripe']),
      [stripeCustomer],
      [{ of: stripeCustomer, in: [OTHER_CONNECTION, { stripe_customer_id: 'cus_x' }] }],
    ));
});

describe('a read of an account', () => {
  const due = changed(connection, { account_due_at: 500, account_read_at: 100 });

  it('is asked for on its active connection, by its id or its account', async () => {
    const ask = { now: 200, everyMs: 50 };
    const strays = [OTHER_MODE, NOT_ACTIVE];
    await writes(
      (db) => askForRead(db, { livemode: false, connectionId: 'con_1' }, ask),
      [due],
      [{ of: due, in: [...strays, { id: 'con_2' }] }],
    );
    await writes(
      (db) => askForRead(db, { livemode: false, account: 'acct_1' }, ask),
      [due],
      [{ of: due, in: [...strays, OTHER_ACCOUNT] }],
    );
    await writes((db) => readSooner(db, 'con_1', 300), [due], [{ of: due, in: [{ id: 'con_2' }] }]);
  });

  it('is taken, listed and held once it is due, on active connections of the mode', async () => {
    const strays = [NOT_ACTIVE, { account_due_at: 501 }];
    const other = { id: 'con_2' };
    await writes(
      (db) => takeRead(db, 'con_1', { now: 500, dueBy: 500, next: 900 }),
      [due],
      [{ of: due, in: [...strays, other] }],
    );
    await writes(
      (db) => holdReads(db, ['con_1'], { now: 500, until: 900 }),
      [due],
      [{ of: due, in: [...strays, other] }],
    );
    await reads((db) => selectReadsDue(db, false, 500, 5), [due], [{ of: due, in: [...strays, OTHER_MODE] }]);
  });

  it('says what is known unless something newer is, and a failure is tried again on its own connection', async () => {
    const known = { status: STATUS, readAt: 100, told: null };
    await writes(
      sent((db) => [writeStatus(db, 'con_1', known)]),
      [status],
      [{ of: status, in: [{ read_at: 101 }] }],
    );
    const failed = { failure: 'no', readAt: 100, next: 900 };
    await writes(
      (db) => writeReadFailure(db, 'con_1', failed),
      [status],
      [{ of: status, in: [{ read_at: 101 }] }],
    );
    await writes((db) => writeReadFailure(db, 'con_1', failed), [due], [{ of: due, in: [{ id: 'con_2' }] }]);
  });
});

describe('a profile', () => {
  const version = row(merchantProfiles, { merchantId: 'mer_1', version: 3 });
  const next = row(numberSeries, { ...SCOPE, series: 'NW-', nextValue: 7 });
  const logo = row(logos, { merchantId: 'mer_1', hash: 'abc', type: 'image/png', base64: 'x' });

  it('is its business’s, and so are its versions, its numbers and its logos', async () => {
    await reads(
      (db) => selectProfile(db, 'mer_1', 3),
      [version],
      [{ of: version, in: [OTHER_BUSINESS, { version: 4 }] }],
    );
    await reads(
      (db) => selectProfiles(db, 'mer_1', { before: 4, limit: 5 }),
      [version],
      [{ of: version, in: [OTHER_BUSINESS, { version: 4 }] }],
    );
    await reads(
      (db) => selectNextNumber(db, { ...SCOPE, series: 'NW-' }),
      [next],
      [{ of: next, in: [...WHOSE, { series: 'X-' }] }],
    );
    await reads(
      (db) => selectLogo(db, 'mer_1', 'abc'),
      [logo],
      [{ of: logo, in: [OTHER_BUSINESS, { hash: 'abd' }] }],
    );
  });
});
