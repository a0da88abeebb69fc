import { and, asc, eq, isNotNull } from 'drizzle-orm';
import type { Database } from '../database.ts';
import { invoices, payments, paymentTargets } from '../schema/index.ts';
import { isOwners, type OwnerScope, ownedBy } from './portal-invoices.ts';

/** A payment of an owner and the invoices it is for: one round trip. */
export async function readOwnPayment(db: Database, owner: OwnerScope, paymentId: string) {
  const [[payment], targets] = await db.batch([
    db
      .select()
      .from(payments)
      .where(
        and(
          eq(payments.id, paymentId),
          isOwners(payments.customerId, owner),
          eq(payments.merchantId, owner.merchantId),
          eq(payments.livemode, owner.livemode),
        ),
      ),
    db
      .select({ amount: paymentTargets.amount, invoice: invoices })
      .from(paymentTargets)
      .innerJoin(invoices, eq(invoices.id, paymentTargets.invoiceId))
      .where(and(eq(paymentTargets.paymentId, paymentId), ownedBy(owner), isNotNull(invoices.numberValue)))
      .orderBy(asc(invoices.numberValue)),
  ]);
  return payment === undefined ? null : { payment, targets };
}
