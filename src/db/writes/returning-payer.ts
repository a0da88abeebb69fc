import { and, eq, inArray, isNull, lte, or } from 'drizzle-orm';
import type { PaymentState } from '../../domain/payment/state.ts';
import type { Database } from '../database.ts';
import { merchants, payments, paymentTargets } from '../schema/index.ts';

type Asking = {
  readonly paymentId: string;
  /** Those in which Stripe may be asked for a page. */
  readonly states: readonly PaymentState[];
  readonly now: number;
  readonly before: number;
};

/** A payment as the page that Stripe returns to needs it, and whether that page asks Stripe: once since `before` (ms). */
export async function readReturning(db: Database, { paymentId, states, now, before }: Asking) {
  const [[row], taken] = await db.batch([
    db
      .select({
        state: payments.state,
        checkAt: payments.checkAt,
        invoiceId: paymentTargets.invoiceId,
        receiptsBy: merchants.receiptsBy,
        linkTerms: payments.linkTerms,
      })
      .from(payments)
      .innerJoin(paymentTargets, eq(paymentTargets.paymentId, payments.id))
      .innerJoin(merchants, eq(merchants.id, payments.merchantId))
      .where(eq(payments.id, paymentId))
      .limit(1),
    db
      .update(payments)
      .set({ askedAt: now })
      .where(
        and(
          eq(payments.id, paymentId),
          inArray(payments.state, [...states]),
          or(isNull(payments.askedAt), lte(payments.askedAt, before)),
        ),
      )
      .returning({ id: payments.id }),
  ]);
  return row === undefined ? null : { ...row, mayAsk: taken.length > 0 };
}
