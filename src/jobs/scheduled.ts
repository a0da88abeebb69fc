import { pruneIdempotencyKeys } from '../operations/api/idempotency.ts';
import { readStripeEvents } from '../operations/catch-up/read-stripe-events.ts';
import { sweepDue } from '../operations/collection/sweep-due.ts';
import { finishDisconnects } from '../operations/connections/disconnect.ts';
import type { Context } from '../operations/core/context.ts';
import { describeError } from '../operations/core/describe-error.ts';
import { reopenEvents } from '../operations/inbox/reopen-events.ts';
import { notifyExpiringCards } from '../operations/methods/notify-expiring-cards.ts';
import { sweepSetups } from '../operations/methods/sweep-setups.ts';
import { prunePortal } from '../operations/portal/prune.ts';
import { reconcileDaily } from '../operations/reconciliation/reconcile-daily.ts';
import { sweepRefunds } from '../operations/refunds/sweep-refunds.ts';
import { raiseAlarms } from '../operations/watch/raise-alarms.ts';
import { sweepPayments, sweepVerbs, sweepWork } from '../operations/watch/sweep.ts';

/** Every minute: what was missed is made up for, what is due is woken. May run twice, overlap, or come late. */
export async function runScheduled(ctx: Context): Promise<void> {
  const parts = {
    sweepWork,
    sweepDue,
    sweepPayments,
    sweepRefunds,
    sweepSetups,
    notifyExpiringCards,
    sweepVerbs,
    finishDisconnects,
    reconcileDaily,
    raiseAlarms,
    reopenEvents,
    pruneIdempotencyKeys,
    prunePortal,
  };
  // First what came to pass at Stripe, and whether money may move at all; then what is due.
  await readStripeEvents(ctx);
  // One part that fails does not end the others.
  await Promise.all(
    Object.entries(parts).map(async ([part, run]) => {
      try {
        await run(ctx);
      } catch (error) {
        ctx.log('tick_failed', { part, ...describeError(error) });
      }
    }),
  );
}
