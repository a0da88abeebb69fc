import { and, asc, eq, isNotNull, isNull, lt, or, sql } from 'drizzle-orm';
import { selectOverdue } from '../../db/queries/overdue.ts';
import { alarms, payments } from '../../db/schema/index.ts';
import { raiseAlarmOnce } from '../../db/writes/alarms.ts';
import { OPEN_STATES, type OpenState } from '../../domain/payment/state.ts';
import type { Context } from '../core/context.ts';
import { OLDEST_MS } from '../facts/payment-timing.ts';

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

/**
 * Whatever is open for longer than its state can last raises an alarm, once (I9): `payment_unresolved`,
 * `setup_unresolved` and so on, by `domain/oldest-age.ts`. It goes on being looked at: the alarm is for a person.
 */
export async function raiseAlarms(ctx: Context): Promise<void> {
  const now = ctx.now();
  const paymentCause = sql<string>`'payment_unresolved/' || ${payments.id}`;
  const lost = await ctx.db
    .select({ cause: paymentCause, paymentId: payments.id, state: payments.state })
    .from(payments)
    .leftJoin(alarms, eq(alarms.cause, paymentCause))
    .where(and(isPaymentUnresolved(now), isNull(alarms.cause)))
    .orderBy(asc(payments.claimedAt))
    .limit(AT_ONCE);
  for (const { cause, ...fields } of lost) {
    if (await raiseAlarmOnce(ctx.db, cause, now)) ctx.log('payment_unresolved', fields);
  }
  for (const { cause, what, subject, state } of await selectOverdue(ctx.db, now, AT_ONCE)) {
    if (await raiseAlarmOnce(ctx.db, cause, now)) ctx.log(`${what}_unresolved`, { subject, state });
  }
}
