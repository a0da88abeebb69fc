import { DEFAULT_RETENTION, type Retention } from '../domain/retention.ts';
import { D1_LIMIT_BYTES } from '../domain/watch/limits.ts';
import { pruneIdempotencyKeys } from '../operations/api/idempotency.ts';
import { pruneCardTesting } from '../operations/card-testing/prune.ts';
import { readStripeEvents } from '../operations/catch-up/read-stripe-events.ts';
import { sweepCustomers } from '../operations/catch-up/sweep-customers.ts';
import { sweepDue } from '../operations/collection/sweep-due.ts';
import { finishDisconnects } from '../operations/connections/disconnect.ts';
import { pruneConnectAttempts } from '../operations/connections/prune-attempts.ts';
import { sweepAccounts } from '../operations/connections/sweep-accounts.ts';
import { metered } from '../operations/core/budget.ts';
import type { Context } from '../operations/core/context.ts';
import { describeError } from '../operations/core/describe-error.ts';
import { sweepWords } from '../operations/customers/sweep-words.ts';
import { sweepImports } from '../operations/imports/sweep-imports.ts';
import { reopenEvents } from '../operations/inbox/reopen-events.ts';
import { sweepMappings } from '../operations/mapping/sweep-mappings.ts';
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
import { type Duty, watchTick } from '../operations/watch/watch-tick.ts';

/** Alarms are raised all the same: the report shows them. */
const NOBODY: Duty = { ways: [], databaseLimitBytes: D1_LIMIT_BYTES };

type Part = (ctx: Context) => Promise<unknown>;

/** What the tick alone does, as far as its budget goes; the next tick does the rest. */
const ALONE: Readonly<Record<string, Part>> = {
  sweepWork,
  sweepDue,
  sweepVerbs,
  finishDisconnects,
  notifyExpiringCards,
  raiseAlarms,
  reopenEvents,
  pruneIdempotencyKeys,
  pruneConnectAttempts,
  prunePortal,
  pruneCardTesting,
  sweepWords,
  sweepImports,
};

/** What is handed to the queue where the tick's budget does not suffice. */
const SHARED: Readonly<Record<string, Part>> = {
  sweepPayments,
  lookBack,
  sweepRefunds,
  sweepSetups,
  sweepCustomers,
  sweepAccounts,
  sweepMappings,
  reconcileDaily,
};

/**
 * Runs every minute: retries what was missed and enqueues what is due. Ticks may overlap, repeat or be late. A tick sends D1
 * no more than its budget, however much is due (`operations/core/budget.ts`).
 */
export async function runScheduled(
  ctx: Context,
  duty: Duty = NOBODY,
  retention: Retention = DEFAULT_RETENTION,
): Promise<void> {
  await metered(async (meter) => {
    // Stripe's events come first: they decide whether money may move, before anything due is charged.
    await readStripeEvents(ctx);
    const concluded = [
      'readStripeEvents',
      ...(await runParts(ctx, ALONE)),
      ...(await runParts(ctx, SHARED)),
      ...(await runParts(ctx, { pruneOld: () => pruneOld(ctx, retention) })),
    ];
    // Last, so that it sees what the others did.
    await runParts(ctx, { watchTick: () => watchTick(ctx, { duty, concluded }) });
    ctx.log('tick_done', { statements: meter.statements });
  });
}

/** Runs parts, and returns the names of those that concluded: one that fails does not stop the others. */
async function runParts(ctx: Context, parts: Readonly<Record<string, Part>>): Promise<readonly string[]> {
  const concluded: string[] = [];
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
  return concluded;
}
