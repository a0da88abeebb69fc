import { describe, it } from 'vitest';
import { selectPayments } from '../../src/db/queries/payments-read.ts';
import {
  selectBookedOf,
  selectDisputesPage,
  selectPaidInvoices,
  selectPayers,
  selectPaymentBackground,
} from '../../src/db/queries/payments-shown.ts';
import { balanceTransactions } from '../../src/db/schema/index.ts';
import { STANDINGS } from '../../src/domain/payment/standing.ts';
import { reads } from './met.ts';
import { OTHER_BUSINESS, OTHER_INVOICE, OTHER_MODE, OTHER_PAYMENT, OWN, SCOPE } from './own.ts';
import { changed, type Row, row } from './rows.ts';

const { connection, customer, dispute, invoice, payment, refund, target } = OWN;
const WHOSE = [OTHER_BUSINESS, OTHER_MODE];
const OTHER_ID = { id: 'pay_9' };

describe('what staff see of payments', () => {
  it('is named by their own customers, connections and invoices', async () => {
    await reads(
      (db) => selectPayers(db, SCOPE, ['pay_1']),
      [payment, customer, connection],
      [{ of: payment, in: [...WHOSE, OTHER_ID] }],
    );
    await reads(
      (db) => selectPaidInvoices(db, SCOPE, ['pay_1']),
      [target, invoice],
      [
        { of: target, in: [OTHER_PAYMENT, OTHER_INVOICE] },
        { of: invoice, in: WHOSE },
      ],
    );
    await reads(
      (db) => selectPaymentBackground(db, SCOPE, 'pay_1'),
      [payment, customer, connection],
      [{ of: payment, in: [...WHOSE, OTHER_ID] }],
    );
  });

  it.each(STANDINGS)('is filtered by how they stand: %s', async (standing) => {
    const filters = { customerId: null, invoiceId: null, state: null, standing };
    const page = { startingAfter: null, limit: 5 };
    const isOver = standing !== 'under_way';
    const stands = changed(payment, isOver ? { state: standing, check_at: null, closed_at: 5 } : {});
    const others: Row['values'] = isOver ? { state: 'processing' } : { check_at: null };
    await reads(
      (db) => selectPayments(db, SCOPE, filters, page),
      [stands],
      [{ of: stands, in: [...WHOSE, others, ...(isOver ? [] : [{ closed_at: 5 }])] }],
    );
  });

  it('is of a period, from an id to before another', async () => {
    const filters = {
      customerId: null,
      invoiceId: null,
      state: null,
      fromId: 'pay_1',
      beforeId: 'pay_2',
    };
    await reads(
      (db) => selectPayments(db, SCOPE, filters, { startingAfter: null, limit: 5 }),
      [payment],
      [{ of: payment, in: [{ id: 'pay_0' }, { id: 'pay_2' }] }],
    );
  });

  it('is what Stripe booked of the payment, its refunds and its disputes', async () => {
    for (const ownerId of ['pay_1', 'ref_1', 'dis_1']) {
      const line = row(balanceTransactions, {
        connectionId: 'con_1',
        stripeId: 'txn_1',
        merchantId: 'mer_1',
        ownerId,
        reportingCategory: 'charge',
        currency: 'USD',
        createdAt: 5,
      });
      await reads(
        (db) => selectBookedOf(db, SCOPE, 'pay_1'),
        [refund, dispute, line],
        [{ of: line, in: [OTHER_BUSINESS, { owner_id: 'pay_9' }, { owner_id: null }] }],
      );
    }
  });

  it.each([
    [null, dispute, []],
    [true, dispute, [{ closed_at: 5 }]],
    [false, changed(dispute, { closed_at: 5 }), [{ closed_at: null }]],
  ])('are disputes of the business in this mode (open: %s)', async (isOpen, one, others) => {
    const page = { startingAfter: 'dis_2', limit: 5 };
    await reads(
      (db) => selectDisputesPage(db, SCOPE, { isOpen }, page),
      [payment, one],
      [
        { of: one, in: [OTHER_BUSINESS, OTHER_PAYMENT, { id: 'dis_2' }, ...others] },
        { of: payment, in: WHOSE },
      ],
    );
  });
});
