import { and, asc, eq, gt, inArray, type SQLWrapper, sql } from 'drizzle-orm';
import type { Database } from '../database.ts';
import {
  allocations,
  customers,
  disputes,
  instalments,
  invoices,
  journal,
  merchantProfiles,
  merchants,
  offlinePayments,
  payments,
  paymentTargets,
  receiptSeries,
  receipts,
  refunds,
} from '../schema/index.ts';
import { headOf, type Stream, selectHead } from '../streams.ts';
import { listed } from './listed.ts';
import { packed } from './packed.ts';

type Db = Pick<Database, 'select'>;

/** The version of the profile that an invoice was issued with; one from before there were versions is of the first. */
const printedOn = and(
  eq(merchantProfiles.merchantId, invoices.merchantId),
  eq(merchantProfiles.version, sql`coalesce(${invoices.profileVersion}, 1)`),
);

/** The invoices of these ids with what covers them, and their parts: four selects for a read batch. */
const selectPaid = (db: Db, ids: SQLWrapper) =>
  [
    db
      .select({ invoice: invoices, printed: merchantProfiles.profile })
      .from(invoices)
      .leftJoin(merchantProfiles, printedOn)
      .where(inArray(invoices.id, ids))
      .orderBy(asc(invoices.id)),
    db
      .select({
        invoiceId: allocations.invoiceId,
        sourceId: allocations.sourceId,
        amount: allocations.amount,
        at: allocations.createdAt,
      })
      .from(allocations)
      .where(inArray(allocations.invoiceId, ids))
      .orderBy(asc(allocations.createdAt), asc(allocations.id)),
    db
      .select({
        invoiceId: instalments.invoiceId,
        position: instalments.position,
        amount: instalments.amount,
      })
      .from(instalments)
      .where(inArray(instalments.invoiceId, ids))
      .orderBy(asc(instalments.invoiceId), asc(instalments.position)),
  ] as const;

/** The numbers that receipts of these sources have. */
const selectNumbers = (db: Db, sourceIds: SQLWrapper) =>
  db
    .select({
      sourceId: receipts.sourceId,
      series: receiptSeries.series,
      numberValue: receipts.numberValue,
      markedFrom: receiptSeries.markedFrom,
    })
    .from(receipts)
    .innerJoin(receiptSeries, eq(receiptSeries.id, receipts.seriesId))
    .where(inArray(receipts.sourceId, sourceIds));

/** A payment with all that its receipt and those of its refunds say, in one round trip. */
export async function readPaymentReceipt(db: Database, paymentId: string) {
  const invoiceIds = db
    .select({ id: paymentTargets.invoiceId })
    .from(paymentTargets)
    .where(eq(paymentTargets.paymentId, paymentId));
  const sources = sql`(select ${paymentId} union all select id from refunds where payment_id = ${paymentId})`;
  const [paid, covers, parts] = selectPaid(db, invoiceIds);
  const [found, owners, ofInvoices, covered, ofParts, refunded, disputed, numbers, head] = await db.batch([
    db.select().from(payments).where(eq(payments.id, paymentId)),
    db
      .select({ merchant: packed(merchants), customer: packed(customers) })
      .from(payments)
      .innerJoin(merchants, eq(merchants.id, payments.merchantId))
      .innerJoin(customers, eq(customers.id, payments.customerId))
      .where(eq(payments.id, paymentId)),
    paid,
    covers,
    parts,
    db.select().from(refunds).where(eq(refunds.paymentId, paymentId)).orderBy(asc(refunds.id)),
    db.select().from(disputes).where(eq(disputes.paymentId, paymentId)).orderBy(asc(disputes.id)),
    selectNumbers(db, sources),
    selectHead(db, { type: 'payment', id: paymentId }),
  ]);
  const [payment] = found;
  const [owner] = owners;
  if (payment === undefined || owner === undefined) return null;
  return {
    ...owner,
    payment,
    offline: null,
    paid: ofInvoices,
    covers: covered,
    parts: ofParts,
    refunds: refunded,
    disputes: disputed,
    numbers,
    head: headOf(head),
  };
}

/** The same of a payment that staff recorded: it has no stream of its own, and stands in its invoice's. */
export async function readOfflineReceipt(db: Database, offlineId: string) {
  const invoiceIds = db
    .select({ id: offlinePayments.invoiceId })
    .from(offlinePayments)
    .where(eq(offlinePayments.id, offlineId));
  const [paid, covers, parts] = selectPaid(db, invoiceIds);
  const [found, owners, ofInvoices, covered, ofParts, numbers, head] = await db.batch([
    db.select().from(offlinePayments).where(eq(offlinePayments.id, offlineId)),
    db
      .select({ merchant: packed(merchants), customer: packed(customers) })
      .from(offlinePayments)
      .innerJoin(invoices, eq(invoices.id, offlinePayments.invoiceId))
      .innerJoin(merchants, eq(merchants.id, offlinePayments.merchantId))
      .innerJoin(customers, eq(customers.id, invoices.customerId))
      .where(eq(offlinePayments.id, offlineId)),
    paid,
    covers,
    parts,
    selectNumbers(db, sql`(select ${offlineId})`),
    db
      .select({ seq: journal.seq, hash: journal.hash })
      .from(journal)
      .where(and(eq(journal.streamType, 'invoice'), eq(journal.streamId, invoiceIds)))
      .orderBy(sql`${journal.seq} desc`)
      .limit(1),
  ]);
  const [offline] = found;
  const [owner] = owners;
  if (offline === undefined || owner === undefined) return null;
  return {
    ...owner,
    payment: null,
    offline,
    paid: ofInvoices,
    covers: covered,
    parts: ofParts,
    refunds: [],
    disputes: [],
    numbers,
    head: headOf(head),
  };
}

export type ReceiptFound =
  | NonNullable<Awaited<ReturnType<typeof readPaymentReceipt>>>
  | NonNullable<Awaited<ReturnType<typeof readOfflineReceipt>>>;

/** The payment that a refund is of; null where there is no such refund. */
export async function readRefundedPayment(db: Database, refundId: string): Promise<string | null> {
  const [refund] = await db
    .select({ paymentId: refunds.paymentId })
    .from(refunds)
    .where(eq(refunds.id, refundId));
  return refund?.paymentId ?? null;
}

/** The select for the receipt that one of these sources has, if any, for a read batch. */
export const selectGivenReceipt = (db: Database, sourceIds: readonly string[]) =>
  selectNumbers(db, sql`(select value from json_each(${JSON.stringify(sourceIds)}))`);

/** The select for one of these series in which a receipt of the business has a number. */
export const selectUsedReceiptSeries = (db: Database, merchantId: string, series: readonly string[]) =>
  db
    .select({ series: receiptSeries.series })
    .from(receiptSeries)
    .where(
      and(
        eq(receiptSeries.merchantId, merchantId),
        sql`${receiptSeries.livemode} IN (0, 1)`,
        sql`${receiptSeries.series} IN ${listed(series)}`,
        gt(receiptSeries.nextValue, 1),
      ),
    )
    .limit(1);

/** How many entries of a stream are gone through to verify it; none has as many. */
const MOST_ENTRIES = 2_000;

/** A stream from its first entry on, with all that its hashes cover. */
export const selectChain = (db: Database, stream: Stream) =>
  db
    .select()
    .from(journal)
    .where(and(eq(journal.streamType, stream.type), eq(journal.streamId, stream.id)))
    .orderBy(asc(journal.seq))
    .limit(MOST_ENTRIES);

/** The version of an invoice's links, by which those of its receipts are judged. */
export async function readLinkVersion(db: Database, invoiceId: string): Promise<number | null> {
  const [found] = await db
    .select({ linkVersion: invoices.linkVersion })
    .from(invoices)
    .where(eq(invoices.id, invoiceId));
  return found?.linkVersion ?? null;
}
