import { and, eq, getTableColumns, inArray, or, sql } from 'drizzle-orm';
import type { Database } from '../database.ts';
import {
  allocations,
  connections,
  creditNotes,
  credits,
  customers,
  disputes,
  invoices,
  journal,
  merchants,
  payments,
  paymentTargets,
  refunds,
  slots,
} from '../schema/index.ts';
import { EMPTY_HEAD, type Head } from '../streams.ts';

/**
 * A payment with everything that a refund or a dispute touches: its invoices and the other payments for them, its
 * refunds, disputes and credit, and the heads of all those streams. One round trip of several selects, since D1
 * returns at most a hundred columns.
 */
export async function readPaymentMoney(db: Database, paymentId: string) {
  const invoiceIds = db
    .select({ id: paymentTargets.invoiceId })
    .from(paymentTargets)
    .where(eq(paymentTargets.paymentId, paymentId));
  // An invoice's status depends on all of its payments, so each of them is read.
  const paymentIds = db
    .select({ id: paymentTargets.paymentId })
    .from(paymentTargets)
    .where(inArray(paymentTargets.invoiceId, invoiceIds));
  const customerId = db.select({ id: payments.customerId }).from(payments).where(eq(payments.id, paymentId));
  const [found, owners, targets, allocated, refunded, disputed, credited, heads] = await db.batch([
    db
      .select({ payment: payments, connection: connections })
      .from(payments)
      .innerJoin(connections, eq(connections.id, payments.connectionId))
      .where(eq(payments.id, paymentId)),
    db
      .select({ merchant: merchants, customer: customers })
      .from(payments)
      .innerJoin(merchants, eq(merchants.id, payments.merchantId))
      .innerJoin(customers, eq(customers.id, payments.customerId))
      .where(eq(payments.id, paymentId)),
    db
      .select({ invoice: invoices, asked: paymentTargets.amount, slotPaymentId: slots.paymentId })
      .from(paymentTargets)
      .innerJoin(invoices, eq(invoices.id, paymentTargets.invoiceId))
      .leftJoin(slots, eq(slots.invoiceId, invoices.id))
      .where(eq(paymentTargets.paymentId, paymentId))
      .orderBy(paymentTargets.invoiceId),
    db
      .select({
        paymentId: allocations.sourceId,
        invoiceId: allocations.invoiceId,
        amount: sql<number>`SUM(${allocations.amount})`,
        /** Before anything was taken back. */
        brought: sql<number>`SUM(MAX(${allocations.amount}, 0))`,
      })
      .from(allocations)
      .where(and(eq(allocations.sourceType, 'payment'), inArray(allocations.sourceId, paymentIds)))
      .groupBy(allocations.sourceId, allocations.invoiceId),
    db
      .select({ ...getTableColumns(refunds), noteInvoiceId: creditNotes.invoiceId })
      .from(refunds)
      .leftJoin(creditNotes, eq(creditNotes.id, refunds.creditNoteId))
      .where(inArray(refunds.paymentId, paymentIds))
      .orderBy(refunds.id),
    db.select().from(disputes).where(inArray(disputes.paymentId, paymentIds)).orderBy(disputes.id),
    db.select().from(credits).where(eq(credits.paymentId, paymentId)).orderBy(credits.id),
    // Beside MAX, SQLite takes the bare column from the row that holds the maximum.
    // https://www.sqlite.org/lang_select.html#bareagg
    db
      .select({
        type: journal.streamType,
        id: journal.streamId,
        seq: sql<number>`MAX(${journal.seq})`,
        hash: journal.hash,
      })
      .from(journal)
      .where(
        or(
          and(eq(journal.streamType, 'payment'), eq(journal.streamId, paymentId)),
          and(eq(journal.streamType, 'invoice'), inArray(journal.streamId, invoiceIds)),
          and(eq(journal.streamType, 'customer'), inArray(journal.streamId, customerId)),
        ),
      )
      .groupBy(journal.streamType, journal.streamId),
  ]);
  const row = found[0];
  const owner = owners[0];
  if (row === undefined || owner === undefined) return null;
  const headOn = (type: string, id: string): Head => {
    const head = heads.find((each) => each.type === type && each.id === id);
    return head === undefined ? EMPTY_HEAD : { seq: head.seq, hash: head.hash };
  };
  return {
    ...row,
    ...owner,
    head: headOn('payment', paymentId),
    customerHead: headOn('customer', owner.customer.id),
    targets: targets.map((target) => ({ ...target, head: headOn('invoice', target.invoice.id) })),
    /** What payments cover of invoices, after what was taken back: of this payment, and of the others. */
    allocated,
    refunds: refunded.filter((refund) => refund.paymentId === paymentId),
    otherRefunds: refunded.filter((refund) => refund.paymentId !== paymentId),
    disputes: disputed.filter((dispute) => dispute.paymentId === paymentId),
    otherDisputes: disputed.filter((dispute) => dispute.paymentId !== paymentId),
    /** The payment's surplus credit, at most one. */
    credit: credited[0] ?? null,
  };
}

export type MoneySnapshot = NonNullable<Awaited<ReturnType<typeof readPaymentMoney>>>;
export type MoneyTarget = MoneySnapshot['targets'][number];
export type RefundRow = typeof refunds.$inferSelect;
