import { describe, it } from 'vitest';
import {
  selectCards,
  selectCreditCurrencies,
  selectEntries,
  selectInvoiceEntries,
} from '../../src/db/queries/journal.ts';
import { selectRefund, selectRefundsPage } from '../../src/db/queries/payments-read.ts';
import { reads } from './met.ts';
import { OTHER_BUSINESS, OTHER_INVOICE, OTHER_MODE, OTHER_PAYMENT, OWN, SCOPE } from './own.ts';
import { changed } from './rows.ts';

const { payment, target, refund, credit, entry, method } = OWN;
const WHOSE = [OTHER_BUSINESS, OTHER_MODE];
const PAGE = { startingAfter: null, limit: 10 };
const ofPayment = changed(entry, { stream_type: 'payment', stream_id: 'pay_1' });
const ofInvoice = changed(entry, { stream_type: 'invoice', stream_id: 'inv_1' });

describe('a refund', () => {
  it('is read by its payment’s business', () =>
    reads(
      (db) => selectRefund(db, SCOPE, 'ref_1'),
      [payment, refund],
      [
        { of: payment, in: [...WHOSE, { id: 'pay_9' }] },
        { of: refund, in: [OTHER_PAYMENT, { id: 'ref_2' }] },
      ],
    ));

  it('is on the page of its business by each filter', async () => {
    const any = { paymentId: null, state: null, held: null };
    const page = { ...PAGE, startingAfter: 'ref_2' };
    await reads(
      (db) => selectRefundsPage(db, SCOPE, any, page),
      [payment, refund],
      [
        { of: payment, in: WHOSE },
        { of: refund, in: [OTHER_BUSINESS, OTHER_PAYMENT, { id: 'ref_2' }, { id: 'ref_3' }] },
      ],
    );
    const ofOne = { ...any, paymentId: 'pay_1', state: 'pending' as const };
    const other = changed(payment, { id: 'pay_2' });
    await reads(
      (db) => selectRefundsPage(db, SCOPE, ofOne, PAGE),
      [payment, other, refund],
      [{ of: refund, in: [OTHER_PAYMENT, { state: 'failed' }] }],
    );
  });

  it('is held while it is requested, unsent, and not yet due', async () => {
    const held = changed(refund, { state: 'requested', not_before: 501 });
    const isHeld = { paymentId: null, state: null, held: { is: true, at: 500 } };
    await reads(
      (db) => selectRefundsPage(db, SCOPE, isHeld, PAGE),
      [payment, held],
      [{ of: held, in: [{ state: 'pending' }, { sent_at: 400 }, { not_before: 500 }, { not_before: null }] }],
    );
    const isNot = { ...isHeld, held: { is: false, at: 500 } };
    await reads(
      (db) => selectRefundsPage(db, SCOPE, isNot, PAGE),
      [payment, refund],
      [{ of: refund, in: [{ state: 'requested', not_before: 501 }] }],
    );
  });
});

describe('what happened', () => {
  it('is read by its own stream, before where the page begins', () =>
    reads(
      (db) => selectEntries(db, { type: 'customer', id: 'cus_1' }, 5, { streamId: 'cus_1', seq: 2 }),
      [entry],
      [{ of: entry, in: [{ stream_type: 'invoice' }, { stream_id: 'cus_2' }, { seq: 2 }, { seq: 3 }] }],
    ));

  it('to an invoice is its own and its payments’, without what only repeats', () =>
    reads(
      (db) => selectInvoiceEntries(db, 'inv_1', 5, null),
      [ofInvoice, ofPayment, target],
      [
        {
          of: ofInvoice,
          in: [{ stream_type: 'customer' }, { stream_id: 'inv_2' }, { type: 'payment_claimed' }],
        },
        { of: ofPayment, in: [{ stream_type: 'customer' }, { stream_id: 'pay_2' }] },
        { of: target, in: [OTHER_INVOICE, OTHER_PAYMENT] },
      ],
    ));

  it('shows cards and credits of the business', async () => {
    await reads(
      (db) => selectCards(db, 'mer_1', ['pm_1']),
      [method],
      [{ of: method, in: [OTHER_BUSINESS, { id: 'pm_2' }] }],
    );
    await reads(
      (db) => selectCreditCurrencies(db, 'mer_1', ['crd_1']),
      [credit],
      [{ of: credit, in: [OTHER_BUSINESS, { id: 'crd_2' }] }],
    );
  });
});
