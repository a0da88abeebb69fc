import { describe, expect, it } from 'vitest';
import {
  readLinkVersion,
  readOfflineReceipt,
  readPaymentReceipt,
  readRefundedPayment,
  selectChain,
  selectGivenReceipt,
  selectUsedReceiptSeries,
} from '../../src/db/queries/receipts.ts';
import { instalments, receiptSeries, receipts } from '../../src/db/schema/index.ts';
import { giveReceipt } from '../../src/db/writes/receipts.ts';
import { answerOf, reads, sent } from './met.ts';
import { OTHER_BUSINESS, OTHER_INVOICE, OTHER_MODE, OTHER_PAYMENT, OWN, SCOPE } from './own.ts';
import { changed, type Row, row } from './rows.ts';

const { allocation, customer, dispute, invoice, merchant, offline, refund, target } = OWN;
const payment = changed(OWN.payment, { succeeded_at: 100 });
const made = changed(refund, { stripe_refund_id: 're_1' });
const series = row(receiptSeries, { id: 1, series: 'R-NW-', nextValue: 3, ...SCOPE });
const given = row(receipts, { sourceId: 'pay_1', seriesId: 1, numberValue: 2 });
const part = row(instalments, { invoiceId: 'inv_1', position: 1, amount: 500, through: 500 });
const ofInvoice = changed(OWN.entry, { stream_type: 'invoice', stream_id: 'inv_1' });
const entry = changed(OWN.entry, { stream_type: 'payment', stream_id: 'pay_1' });

describe('a receipt', () => {
  it('is of its payment, with its invoices, what covers them, refunds, disputes and numbers', () =>
    reads(
      (db) => readPaymentReceipt(db, 'pay_1'),
      [merchant, customer, invoice, payment, target, allocation, part, made, dispute, series, given, entry],
      [
        { of: target, in: [OTHER_PAYMENT] },
        { of: allocation, in: [OTHER_INVOICE] },
        { of: part, in: [OTHER_INVOICE] },
        { of: made, in: [OTHER_PAYMENT] },
        { of: dispute, in: [OTHER_PAYMENT] },
        { of: given, in: [{ source_id: 'pay_2' }] },
        { of: entry, in: [{ stream_type: 'invoice' }, { stream_id: 'pay_2' }] },
      ],
    ));

  it('of a payment that staff recorded stands in its invoice’s stream', () =>
    reads(
      (db) => readOfflineReceipt(db, 'off_1'),
      [
        merchant,
        customer,
        invoice,
        offline,
        allocation,
        part,
        series,
        changed(given, { source_id: 'off_1' }),
        ofInvoice,
      ],
      [
        { of: offline, in: [{ id: 'off_2' }] },
        { of: allocation, in: [OTHER_INVOICE] },
        { of: part, in: [OTHER_INVOICE] },
        { of: ofInvoice, in: [{ stream_type: 'payment' }, { stream_id: 'inv_2' }] },
      ],
    ));

  it('is found by what it is for, its refund by its payment, its link by its invoice, its chain by its stream', async () => {
    await reads(
      (db) => selectGivenReceipt(db, ['pay_1', 'ref_1']),
      [series, given],
      [{ of: given, in: [{ source_id: 'pay_2' }] }],
    );
    await reads(
      (db) => selectUsedReceiptSeries(db, 'mer_1', ['R-NW-']),
      [series],
      [{ of: series, in: [OTHER_BUSINESS, { series: 'R-' }, { next_value: 1 }] }],
    );
    await reads((db) => readRefundedPayment(db, 'ref_1'), [made], [{ of: made, in: [{ id: 'ref_2' }] }]);
    await reads((db) => readLinkVersion(db, 'inv_1'), [invoice], [{ of: invoice, in: [{ id: 'inv_2' }] }]);
    await reads(
      (db) => selectChain(db, { type: 'payment', id: 'pay_1' }),
      [entry],
      [{ of: entry, in: [{ stream_type: 'invoice' }, { stream_id: 'pay_2' }] }],
    );
  });

  it('is given the next number of the series of its business and mode, once', async () => {
    const give = sent((db) => giveReceipt(db, SCOPE, { series: 'R-NW-', sourceId: 'off_1' }));
    const numbered = (rows: readonly Row[]) =>
      answerOf([merchant, ...rows], async (db) => {
        await give(db);
        await give(db);
        return db.select().from(receipts);
      });
    expect(await numbered([series])).toEqual([{ sourceId: 'off_1', seriesId: 1, numberValue: 3 }]);
    for (const other of [OTHER_BUSINESS, OTHER_MODE, { series: 'R-' }])
      expect(await numbered([changed(series, other)])).toEqual([
        { sourceId: 'off_1', seriesId: 2, numberValue: 1 },
      ]);
  });
});
