import { and, eq, sql } from 'drizzle-orm';
import type { Database } from '../database.ts';
import { allocations, creditNotes, credits, invoices, offlinePayments } from '../schema/index.ts';

/** A payment that staff recorded: what it covers of its invoice now, what became credit of it, and what notes gave back. Minor units. */
export async function readRecordedPayment(db: Database, invoiceId: string, offlinePaymentId: string) {
  const [found, covered, surplus, notes] = await db.batch([
    db
      .select({ amount: offlinePayments.amount })
      .from(offlinePayments)
      .where(and(eq(offlinePayments.id, offlinePaymentId), eq(offlinePayments.invoiceId, invoiceId))),
    db
      .select({ amount: sql<number>`coalesce(sum(${allocations.amount}), 0)` })
      .from(allocations)
      .where(
        and(
          eq(allocations.sourceType, 'offline_payment'),
          eq(allocations.sourceId, offlinePaymentId),
          eq(allocations.invoiceId, invoiceId),
        ),
      ),
    db
      .select({ id: credits.id, amount: credits.amount, balance: credits.balance })
      .from(invoices)
      .innerJoin(
        credits,
        and(eq(credits.customerId, invoices.customerId), eq(credits.currency, invoices.currency)),
      )
      .where(and(eq(invoices.id, invoiceId), eq(credits.offlinePaymentId, offlinePaymentId))),
    db
      .select({
        gaveBack: sql<number>`coalesce(sum(${creditNotes.refunded} + ${creditNotes.asCredit} + ${creditNotes.outside}), 0)`,
      })
      .from(creditNotes)
      .where(eq(creditNotes.invoiceId, invoiceId)),
  ]);
  const [payment] = found;
  if (payment === undefined) return null;
  return {
    amount: payment.amount,
    covers: covered[0]?.amount ?? 0,
    surplus: surplus[0] ?? null,
    gaveBack: notes[0]?.gaveBack ?? 0,
  };
}
