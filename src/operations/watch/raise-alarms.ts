import { and, asc, eq, isNotNull, isNull, lt, or, sql } from 'drizzle-orm';
import { selectOverdue, someOverdue } from '../../db/queries/overdue.ts';
import { either, someOf } from '../../db/queries/waiting-parts.ts';
import { alarms, payments } from '../../db/schema/index.ts';
import { raiseAlarmOnce } from '../../db/writes/alarms.ts';
import { OPEN_STATES, type OpenState } from '../../domain/payment/state.ts';
import type { Context, ReadContext } from '../core/context.ts';
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

const paymentCause = sql<string>`'payment_unresolved/' || ${payments.id}`;

/** Payments that are unresolved and were not alarmed of. */
const selectUnresolved = (ctx: ReadContext) =>
  ctx.db
    .select({ cause: paymentCause, paymentId: payments.id, state: payments.state })
    .from(payments)
    .leftJoin(alarms, eq(alarms.cause, paymentCause))
    .where(and(isPaymentUnresolved(ctx.now()), isNull(alarms.cause)));

/** Whether an alarm has to be raised. */
export const alarmsWait = (ctx: ReadContext) =>
  either(someOf(selectUnresolved(ctx)), ...someOverdue(ctx.now()));

/**
 * Whatever is open for longer than its state can last raises an alarm, once (I9): `payment_unresolved`,
 * `setup_unresolved` and so on, by `domain/oldest-age.ts`. It goes on being looked at: the alarm is for a person.
 */
export async function raiseAlarms(ctx: Context): Promise<void> {
  const now = ctx.now();
  const lost = await selectUnresolved(ctx).orderBy(asc(payments.claimedAt)).limit(AT_ONCE);
  for (const { cause, ...fields } of lost) {
    if (await raiseAlarmOnce(ctx.db, cause, now)) ctx.log('payment_unresolved', fields);
  }
  for (const { cause, what, subject, state } of await selectOverdue(ctx.db, now, AT_ONCE)) {
    if (await raiseAlarmOnce(ctx.db, cause, now)) ctx.log(`${what}_unresolved`, { subject, state });
  }
}
