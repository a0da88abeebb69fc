import { describe, it } from 'vitest';
import {
  selectLastIssued,
  selectPerson,
  selectRecords,
  selectStanding,
} from '../../src/db/queries/personal-data.ts';
import { monthlyStatements, receiptSeries, receipts } from '../../src/db/schema/index.ts';
import { reads, sent } from './met.ts';
import { OTHER_BUSINESS, OTHER_INVOICE, OTHER_MODE, OTHER_PAYMENT, OWN, SCOPE, SIBLING } from './own.ts';
import { changed, type Row, row } from './rows.ts';

const { customer, externalId, stripeCustomer, invoice, line, payment, method, setup, agreement, offline } =
  OWN;
const { refund, dispute, credit, target, email, session, signIn, entry } = OWN;
const statement = row(monthlyStatements, { customerId: 'cus_1', month: '2026-10', ...SCOPE });
const numbers = row(receiptSeries, { id: 1, series: 'R-NW-', ...SCOPE });
const numbered = ['pay_1', 'off_1', 'ref_1'].map((sourceId, index) =>
  row(receipts, { sourceId, seriesId: 1, numberValue: index + 1 }),
);
const ofCustomer = (...rows: readonly Row[]) => rows.map((of) => ({ of, in: [SIBLING] }));
const ofPayment = (...rows: readonly Row[]) => rows.map((of) => ({ of, in: [OTHER_PAYMENT] }));

describe('what is exported of a person', () => {
  it('is theirs, by their business and in its mode', () =>
    reads(
      (db) => selectPerson(db, SCOPE, 'cus_1'),
      [customer],
      [{ of: customer, in: [OTHER_BUSINESS, OTHER_MODE, { id: 'cus_2' }] }],
    ));

  it('is each row of theirs, and none of a sibling’s', () =>
    reads(
      async (db) => {
        const { externalIds, ...others } = selectRecords(db, 'cus_1');
        return db.batch([externalIds, ...Object.values(others)]);
      },
      [externalId, stripeCustomer, method, setup, agreement, invoice, line, payment, offline].concat([
        refund,
        dispute,
        credit,
        email,
        session,
        signIn,
        entry,
        statement,
        numbers,
        ...numbered,
      ]),
      [
        ...ofCustomer(externalId, stripeCustomer, method, setup, agreement, invoice, payment),
        ...ofCustomer(credit, session, signIn, statement),
        ...ofPayment(refund, dispute),
        { of: line, in: [OTHER_INVOICE] },
        ...numbered.map((of) => ({ of, in: [{ source_id: 'pay_2' }] })),
        { of: offline, in: [OTHER_INVOICE] },
        { of: email, in: [{ about_customer_id: 'cus_2' }] },
        { of: entry, in: [{ stream_type: 'invoice' }, { stream_id: 'cus_2' }] },
      ],
    ));

  it('was issued last when an invoice was, not when a draft was begun', () =>
    reads(
      (db) => selectLastIssued(db, 'cus_1'),
      [invoice],
      [{ of: invoice, in: [SIBLING, { finalized_at: null }] }],
    ));
});

describe('what stands in the way of erasing a person', () => {
  const standing = sent((db) => selectStanding(db, 'cus_1'));
  const over = changed(payment, { state: 'failed', check_at: null });

  it('is what of theirs is not over', async () => {
    const closed = { check_at: null, state: 'succeeded' };
    await reads(standing, [payment], [{ of: payment, in: [SIBLING, closed] }]);
    const checked = changed(payment, { state: 'failed' });
    await reads(standing, [checked], [{ of: checked, in: [SIBLING, { check_at: null }] }]);
    const open = changed(payment, { check_at: null });
    await reads(standing, [open], [{ of: open, in: [SIBLING, { state: 'canceled' }] }]);
    await reads(
      standing,
      [over, refund],
      [
        { of: refund, in: [OTHER_PAYMENT, { check_at: null }] },
        { of: over, in: [SIBLING] },
      ],
    );
    await reads(
      standing,
      [over, dispute],
      [
        { of: dispute, in: [OTHER_PAYMENT, { closed_at: 5 }] },
        { of: over, in: [SIBLING] },
      ],
    );
    // Somebody else paid for them.
    const others = changed(over, { customer_id: 'cus_9' });
    const paid = changed(invoice, { status: 'paid' });
    await reads(
      standing,
      [paid, target, others, dispute],
      [
        { of: dispute, in: [OTHER_PAYMENT, { closed_at: 5 }] },
        { of: target, in: [OTHER_PAYMENT, OTHER_INVOICE] },
        { of: paid, in: [SIBLING] },
      ],
    );
    await reads(
      standing,
      [invoice],
      [{ of: invoice, in: [SIBLING, { status: 'paid' }, { status: 'void' }] }],
    );
    await reads(standing, [credit], [{ of: credit, in: [SIBLING, { balance: 0 }] }]);
    await reads(
      standing,
      [setup],
      [{ of: setup, in: [SIBLING, { check_at: null }, { kind: 'bank_deposits' }] }],
    );
  });

  it('is a draft, too', () => {
    const draft = changed(invoice, { status: 'draft' });
    return reads(standing, [draft], [{ of: draft, in: [SIBLING] }]);
  });
});
