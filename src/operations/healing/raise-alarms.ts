import { and, asc, eq, isNotNull, isNull, lt, notInArray, sql } from 'drizzle-orm';
import { alarms, payments } from '../../db/schema/index.ts';
import type { PaymentState } from '../../domain/payment/state.ts';
import type { Context } from '../context.ts';

/** A bank debit takes days, and so does its verification: nothing is wrong with that. */
export const WAITS_LONG: readonly PaymentState[] = ['processing', 'verifying'];
export const UNRESOLVED_AFTER_MS = 24 * 3_600_000;

const AT_ONCE = 100;

/**
 * An attempt whose outcome is not known after a day raises an alarm, once (I9). It goes on being looked at: the alarm
 * is for a person.
 */
export async function raiseAlarms(ctx: Context): Promise<void> {
  const now = ctx.now();
  const cause = sql<string>`'payment_unresolved/' || ${payments.id}`;
  const unresolved = await ctx.db
    .select({ cause, id: payments.id, state: payments.state, connectionId: payments.connectionId })
    .from(payments)
    .leftJoin(alarms, eq(alarms.cause, cause))
    .where(
      and(
        isNotNull(payments.checkAt),
        notInArray(payments.state, [...WAITS_LONG]),
        lt(payments.claimedAt, now - UNRESOLVED_AFTER_MS),
        isNull(alarms.cause),
      ),
    )
    .orderBy(asc(payments.claimedAt))
    .limit(AT_ONCE);
  for (const { cause: named, id, state, connectionId } of unresolved) {
    const raised = await ctx.db
      .insert(alarms)
      .values({ cause: named, raisedAt: now })
      .onConflictDoNothing()
      .returning({ cause: alarms.cause });
    if (raised.length > 0) ctx.log('payment_unresolved', { paymentId: id, state, connectionId });
  }
}
