import { describe, it } from 'vitest';
import { readInvoicePage } from '../../src/db/queries/invoice-page.ts';
import {
  selectInvoice,
  selectInvoices,
  selectLineCount,
  selectLines,
} from '../../src/db/queries/invoices.ts';
import { selectLastingRefusals, selectRefusals } from '../../src/db/queries/refusals.ts';
import { paymentBlocks } from '../../src/db/schema/index.ts';
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
const { offline } = OWN;
const WHOSE = [OTHER_BUSINESS, OTHER_MODE];
const ENDED = { state: 'disconnected' };
const NOW = 1_000 * 24 * 3_600_000;
const PAGE = { startingAfter: null, limit: 10 };
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
    await reads((db) => selectLineCount(db, 'inv_1'), [line], [{ of: line, in: [OTHER_INVOICE] }]);
  });

  it('is shown with what is its own, and the payment that is asked for', async () => {
    const paid = changed(payment, { state: 'succeeded' });
    const own = [
      { of: line, in: [OTHER_INVOICE] },
      { of: offline, in: [OTHER_INVOICE] },
    ];
    await reads(
      (db) => readInvoicePage(db, 'inv_1', 5),
      [...house, block, line, offline, paid, target],
      [
        { of: invoice, in: [{ id: 'inv_9' }] },
        { of: connection, in: [...WHOSE, ENDED] },
        { of: block, in: [OTHER_MODE, { released_at: 5 }, { subject_id: 'inv_2' }] },
        { of: target, in: [OTHER_INVOICE, OTHER_PAYMENT] },
        { of: paid, in: [{ state: 'canceled' }, { state: 'claimed' }] },
        ...own,
      ],
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
    numbers: null,
  };
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
    [
      'numbered',
      { ...none, numbers: [{ series: 'NW-', value: 1 }] },
      invoice,
      [{ series: 'SW-' }, { number_value: 2 }],
    ],
  ])('%s is on a page of its business', (_, filters, mine, strays) =>
    reads(
      (db) => selectInvoices(db, SCOPE, filters, { ...PAGE, startingAfter: 'inv_2' }, 500),
      [merchant, mine],
      [{ of: mine, in: [...strays, ...WHOSE] }],
    ),
  );
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
