import { describe, it } from 'vitest';
import type { Database } from '../../src/db/database.ts';
import { readInvoicePage } from '../../src/db/queries/invoice-page.ts';
import {
  selectInvoice,
  selectInvoices,
  selectLedger,
  selectLineCount,
  selectLines,
} from '../../src/db/queries/invoices.ts';
import { selectLastingRefusals, selectRefusals } from '../../src/db/queries/refusals.ts';
import { paymentBlocks } from '../../src/db/schema/index.ts';
import { NEWEST_FIRST } from '../../src/domain/invoice/list-order.ts';
import { reads } from './met.ts';
import {
  NEIGHBOURS,
  OTHER_BUSINESS,
  OTHER_INVOICE,
  OTHER_MODE,
  OTHER_PAYMENT,
  OWN,
  SCOPE,
  SIBLING,
} from './own.ts';
import { changed, row } from './rows.ts';

const { merchant, connection, customer, stripeCustomer, invoice, line, payment, target, refusal } = OWN;
const { allocation, offline, refund, method } = OWN;
const WHOSE = [OTHER_BUSINESS, OTHER_MODE];
const ENDED = { state: 'disconnected' };
const NOW = 1_000 * 24 * 3_600_000;
const block = row(paymentBlocks, {
  id: 'blk_1',
  subjectType: 'link',
  subjectId: 'inv_1',
  until: NOW + 1,
  ...SCOPE,
});
const house = [...NEIGHBOURS, merchant, connection, customer, stripeCustomer, invoice];

describe('an invoice', () => {
  it('is read by its business, with what is its own', async () => {
    const ofIt = changed(refusal, { subject_type: 'invoice', subject_id: 'inv_1' });
    await reads(
      (db) => selectInvoice(db, SCOPE, 'inv_1'),
      [...house, ofIt],
      [
        { of: invoice, in: [...WHOSE, { id: 'inv_9' }] },
        { of: connection, in: [...WHOSE, ENDED] },
        { of: ofIt, in: [{ subject_type: 'customer' }, { subject_id: 'inv_2' }, { ended_at: 5 }] },
      ],
    );
    await reads(
      (db) => selectLines(db, SCOPE, 'inv_1'),
      [invoice, line],
      [
        { of: invoice, in: WHOSE },
        { of: line, in: [OTHER_INVOICE] },
      ],
    );
    await reads(
      (db) => selectLedger(db, SCOPE, 'inv_1'),
      [...house, allocation, payment],
      [
        { of: invoice, in: [...WHOSE, { id: 'inv_9' }] },
        { of: allocation, in: [OTHER_INVOICE] },
      ],
    );
    await reads((db) => selectLineCount(db, 'inv_1'), [line], [{ of: line, in: [OTHER_INVOICE] }]);
  });

  it('is shown with what is its own, and the payment that is asked for', async () => {
    const paid = changed(payment, { state: 'succeeded' });
    const own = [{ of: line, in: [OTHER_INVOICE] }];
    await reads(
      (db) => readInvoicePage(db, 'inv_1', 5),
      [...house, block, line, paid, target],
      [
        { of: invoice, in: [{ id: 'inv_9' }] },
        { of: connection, in: [...WHOSE, ENDED] },
        { of: block, in: [OTHER_MODE, { released_at: 5 }, { subject_id: 'inv_2' }] },
        { of: target, in: [OTHER_INVOICE, OTHER_PAYMENT] },
        { of: paid, in: [{ state: 'canceled' }, { state: 'claimed' }] },
        ...own,
      ],
    );
    // What moved its money, and back.
    const cash = changed(allocation, { id: 'all_2', source_type: 'offline_payment', source_id: 'off_1' });
    const refunded = changed(invoice, { amount_paid: 500 });
    await reads(
      async (db) => (await readInvoicePage(db, 'inv_1', 5))?.ledger,
      [
        ...house.filter((each) => each !== invoice),
        refunded,
        allocation,
        cash,
        offline,
        paid,
        target,
        refund,
      ],
      [
        { of: allocation, in: [OTHER_INVOICE] },
        { of: cash, in: [OTHER_INVOICE] },
        { of: offline, in: [OTHER_INVOICE, { id: 'off_2' }] },
        { of: refund, in: [OTHER_PAYMENT, { state: 'failed' }, { state: 'requested' }] },
      ],
    );
    const moving = changed(payment, { state: 'processing' });
    await reads(
      async (db) => (await readInvoicePage(db, 'inv_1', 5))?.ledger,
      [
        ...house.filter((each) => each !== invoice),
        changed(invoice, { payment_status: 'processing' }),
        moving,
        target,
      ],
      [
        { of: target, in: [OTHER_INVOICE, OTHER_PAYMENT] },
        { of: moving, in: [{ state: 'session_open' }, { id: 'pay_2' }] },
      ],
    );
    const planned = changed(invoice, { collect_stage: 'scheduled' });
    await reads(
      async (db) => (await readInvoicePage(db, 'inv_1', 5))?.plannedMethods,
      [...house.filter((each) => each !== invoice), planned, method],
      [{ of: method, in: [SIBLING, { connection_id: 'con_2' }, { state: 'detached' }] }],
    );
    // A parent is told in its contacts' languages.
    const child = changed(customer, { parent_id: 'cus_9' });
    const parent = changed(customer, { id: 'cus_9', contacts: '[{"email":"p@payer.test"}]' });
    await reads(
      async (db) => (await readInvoicePage(db, 'inv_1', 5))?.parentContacts,
      [...house.filter((each) => each !== customer), child, parent],
      [{ of: parent, in: [{ id: 'cus_8' }] }],
    );
    const returned = changed(payment, { state: 'returned' });
    await reads(
      (db) => readInvoicePage(db, 'inv_1', 5, 'pay_1'),
      [...house, returned, target],
      [{ of: returned, in: [{ id: 'pay_2' }] }],
    );
  });

  const none = {
    status: null,
    customerId: null,
    overdue: null,
    createdAfter: null,
    createdBefore: null,
    updatedAfter: null,
    updatedBefore: null,
    issuedFrom: null,
    issuedTo: null,
    dueFrom: null,
    dueTo: null,
    totalFrom: null,
    totalTo: null,
    currency: null,
    numbers: null,
    text: null,
  };
  const page = { order: NEWEST_FIRST, after: { id: 'inv_2', key: null }, limit: 5 } as const;
  const dated = changed(invoice, { due_date: '2026-05-20', amount_due: 500, updated_at: 100 });
  const overdue = changed(invoice, { due_at: 500 });
  it.each([
    ['any', none, invoice, [{ id: 'inv_2' }, { id: 'inv_3' }]],
    ['open', { ...none, status: 'open' as const }, invoice, [{ status: 'paid' }]],
    [
      'paid',
      { ...none, status: 'paid' as const },
      changed(invoice, { status: 'paid' }),
      [{ status: 'open' }],
    ],
    ['of a customer', { ...none, customerId: 'cus_1' }, invoice, [SIBLING]],
    ['overdue', { ...none, overdue: true }, overdue, [{ due_at: 501 }, { status: 'paid' }]],
    ['not overdue', { ...none, overdue: false }, changed(invoice, { due_at: 501 }), [{ due_at: 500 }]],
    ['without a day', { ...none, overdue: false }, invoice, [{ due_at: 500 }]],
    ['paid in time', { ...none, overdue: false }, changed(overdue, { status: 'paid' }), [{ status: 'open' }]],
    ['made since', { ...none, createdAfter: 100 }, invoice, [{ created_at: 99 }]],
    ['made before', { ...none, createdBefore: 101 }, invoice, [{ created_at: 101 }]],
    ['changed since', { ...none, updatedAfter: 100 }, dated, [{ updated_at: 99 }]],
    ['changed before', { ...none, updatedBefore: 101 }, dated, [{ updated_at: 101 }]],
    ['issued from a day', { ...none, issuedFrom: '2026-05-05' }, dated, [{ issue_date: '2026-05-04' }]],
    ['issued to a day', { ...none, issuedTo: '2026-05-05' }, dated, [{ issue_date: '2026-05-06' }]],
    [
      'due from a day',
      { ...none, dueFrom: '2026-05-20' },
      dated,
      [{ due_date: '2026-05-19' }, { due_date: null }],
    ],
    [
      'due to a day',
      { ...none, dueTo: '2026-05-20' },
      dated,
      [{ due_date: '2026-05-21' }, { due_date: null }],
    ],
    [
      'of so much',
      { ...none, totalFrom: 500, totalTo: 500 },
      dated,
      [{ amount_due: 499 }, { amount_due: 501 }],
    ],
    ['in a currency', { ...none, currency: 'USD' }, dated, [{ currency: 'EUR' }]],
    [
      'found by its number',
      { ...none, text: { terms: [], numbers: [{ series: 'NW-', value: 1 }] } },
      invoice,
      [{ series: 'SW-' }, { number_value: 2 }],
    ],
    [
      'numbered',
      { ...none, numbers: [{ series: 'NW-', value: 1 }] },
      invoice,
      [{ series: 'SW-' }, { number_value: 2 }],
    ],
  ])('%s is on a page of its business', (_, filters, mine, strays) =>
    reads(
      (db) => selectInvoices(db, SCOPE, filters, page, 500),
      [merchant, mine],
      [{ of: mine, in: [...strays, ...WHOSE] }],
    ),
  );
});

describe('a list that is sorted', () => {
  it.each([
    ['updatedAt', 100, { updated_at: 99 }],
    ['issueDate', '2026-05-05', { issue_date: '2026-05-04' }],
    ['dueDate', '2026-05-20', { due_date: null }],
  ] as const)('by %s goes on behind its place, in both directions', async (by, key, before) => {
    const dated = changed(OWN.invoice, { due_date: '2026-05-20', updated_at: 100 });
    const none = null;
    const filters = {
      ...{ status: none, customerId: none, overdue: none, createdAfter: none, createdBefore: none },
      ...{ updatedAfter: none, updatedBefore: none, issuedFrom: none, issuedTo: none, dueFrom: none },
      ...{ dueTo: none, totalFrom: none, totalTo: none, currency: none, numbers: none, text: none },
    };
    const behind = (id: `inv_${string}`, direction: 'asc' | 'desc') => (db: Database) =>
      selectInvoices(db, SCOPE, filters, { order: { by, direction }, after: { id, key }, limit: 5 }, 500);
    await reads(behind('inv_0', 'asc'), [OWN.merchant, dated], [{ of: dated, in: [before, ...WHOSE] }]);
    const earlier = changed(dated, before);
    await reads(
      behind('inv_1', 'desc'),
      [OWN.merchant, earlier],
      [{ of: earlier, in: [{ ...dated.values, id: 'inv_1' }, ...WHOSE] }],
    );
  });
});

describe('what Stripe refuses', () => {
  it('is of its subject while it lasts', async () => {
    const subjects = [{ type: 'customer', id: 'cus_1' }] as const;
    await reads(
      (db) => selectRefusals(db, subjects),
      [refusal],
      [{ of: refusal, in: [{ subject_type: 'invoice' }, { subject_id: 'cus_2' }, { ended_at: 5 }] }],
    );
    const lasting = (db: Parameters<typeof selectLastingRefusals>[0]) => selectLastingRefusals(db, false);
    await reads(lasting, [refusal], [{ of: refusal, in: [OTHER_MODE, { ended_at: 5 }] }]);
    const ofIt = changed(refusal, { subject_type: 'invoice', subject_id: 'inv_1' });
    await reads(lasting, [invoice, ofIt], [{ of: invoice, in: [{ status: 'paid' }, { id: 'inv_2' }] }]);
    const ofConnection = changed(refusal, { subject_type: 'connection', subject_id: 'con_1' });
    await reads(lasting, [connection, ofConnection], [{ of: connection, in: [ENDED, { id: 'con_2' }] }]);
  });
});
