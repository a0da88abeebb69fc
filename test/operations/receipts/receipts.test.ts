import { env } from 'cloudflare:test';
import { and, eq, inArray, sql } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import {
  journal,
  merchants,
  offlinePayments,
  receiptSeries,
  receipts,
} from '../../../src/db/schema/index.ts';
import { emptyEntries } from '../../../src/db/writes/journal.ts';
import { giveReceipt, giveReceipts } from '../../../src/db/writes/receipts.ts';
import { receiptIdOf } from '../../../src/domain/receipt/source.ts';
import { newId } from '../../../src/operations/core/context.ts';
import { recordDisputes } from '../../../src/operations/disputes/record-disputes.ts';
import { recordOfflinePayment } from '../../../src/operations/invoices/offline-payment.ts';
import { openReceipt } from '../../../src/operations/receipts/open-receipt.ts';
import { verifyReceipt } from '../../../src/operations/receipts/verify-receipt.ts';
import { forged } from '../../support/forged.ts';
import { marked } from '../../support/worker/marked.ts';
import { atStripe, outside, paidInvoice, refund, refundRows } from '../../support/worker/money.ts';
import { must, openShop, type Shop } from '../../support/worker/shop.ts';

let shop: Shop;
beforeEach(async () => {
  shop = await openShop();
});

const open = async (sourceId: string, from: string | null = null) =>
  openReceipt(shop.ctx, { sourceId, from, locale: null });
const numbers = () =>
  shop.ctx.db
    .select({ sourceId: receipts.sourceId, numberValue: receipts.numberValue, series: receiptSeries.series })
    .from(receipts)
    .innerJoin(receiptSeries, eq(receiptSeries.id, receipts.seriesId))
    .where(eq(receiptSeries.merchantId, shop.scope.merchantId));
const tokenOf = (url: string | undefined): string => url?.split('/').at(-1) ?? '';

describe('a receipt', () => {
  it('has its number with the money, in a series of its business, and keeps it however often it is asked for', async () => {
    const { paymentId, invoiceId } = await paidInvoice(shop);
    expect(await numbers()).toEqual([{ sourceId: paymentId, numberValue: 1, series: 'R-NW-' }]);
    const [one, other] = [must(await open(paymentId)), must(await open(paymentId, invoiceId))];
    expect(one).toMatchObject({
      kind: 'payment',
      number: marked('R-NW-0001', paymentId),
      amount: 12_000,
      method: { kind: 'card', brand: 'visa', last4: '4242' },
      invoices: [{ number: 'NW-0001', total: 12_000, amount: 12_000, left: 0 }],
      others: null,
      surplus: 0,
      refunds: [],
      returned: null,
    });
    expect(other).toEqual(one);
    expect(await numbers()).toHaveLength(1);
  });

  it('is numbered without a gap where many are asked for at once that have none yet', async () => {
    const paid = await Promise.all([1, 2, 3].map(async (n) => shop.invoice(n * 1_000)));
    const recorded: string[] = [];
    for (const { invoiceId } of paid) recorded.push(await recordOffline(invoiceId));
    const twice = [...recorded, ...recorded, ...recorded];
    const given = await Promise.all(twice.map(async (id) => must(await open(id)).number));
    const counted = new Set(given.map((number) => number.slice(0, 'R-NW-0001'.length)));
    expect(new Set(given).size).toBe(3);
    expect([...counted].toSorted()).toEqual(['R-NW-0001', 'R-NW-0002', 'R-NW-0003']);
    expect((await numbers()).map(({ numberValue }) => numberValue).toSorted()).toEqual([1, 2, 3]);
  });

  it('has the prefix that its invoices have when its money moves', async () => {
    const { paymentId } = await paidInvoice(shop);
    const ofBusiness = eq(merchants.id, shop.scope.merchantId);
    await shop.ctx.db.update(merchants).set({ invoiceSeries: 'NW2-' }).where(ofBusiness);
    const { invoiceId } = await shop.invoice(500);
    const id = await recordOffline(invoiceId);
    expect(must(await open(id)).number).toBe(marked('R-NW2-0001', id));
    expect(must(await open(paymentId)).number).toBe(marked('R-NW-0001', paymentId));
  });

  it('of a payment that staff recorded says its day, its way and its reference', async () => {
    const { invoiceId } = await shop.invoice(9_000);
    const id = await recordOffline(invoiceId, 5_000);
    expect(must(await open(id))).toMatchObject({
      amount: 5_000,
      method: { kind: 'offline', label: 'check' },
      reference: 'Check 17',
      invoices: [{ total: 9_000, amount: 5_000, left: 4_000 }],
    });
  });

  it('says what was refunded since, and the refund has a receipt of its own', async () => {
    const { paymentId, invoiceId } = await paidInvoice(shop);
    const refundId = await refund(shop, paymentId, 3_000);
    expect(await open(refundId)).toMatchObject({ kind: 'refused' });
    await shop.work();
    expect(await refundRows(shop, paymentId)).toMatchObject([{ state: 'succeeded' }]);
    expect(must(await open(paymentId)).refunds).toMatchObject([{ amount: 3_000, state: 'made' }]);
    expect(must(await open(refundId, invoiceId))).toMatchObject({
      kind: 'refund',
      number: marked('R-NW-0002', refundId),
      refundOf: marked('R-NW-0001', paymentId),
      amount: 3_000,
      refundState: 'made',
      refunds: [],
    });
  });

  it('says that its money was taken back, and no longer says so once it is given back', async () => {
    const { paymentId, intentId } = await paidInvoice(shop, { method: { card: '4000000000000259' } });
    const [dispute] = await atStripe('disputes', intentId);
    const decide = async (outcome: string) => {
      await outside(`/disputes/${dispute?.id}/decide`, { outcome });
      await recordDisputes(shop.ctx, paymentId);
    };
    await decide('lost');
    const lost = must(await open(paymentId));
    expect(lost).toMatchObject({
      amount: 12_000,
      returned: { amount: 12_000 },
      invoices: [{ amount: 12_000 }],
    });
    await decide('won');
    expect(must(await open(paymentId))).toMatchObject({ number: lost.number, returned: null });
  });

  it('is refused for what never came, for another invoice’s link and for what is no payment', async () => {
    const { paymentId } = await paidInvoice(shop);
    const other = await shop.invoice(500);
    for (const [sourceId, from] of [
      [paymentId, other.invoiceId],
      [newId(shop.ctx, 'pay'), null],
      [newId(shop.ctx, 'ref'), null],
      [newId(shop.ctx, 'off'), null],
      [other.invoiceId, null],
      ['', null],
    ] as const)
      expect(await open(sourceId, from)).toMatchObject({ kind: 'refused', rejection: { code: 'not_found' } });
    expect(await numbers()).toHaveLength(1);
  });

  it('takes the next number of its own business’ series and no other, whoever writes it', async () => {
    const { paymentId } = await paidInvoice(shop);
    const { db } = shop.ctx;
    const other = await openShop();
    const { invoiceId } = await shop.invoice(500);
    const id = await recordOffline(invoiceId);
    await expect(
      giveReceipts(db, giveReceipt(db, other.scope, { series: 'R-', sourceId: id })),
    ).rejects.toThrow();
    const [row] = await db.select().from(receipts).where(eq(receipts.sourceId, paymentId));
    const of = row ?? { seriesId: 0 };
    await expect(
      db.insert(receipts).values({ sourceId: id, seriesId: of.seriesId, numberValue: 7 }),
    ).rejects.toThrow();
    await expect(db.delete(receipts).where(eq(receipts.sourceId, paymentId))).rejects.toThrow();
    await expect(
      db.update(receiptSeries).set({ nextValue: 1 }).where(eq(receiptSeries.id, of.seriesId)),
    ).rejects.toThrow();
    expect(must(await open(id)).number).toBe(marked('R-NW-0002', id));
  });
});

describe('a database that was restored', () => {
  it('counts receipts again, and gives none a number that another one has on paper', async () => {
    const { paymentId } = await paidInvoice(shop);
    const { invoiceId } = await shop.invoice(500);
    const recorded = await recordOffline(invoiceId);
    const both = async (...ids: readonly string[]) => {
      const given: string[] = [];
      for (const id of ids) given.push(must(await open(id)).number);
      return given;
    };
    const onPaper = await both(paymentId, recorded);
    // As it stood before either had a number: what forbids it within one database holds nothing of a restore.
    const guards = ['receipts_no_delete', 'receipt_series_no_delete'];
    const kept = await env.DB.prepare(
      `SELECT sql FROM sqlite_master WHERE name IN ('${guards.join("', '")}')`,
    ).all<{ sql: string }>();
    await env.DB.batch(guards.map((name) => env.DB.prepare(`DROP TRIGGER ${name}`)));
    await shop.ctx.db.delete(receipts).where(inArray(receipts.sourceId, [paymentId, recorded]));
    await shop.ctx.db.delete(receiptSeries).where(eq(receiptSeries.merchantId, shop.scope.merchantId));
    await env.DB.batch(kept.results.map(({ sql: trigger }) => env.DB.prepare(trigger)));
    const since = await both(recorded, paymentId);
    expect(onPaper).toEqual([marked('R-NW-0001', paymentId), marked('R-NW-0002', recorded)]);
    expect(since).toEqual([marked('R-NW-0001', recorded), marked('R-NW-0002', paymentId)]);
    expect(new Set([...onPaper, ...since]).size).toBe(4);
  });
});

describe('the page that verifies a receipt', () => {
  it('shows that the records are as they were, and goes on showing it when they grow', async () => {
    const { paymentId } = await paidInvoice(shop);
    const { proof } = must(await open(paymentId));
    const token = tokenOf(proof?.url);
    const at = must(await verifyReceipt(shop.ctx, { token }));
    expect(at).toMatchObject({ standing: 'intact', seq: proof?.seq, count: proof?.seq, hash: proof?.hash });
    await refund(shop, paymentId, 3_000);
    await shop.work();
    const later = must(await verifyReceipt(shop.ctx, { token }));
    expect(later).toMatchObject({ standing: 'intact', seq: proof?.seq, hash: proof?.hash });
    expect(later.count).toBeGreaterThan(at.count);
    expect(later.receipt.refunds).toMatchObject([{ amount: 3_000 }]);
  });

  it('shows that an entry was changed, or is not there any more', async () => {
    const { paymentId } = await paidInvoice(shop);
    const { proof } = must(await open(paymentId));
    const token = tokenOf(proof?.url);
    const { db } = shop.ctx;
    const last = and(eq(journal.streamId, paymentId), eq(journal.seq, proof?.seq ?? 0));
    const [entry] = await db.select().from(journal).where(last);
    const standing = async () => must(await verifyReceipt(shop.ctx, { token })).standing;
    await db.update(journal).set({ at: sql`at + 1` }).where(last);
    expect(await standing()).toBe('changed');
    await db
      .update(journal)
      .set({ at: entry?.at ?? 0 })
      .where(last);
    expect(await standing()).toBe('intact');
    await db.delete(journal).where(last);
    expect(must(await verifyReceipt(shop.ctx, { token }))).toMatchObject({ standing: 'gone', hash: null });
  });

  it('verifies entries whose data is erased, and says of one that never was that it is gone', async () => {
    const { paymentId } = await paidInvoice(shop);
    const { proof } = must(await open(paymentId));
    const entries = await shop.ctx.db.select().from(journal).where(eq(journal.streamId, paymentId));
    await emptyEntries(shop.ctx.db, entries);
    const standing = async () => must(await verifyReceipt(shop.ctx, { token: tokenOf(proof?.url) })).standing;
    expect(await standing()).toBe('intact');
    // As entries of earlier versions were erased: with nothing left that their hash covers.
    await shop.ctx.db.update(journal).set({ commitment: null }).where(eq(journal.streamId, paymentId));
    expect(await standing()).toBe('intact');
    const never = await shop.ctx.links.url('receipt', { id: receiptIdOf(paymentId), version: 60_000 });
    expect(must(await verifyReceipt(shop.ctx, { token: tokenOf(never) })).standing).toBe('gone');
  });

  it('knows no receipt that was never given, and gives none its number', async () => {
    const { invoiceId } = await shop.invoice(500);
    const id = await recordOffline(invoiceId);
    const url = await shop.ctx.links.url('receipt', { id: receiptIdOf(id), version: 1 });
    expect(await verifyReceipt(shop.ctx, { token: tokenOf(url) })).toMatchObject({ kind: 'refused' });
    expect(await numbers()).toEqual([]);
    for (const token of ['', 'A'.repeat(68), forged(tokenOf(url))])
      expect(await verifyReceipt(shop.ctx, { token })).toMatchObject({ kind: 'refused' });
  });
});

/** Records a check over an amount, or over all that is owed; the id of the payment. */
async function recordOffline(invoiceId: string, amount: number | null = null): Promise<string> {
  const given = {
    amount,
    method: 'check',
    reference: 'Check 17',
    receivedOn: null,
    recordedBy: 'Ann',
  } as const;
  const commandId = newId(shop.ctx, 'req');
  must(await recordOfflinePayment(shop.ctx, { scope: shop.scope, invoiceId, commandId, given }));
  const [row] = await shop.ctx.db
    .select()
    .from(offlinePayments)
    .where(eq(offlinePayments.invoiceId, invoiceId));
  return row?.id ?? '';
}
