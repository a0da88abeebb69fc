import { selectPaymentsToLookBackAt } from '../../db/queries/payment.ts';
import { endLookBack, takeLookBack } from '../../db/writes/checks.ts';
import type { Context } from '../core/context.ts';
import { describeError } from '../core/describe-error.ts';
import { LOOK_BACK_EVERY_MS, LOOK_BACK_FOR_MS } from '../facts/payment-timing.ts';
import { recordOutcome } from '../payments/record-outcome.ts';
import { resolveUnknownObject } from '../recovery/resolve-unknown-object.ts';

const AT_ONCE = 20;

/**
 * Asks Stripe again about payments that were ended without proof: a debit may be decided late, and a disconnected account
 * may be connected again. A late success is booked; whatever Stripe says for good settles the question to people, too.
 */
export async function lookBack(ctx: Context): Promise<void> {
  const due = await selectPaymentsToLookBackAt(ctx.db, {
    now: ctx.now(),
    livemode: ctx.livemode,
    limit: AT_ONCE,
  });
  for (const { id, connectionId, endedAt } of due) {
    const now = ctx.now();
    try {
      const isLast = now >= endedAt + LOOK_BACK_FOR_MS;
      if (!(await takeLookBack(ctx.db, { id, dueBy: now, next: now + LOOK_BACK_EVERY_MS }))) continue;
      const { state, isOver } = await recordOutcome(ctx, id);
      const isPaid = state === 'succeeded' || state === 'returned';
      if (isPaid || isOver) await resolveUnknownObject(ctx, connectionId, id, { by: 'stripe' });
      if (isPaid || isOver || isLast) await endLookBack(ctx.db, id);
    } catch (error) {
      ctx.log('sweep_failed', { paymentId: id, ...describeError(error) });
    }
  }
}
