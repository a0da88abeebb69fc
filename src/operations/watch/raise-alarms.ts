import { and, asc, eq, inArray, isNotNull, isNull, lt, notInArray, sql } from 'drizzle-orm';
import { alarms, payments, refunds } from '../../db/schema/index.ts';
import { raiseAlarmOnce } from '../../db/writes/alarms.ts';
import type { PaymentState } from '../../domain/payment/state.ts';
import type { Context } from '../core/context.ts';

/** A bank debit takes days, and so does its verification: no alarm for these. */
const WAITS_LONG: readonly PaymentState[] = ['processing', 'verifying'];
const UNRESOLVED_AFTER_MS = 24 * 3_600_000;

const AT_ONCE = 100;

/** Payments whose outcome is unknown after a day, as of `now` (ms). */
export const isPaymentUnresolved = (now: number) =>
  and(
    isNotNull(payments.checkAt),
    notInArray(payments.state, [...WAITS_LONG]),
    lt(payments.claimedAt, now - UNRESOLVED_AFTER_MS),
  );

/** Refunds whose outcome is unknown a day after they were due, as of `now` (ms). */
export const isRefundUnresolved = (now: number) =>
  and(
    isNotNull(refunds.checkAt),
    inArray(refunds.state, ['requested', 'unknown']),
    lt(
      sql`coalesce(${refunds.sentAt}, ${refunds.notBefore}, ${refunds.updatedAt})`,
      now - UNRESOLVED_AFTER_MS,
    ),
  );

/**
 * A payment or refund whose outcome is unknown after a day raises an alarm, once (I9), for a person. It is still
 * polled.
 */
export async function raiseAlarms(ctx: Context): Promise<void> {
  const now = ctx.now();
  const paymentCause = sql<string>`'payment_unresolved/' || ${payments.id}`;
  const refundCause = sql<string>`'refund_unresolved/' || ${refunds.id}`;
  const [lostPayments, lostRefunds] = await ctx.db.batch([
    ctx.db
      .select({ cause: paymentCause, paymentId: payments.id, state: payments.state })
      .from(payments)
      .leftJoin(alarms, eq(alarms.cause, paymentCause))
      .where(and(isPaymentUnresolved(now), isNull(alarms.cause)))
      .orderBy(asc(payments.claimedAt))
      .limit(AT_ONCE),
    ctx.db
      .select({ cause: refundCause, refundId: refunds.id, state: refunds.state })
      .from(refunds)
      .leftJoin(alarms, eq(alarms.cause, refundCause))
      .where(and(isRefundUnresolved(now), isNull(alarms.cause)))
      .orderBy(asc(refunds.createdAt))
      .limit(AT_ONCE),
  ]);
  for (const { cause, ...fields } of [...lostPayments, ...lostRefunds]) {
    if (await raiseAlarmOnce(ctx.db, cause, now))
      ctx.log('paymentId' in fields ? 'payment_unresolved' : 'refund_unresolved', fields);
  }
}
