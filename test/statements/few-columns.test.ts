import { describe, expect, it } from 'vitest';
import type { Database } from '../../src/db/database.ts';
import { isAccountTroubled } from '../../src/db/queries/accounts.ts';
import { readAnnouncements } from '../../src/db/queries/announcements.ts';
import { selectCreditNote, selectCreditNotes } from '../../src/db/queries/credit-notes.ts';
import { removeExternalIds } from '../../src/db/queries/customers-write.ts';
import { selectClients } from '../../src/db/queries/mapping.ts';
import { paymentsInDispute } from '../../src/db/queries/open-disputes.ts';
import { selectErasure } from '../../src/db/queries/personal-data.ts';
import { isToChoose } from '../../src/db/queries/unanswered-choices.ts';
import {
  accountCreations,
  accountStatuses,
  creditNotes,
  invoices,
  sweeps,
} from '../../src/db/schema/index.ts';
import { recheckPaused } from '../../src/db/writes/checks.ts';
import { endCreation, takeUpAgain } from '../../src/db/writes/connect.ts';
import { PAUSED_RECHECK_MS } from '../../src/domain/collection/waits.ts';
import { READY_ACCOUNT } from '../support/account-status.ts';
import { client, OF } from './mapping-rows.ts';
import { answerOf, reads, sent, writes } from './met.ts';
import {
  OTHER_BUSINESS,
  OTHER_CONNECTION,
  OTHER_INVOICE,
  OTHER_MODE,
  OWN,
  OWNER,
  SCOPE,
  SIBLING,
} from './own.ts';
import { changed, row } from './rows.ts';

const { connection, customer, invoice, choice, dispute, email, entry, externalId, merchant } = OWN;

describe('a business’s credit notes', () => {
  const note = row(creditNotes, { id: 'crn_5', invoiceId: 'inv_1', ...OWNER });
  const page = (startingAfter: string | null) => ({ startingAfter, limit: 5 });
  const ofAll = { invoiceId: null, customerId: null };

  it.each([
    ['all', ofAll, []],
    ['of an invoice', { ...ofAll, invoiceId: 'inv_1' }, [OTHER_INVOICE]],
    ['of a customer', { ...ofAll, customerId: 'cus_1' }, [SIBLING]],
  ] as const)('are listed: %s', (_, filters, strays) =>
    reads(
      (db) => selectCreditNotes(db, SCOPE, filters, page(null)),
      [note, invoice],
      [{ of: note, in: [...strays, OTHER_BUSINESS, OTHER_MODE] }],
    ),
  );

  it('go on before the last one that was read, and are each their own', async () => {
    await reads(
      (db) => selectCreditNotes(db, SCOPE, ofAll, page('crn_6')),
      [note, invoice],
      [{ of: note, in: [{ id: 'crn_6' }, { id: 'crn_7' }] }],
    );
    await reads(
      (db) => selectCreditNote(db, SCOPE, 'crn_5'),
      [note, invoice],
      [{ of: note, in: [{ id: 'crn_6' }, OTHER_BUSINESS, OTHER_MODE] }],
    );
  });
});

it('an account is in trouble while its business was told so, on a connection that is active', () => {
  const known = row(accountStatuses, { connectionId: 'con_1', readAt: 100, status: READY_ACCOUNT });
  const status = changed(known, { told: '{}' });
  return reads(
    (db) => isAccountTroubled(db, 'mer_1', 'acct_1'),
    [connection, status],
    [
      { of: connection, in: [OTHER_BUSINESS, { id: 'con_2' }, { state: 'disconnected' }] },
      { of: status, in: [OTHER_CONNECTION, { told: null }, { status: '{"accountId":"acct_2"}' }] },
    ],
  );
});

it('the creation of an account ends once', () => {
  const begun = row(accountCreations, { id: 'acr_1', account: null, ...SCOPE });
  return writes(
    (db) => endCreation(db, 'acr_1', { account: 'acct_9', createdAt: 5 }),
    [begun],
    [{ of: begun, in: [{ id: 'acr_2' }, { account: 'acct_1' }] }],
  );
});

describe('a connection that is taken up again', () => {
  const again = sent((db) => takeUpAgain(db, 'con_1', { from: 100, now: 500 }));
  const list = row(sweeps, {
    connectionId: 'con_1',
    list: 'sessions',
    watermark: 200,
    dueAt: 900,
    queuedUntil: 900,
  });

  it('has its own lists read soon', async () => {
    await writes(again, [list], [{ of: list, in: [OTHER_CONNECTION] }]);
    const refunds = changed(list, { list: 'refunds' });
    await writes(again, [refunds], [{ of: refunds, in: [OTHER_CONNECTION] }]);
  });

  it('has those of payments read from where it was left, and no other', async () => {
    const read = changed(list, { due_at: 0, queued_until: 0 });
    const strays = [OTHER_CONNECTION, { list: 'refunds' }, { watermark: 100 }];
    await writes(again, [read], [{ of: read, in: strays }]);
    const intents = changed(read, { list: 'intents' });
    await writes(again, [intents], [{ of: intents, in: strays }]);
  });
});

it('an invoice is its owner’s to choose for where it waits or is open, is its own and is paid by itself', () => {
  const toChoose = (db: Database) => db.select({ id: invoices.id }).from(invoices).where(isToChoose(OWNER));
  const strays = [OTHER_BUSINESS, OTHER_MODE, SIBLING, { status: 'paid' }];
  return reads(
    toChoose,
    [merchant, customer, invoice, choice],
    [
      { of: invoice, in: strays },
      { of: customer, in: [{ parent_id: 'cus_9' }] },
    ],
  );
});

it('what announces a charge is of the invoices that are asked for, and what was asked is the customer’s', () =>
  reads(
    (db) => readAnnouncements(db, 'cus_1', ['inv_1']),
    [email, choice],
    [
      { of: email, in: [OTHER_INVOICE, { template: 'receipt' }] },
      { of: choice, in: [OTHER_INVOICE, SIBLING] },
    ],
  ));

it('external ids are taken off their own customer, by their key', () =>
  writes(
    (db) => db.batch([removeExternalIds(db, 'cus_1', ['Stripe'])]),
    [externalId],
    [{ of: externalId, in: [SIBLING, { key: 'Xero' }] }],
  ));

it('disputes that are read again are open ones of the connection', () =>
  reads(
    (db) => paymentsInDispute(db, 'con_1'),
    [dispute],
    [{ of: dispute, in: [OTHER_CONNECTION, { closed_at: 5 }] }],
  ));

it('that a person was erased is said in their own journal', () => {
  const erased = changed(entry, { type: 'customer_erased' });
  return reads(
    (db) => selectErasure(db, 'cus_1'),
    [erased],
    [{ of: erased, in: [{ stream_type: 'invoice' }, { stream_id: 'cus_2' }, { type: 'customer_created' }] }],
  );
});

it('a business’s invoices that rest while money is paused are due when it goes on, and no other', async () => {
  const paused = changed(invoice, { collect_reason: 'paused', collect_look_at: 501 });
  const resumed = (db: Database) => recheckPaused(db, SCOPE, 500);
  await writes(
    resumed,
    [paused],
    [
      {
        of: paused,
        in: [
          OTHER_BUSINESS,
          OTHER_MODE,
          { collect_reason: 'over_cap' },
          { collect_look_at: 500 },
          { collect_look_at: 501 + PAUSED_RECHECK_MS },
        ],
      },
    ],
  );
  const last = changed(paused, { collect_look_at: 500 + PAUSED_RECHECK_MS });
  await writes(resumed, [last], [{ of: last, in: [OTHER_MODE] }]);
});

it('a client that two accounts have is listed once for each', async () => {
  const page = { startingAfter: null, limit: 5 };
  const shown = await answerOf([customer, client, changed(client, OTHER_CONNECTION)], (db) =>
    selectClients(db, OF, { status: null, search: null }, page),
  );
  expect(shown.map((each) => each.client.connectionId)).toEqual(['con_1']);
});
