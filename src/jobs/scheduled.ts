import { DEFAULT_RETENTION, type Retention } from '../domain/retention.ts';
import { pruneIdempotencyKeys } from '../operations/api/idempotency.ts';
import { pruneCardTesting } from '../operations/card-testing/prune.ts';
import { readStripeEvents } from '../operations/catch-up/read-stripe-events.ts';
import { sweepDue } from '../operations/collection/sweep-due.ts';
import { finishDisconnects } from '../operations/connections/disconnect.ts';
import type { Context } from '../operations/core/context.ts';
import { describeError } from '../operations/core/describe-error.ts';
import { sweepCustomers } from '../operations/customers/sweep-customers.ts';
import { reopenEvents } from '../operations/inbox/reopen-events.ts';
import { notifyExpiringCards } from '../operations/methods/notify-expiring-cards.ts';
import { sweepSetups } from '../operations/methods/sweep-setups.ts';
import { prunePortal } from '../operations/portal/prune.ts';
import { reconcileDaily } from '../operations/reconciliation/reconcile-daily.ts';
import { sweepRefunds } from '../operations/refunds/sweep-refunds.ts';
import { pruneOld } from '../operations/retention/prune-old.ts';
import { lookBack } from '../operations/watch/look-back.ts';
import { raiseAlarms } from '../operations/watch/raise-alarms.ts';
import { sweepPayments, sweepVerbs } from '../operations/watch/sweep.ts';
import { sweepWork } from '../operations/watch/sweep-work.ts';
import { D1_LIMIT_BYTES } from '../operations/watch/vitals.ts';
import { type Duty, watchTick } from '../operations/watch/watch-tick.ts';

/** Alarms are raised all the same: the report shows them. */
const NOBODY: Duty = { ways: [], databaseLimitBytes: D1_LIMIT_BYTES };

/** Runs every minute: retries what was missed and enqueues what is due. Ticks may overlap, repeat or be late. */
export async function runScheduled(
  ctx: Context,
  duty: Duty = NOBODY,
  retention: Retention = DEFAULT_RETENTION,
): Promise<void> {
  const parts = {
    sweepWork,
    sweepDue,
    sweepPayments,
    lookBack,
    sweepRefunds,
    sweepSetups,
    sweepCustomers,
    notifyExpiringCards,
    sweepVerbs,
    finishDisconnects,
    reconcileDaily,
    raiseAlarms,
    reopenEvents,
    pruneIdempotencyKeys,
    prunePortal,
    pruneCardTesting,
    pruneOld: () => pruneOld(ctx, retention),
  };
  // Stripe's events come first: they decide whether money may move, before anything due is charged.
  await readStripeEvents(ctx);
  // A part that fails must not stop the others.
  const concluded = ['readStripeEvents'];
  await Promise.all(
    Object.entries(parts).map(async ([part, run]) => {
      try {
        await run(ctx);
        concluded.push(part);
      } catch (error) {
        ctx.log('tick_failed', { part, ...describeError(error) });
      }
    }),
  );
  // Last, so that it sees what the others did.
  try {
    await watchTick(ctx, { duty, concluded });
  } catch (error) {
    ctx.log('tick_failed', { part: 'watchTick', ...describeError(error) });
  }
}
