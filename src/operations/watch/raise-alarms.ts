import { and, asc, eq, inArray, isNotNull, isNull, lt, or, sql } from 'drizzle-orm';
import { alarms, payments, refunds } from '../../db/schema/index.ts';
import { raiseAlarmOnce } from '../../db/writes/alarms.ts';
import { OPEN_STATES, type OpenState } from '../../domain/payment/state.ts';
import type { Context } from '../core/context.ts';
import { OLDEST_MS } from '../facts/payment-timing.ts';

const REFUND_UNRESOLVED_AFTER_MS = 24 * 3_600_000;

const AT_ONCE = 100;

/** A debit counts from when it began, anything else from the claim. */
const since = (state: OpenState) =>
  state === 'processing'
    ? sql<number>`coalesce(${payments.beganAt}, ${payments.claimedAt})`
    : sql<number>`${payments.claimedAt}`;

/** Payments that are open for longer than anything of their state can take, as of `now` (ms). */
export const isPaymentUnresolved = (now: number) =>
  and(
    isNotNull(payments.checkAt),
    or(
      ...OPEN_STATES.map((state) => and(eq(payments.state, state), lt(since(state), now - OLDEST_MS[state]))),
    ),
  );

/** Refunds whose outcome is unknown a day after they were due, as of `now` (ms). */
export const isRefundUnresolved = (now: number) =>
  and(
    isNotNull(refunds.checkAt),
    inArray(refunds.state, ['requested', 'unknown']),
    lt(
      sql`coalesce(${refunds.sentAt}, ${refunds.notBefore}, ${refunds.updatedAt})`,
      now - REFUND_UNRESOLVED_AFTER_MS,
    ),
  );

/**
 * An attempt that is older than its state allows, or a refund that is not heard of for a day, raises an alarm, once (I9). It goes on being looked
 * at: the alarm is for a person.
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
