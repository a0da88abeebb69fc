import { sql } from 'drizzle-orm';
import { describe, it } from 'vitest';
import type { Database } from '../../src/db/database.ts';
import { selectHolderName } from '../../src/db/queries/mapping.ts';
import { readAlike, selectByExternalIds, selectOwnClients } from '../../src/db/queries/mapping-alike.ts';
import { selectListed } from '../../src/db/queries/mapping-listed.ts';
import { isCommonAtStripe, type Search } from '../../src/db/queries/mapping-search.ts';
import {
  countListed,
  deleteUnlisted,
  followUnlisted,
  saveListed,
} from '../../src/db/writes/listed-stripe-customers.ts';
import { beginReading, holdMappings, leaseMapping, writeMapping } from '../../src/db/writes/mapping.ts';
import { client, ERASED, listed, listedWord, mapping, OF, OTHER_ONE } from './mapping-rows.ts';
import { reads, writes } from './met.ts';
import { NEIGHBOURS, OTHER_BUSINESS, OTHER_CONNECTION, OTHER_MODE, OWN, SCOPE, SIBLING } from './own.ts';
import { changed } from './rows.ts';

const { customer, externalId, stripeCustomer } = OWN;
const [, sibling] = NEIGHBOURS;

describe('the customers of an account', () => {
  it('are shown on their own connection, each with who has it', async () => {
    const shown = (free: boolean, search: Search | null) => (db: Database) =>
      selectListed(db, OF, { search, free }, { startingAfter: null, limit: 5 });
    await reads(
      shown(false, null),
      [...NEIGHBOURS, customer, listed, stripeCustomer],
      [
        { of: listed, in: [OTHER_CONNECTION] },
        { of: stripeCustomer, in: [OTHER_CONNECTION, OTHER_ONE] },
        { of: customer, in: [{ id: 'cus_9' }] },
      ],
    );
    await reads(shown(true, null), [listed], [{ of: listed, in: [OTHER_CONNECTION, { held: 1 }] }]);
  });

  it('are found on their own connection by their words or the beginning of an id', async () => {
    const found = (terms: readonly string[], text: string, isCommon: boolean) => (db: Database) =>
      selectListed(
        db,
        OF,
        { search: { terms, text, isCommon }, free: false },
        { startingAfter: null, limit: 5 },
      );
    await reads(
      found(['payer', 'ada'], 'payer ada', false),
      [listed, listedWord],
      [
        { of: listedWord, in: [OTHER_CONNECTION, OTHER_ONE, { word: 'pay' }, { word: 'q' }] },
        { of: listed, in: [OTHER_CONNECTION, { words: '["ad","bob"]' }] },
      ],
    );
    await reads(
      found([], 'cus_str', false),
      [listed],
      [{ of: listed, in: [OTHER_CONNECTION, { stripe_customer_id: 'cus_x' }] }],
    );
    await reads(
      found(['payer', 'ada'], 'payer ada', true),
      [listed],
      [{ of: listed, in: [OTHER_CONNECTION, { words: '["ada","pay"]' }, { words: '["payer"]' }] }],
    );
    const many = Array.from({ length: 1_001 }, (_, place) =>
      changed(listedWord, { stripe_customer_id: `cus_${place}` }),
    );
    const common = (db: Database) => isCommonAtStripe(db, OF, ['payer']);
    const [first = listedWord] = many;
    await reads(common, many, [{ of: first, in: [OTHER_CONNECTION, { word: 'pay' }] }]);
  });

  it('go on after the last one that was shown, of the same connection', async () => {
    const second = changed(listed, { stripe_customer_id: 'cus_a', created_at: 40 });
    const after = async (db: Database) => {
      const page = { startingAfter: 'cus_stripe', limit: 5 };
      const rows = await selectListed(db, OF, { search: null, free: false }, page);
      return rows.map((each) => each.listed.stripeCustomerId);
    };
    await reads(
      after,
      [listed, second],
      [
        { of: second, in: [OTHER_CONNECTION, { created_at: 60 }] },
        { of: listed, in: [OTHER_CONNECTION, OTHER_ONE] },
      ],
    );
  });

  it('are named as another client’s where one has it, or is to have it', async () => {
    const ask = { customerId: 'cus_2', stripeCustomerId: 'cus_stripe' };
    const holder = (db: Database) => selectHolderName(db, 'con_1', ask);
    await reads(
      holder,
      [customer, stripeCustomer],
      [
        { of: stripeCustomer, in: [OTHER_CONNECTION, OTHER_ONE, SIBLING] },
        { of: customer, in: [{ id: 'cus_9' }] },
      ],
    );
    await reads(
      holder,
      [customer, sibling, client],
      [{ of: client, in: [OTHER_CONNECTION, { target: 'cus_x' }, SIBLING] }],
    );
  });

  it('are alike by the client’s id, address, name or domain on the same connection', async () => {
    for (const [by, key, stray] of [
      ['external_id', 'cus_1', { names_client: 'cus_2' }],
      ['email', 'ada@payer.test', { email: 'bob@payer.test' }],
      ['name', 'ada', { name_key: 'bob' }],
      ['domain', 'payer.test', { domain: 'other.test' }],
    ] as const) {
      const alike = (db: Database) => readAlike(db, 'con_1', [{ customerId: 'cus_1', by, key }]);
      await reads(alike, [listed], [{ of: listed, in: [OTHER_CONNECTION, stray] }]);
      await reads(
        alike,
        [listed, stripeCustomer],
        [{ of: stripeCustomer, in: [OTHER_CONNECTION, OTHER_ONE] }],
      );
    }
    const twin = changed(listed, { connection_id: 'con_2', name: 'Twin' });
    const names = async (db: Database) =>
      (await readAlike(db, 'con_1', [{ customerId: 'cus_1', by: 'name', key: 'ada' }])).map(
        ({ name }) => name,
      );
    await reads(names, [twin, listed], [{ of: listed, in: [{ connection_id: 'con_3' }] }]);
  });

  it('are clients by their ids elsewhere, of the business and the mode', async () => {
    const strays = [OTHER_BUSINESS, OTHER_MODE, ERASED, { id: 'cus_9' }];
    const ids = [{ key: 'Stripe', value: 'cus_stripe' }];
    await reads(
      (db) => selectByExternalIds(db, SCOPE, ids),
      [customer, externalId],
      [
        { of: customer, in: strays },
        { of: externalId, in: [{ key: 'Xero' }, { value: 'x' }, SIBLING] },
      ],
    );
    await reads((db) => selectOwnClients(db, SCOPE, ['cus_1']), [customer], [{ of: customer, in: strays }]);
  });
});

describe('a reading of the list', () => {
  const run = { connectionId: 'con_1', run: 3 };

  it('keeps and counts its own, and what it has not seen since goes', async () => {
    await reads((db) => countListed(db, run), [listed], [{ of: listed, in: [OTHER_CONNECTION, { run: 2 }] }]);
    const {
      connectionId: _,
      run: __,
      ...fields
    } = {
      connectionId: '',
      run: 0,
      stripeCustomerId: 'cus_stripe',
      name: null,
      nameKey: null,
      email: null,
      domain: null,
      namesClient: null,
      createdAt: 50,
      words: [],
    };
    await reads(
      (db) => saveListed(db, run, [fields]),
      [listed],
      [{ of: listed, in: [OTHER_CONNECTION, { run: 2 }, OTHER_ONE] }],
    );
    await writes(
      (db) => deleteUnlisted(db, { connectionId: 'con_1', run: 4 }, 5),
      [listed],
      [{ of: listed, in: [OTHER_CONNECTION, { run: 4 }] }],
    );
    const twin = changed(listed, { ...OTHER_CONNECTION, run: 9 });
    await writes((db) => deleteUnlisted(db, { connectionId: 'con_1', run: 4 }, 5), [listed, twin], []);
  });

  it('has links looked at whose customer it did not list, on its own connection', async () => {
    const follow = (db: Database) => followUnlisted(db, 'con_1', 9);
    await writes(
      follow,
      [stripeCustomer],
      [{ of: stripeCustomer, in: [OTHER_CONNECTION, { lost_at: 5 }, { stripe_customer_id: null }] }],
    );
    const followed = async (db: Database) => {
      await follow(db);
      return (await db.all<{ follow_at: number | null }>(sql`SELECT follow_at FROM stripe_customers`))[0]
        ?.follow_at;
    };
    await reads(followed, [stripeCustomer, listed], [{ of: listed, in: [OTHER_CONNECTION, OTHER_ONE] }]);
  });

  it('is begun anew once it is over, leased when it is due, and written by who has it', async () => {
    await writes(
      (db) => beginReading(db, 'con_1', 9),
      [mapping],
      [{ of: mapping, in: [{ state: 'reading' }] }],
    );
    const strays = [OTHER_CONNECTION, { lease_until: 101 }];
    await writes(
      (db) => leaseMapping(db, 'con_1', { now: 100, until: 900 }),
      [mapping],
      [{ of: mapping, in: [...strays, { due_at: 101 }] }],
    );
    await writes(
      (db) => writeMapping(db, { connectionId: 'con_1', leaseUntil: 100 }, { listed: 9 }),
      [mapping],
      [{ of: mapping, in: strays }],
    );
    await writes(
      (db) => holdMappings(db, ['con_1'], { dueBy: 100, until: 900 }),
      [mapping],
      [{ of: mapping, in: [OTHER_CONNECTION, { due_at: 101 }] }],
    );
  });
});
