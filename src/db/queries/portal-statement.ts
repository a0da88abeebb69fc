import { and, asc, eq, gte, inArray, lt, lte, ne, type SQL, sql } from 'drizzle-orm';
import type { Database } from '../database.ts';
import { allocations, creditNotes, invoices, offlinePayments, payments, refunds } from '../schema/index.ts';
import { isOwners, type OwnerScope, ownedBy } from './portal-invoices.ts';
import { alsoWithin } from './scoped.ts';

/** A period: local dates for what is dated, instants (ms) for what happened, the end of `to` excluded. */
export type Period = {
  readonly from: string;
  readonly to: string;
  readonly fromMs: number;
  readonly beforeMs: number;
};

/** So far apart are the clocks of two places at most: an invoice's date is that of where the business was when it was issued. */
const CLOCKS_APART_MS = 26 * 3_600_000;

/**
 * An owner's invoices but for those that were settled before a period: such a one was issued and paid before it, which comes to
 * nothing in every sum. However many a customer has paid, they are not read. Statuses are literals, as the indexes have them.
 */
const unsettledBefore = (owner: OwnerScope, fromMs: number): SQL | undefined => {
  const mine = sql`SELECT rowid FROM invoices WHERE ${isOwners(invoices.customerId, owner)}`;
  const unsettled = sql`invoices.rowid IN (${mine} AND status = 'open' UNION ALL ${mine} AND status = 'uncollectible'
    UNION ALL ${mine} AND status = 'void'
    UNION ALL ${mine} AND status = 'paid' AND coalesce(paid_at, finalized_at) >= ${fromMs - CLOCKS_APART_MS})`;
  // The unary plus leaves SQLite no other index.
  const mineToo = isOwners(sql`+${invoices.customerId}`, owner);
  return and(unsettled, mineToo, alsoWithin(invoices, owner), ne(invoices.status, 'draft'));
};

/** The refunds of an owner's payments within a period, by their index, however many customers those are. */
const refundedTo = (owner: OwnerScope, { fromMs, beforeMs }: Period): SQL =>
  sql`refunds.rowid IN (SELECT rowid FROM refunds WHERE ${isOwners(refunds.customerId, owner)}
    AND customer_id IS NOT NULL AND created_at >= ${fromMs} AND created_at < ${beforeMs})`;

const dated = sql<string>`coalesce(${invoices.issueDate}, '1970-01-01')`;
const total = sql<number>`sum(${invoices.amountDue})`;

/**
 * An owner's entries in a period, and the sums of the entries before it, but for those that came to nothing: one round trip.
 * At most `limit` rows of each kind.
 */
export async function readStatement(db: Database, owner: OwnerScope, period: Period, limit: number) {
  const { from, to, fromMs, beforeMs } = period;
  const counted = unsettledBefore(owner, fromMs);
  const [issuedBefore, voidedBefore, allocatedBefore, issued, voided, allocated, refunded] = await db.batch([
    db
      .select({ currency: invoices.currency, sum: total })
      .from(invoices)
      .where(and(counted, lt(dated, from)))
      .groupBy(invoices.currency),
    db
      .select({ currency: invoices.currency, sum: total })
      .from(invoices)
      .where(and(ownedBy(owner), eq(invoices.status, 'void'), lt(invoices.voidedAt, fromMs)))
      .groupBy(invoices.currency),
    db
      .select({ currency: invoices.currency, sum: sql<number>`sum(${allocations.amount})` })
      .from(allocations)
      .innerJoin(invoices, eq(invoices.id, allocations.invoiceId))
      .where(and(counted, lt(allocations.createdAt, fromMs)))
      .groupBy(invoices.currency),
    db
      .select({
        id: invoices.id,
        linkVersion: invoices.linkVersion,
        series: invoices.series,
        numberValue: invoices.numberValue,
        date: dated,
        at: invoices.finalizedAt,
        currency: invoices.currency,
        amount: invoices.amountDue,
      })
      .from(invoices)
      .where(and(counted, gte(dated, from), lte(dated, to)))
      .orderBy(asc(invoices.id))
      .limit(limit),
    db
      .select({
        id: invoices.id,
        linkVersion: invoices.linkVersion,
        series: invoices.series,
        numberValue: invoices.numberValue,
        at: invoices.voidedAt,
        currency: invoices.currency,
        amount: invoices.amountDue,
      })
      .from(invoices)
      .where(
        and(
          ownedBy(owner),
          eq(invoices.status, 'void'),
          gte(invoices.voidedAt, fromMs),
          lt(invoices.voidedAt, beforeMs),
        ),
      )
      .orderBy(asc(invoices.id))
      .limit(limit),
    // One entry for each payment, however many invoices it covers.
    db
      .select({
        sourceType: allocations.sourceType,
        sourceId: allocations.sourceId,
        at: allocations.createdAt,
        currency: invoices.currency,
        amount: sql<number>`sum(${allocations.amount})`,
        reference: sql<
          string | null
        >`coalesce(${offlinePayments.reference}, ${creditNotes.series} || printf('%04d', ${creditNotes.numberValue}))`,
      })
      .from(allocations)
      .innerJoin(invoices, eq(invoices.id, allocations.invoiceId))
      .leftJoin(offlinePayments, eq(offlinePayments.id, allocations.sourceId))
      .leftJoin(creditNotes, eq(creditNotes.id, allocations.sourceId))
      .where(and(counted, gte(allocations.createdAt, fromMs), lt(allocations.createdAt, beforeMs)))
      .groupBy(allocations.sourceType, allocations.sourceId, allocations.createdAt, invoices.currency)
      .orderBy(asc(allocations.createdAt))
      .limit(limit),
    db
      .select({
        id: refunds.id,
        at: refunds.createdAt,
        currency: refunds.currency,
        amount: refunds.amount,
      })
      .from(refunds)
      .innerJoin(payments, eq(payments.id, refunds.paymentId))
      .where(
        and(
          refundedTo(owner, period),
          isOwners(sql`+${payments.customerId}`, owner),
          alsoWithin(payments, owner),
          inArray(refunds.state, ['pending', 'succeeded']),
        ),
      )
      .orderBy(asc(refunds.createdAt))
      .limit(limit),
  ]);
  return { issuedBefore, voidedBefore, allocatedBefore, issued, voided, allocated, refunded };
}
