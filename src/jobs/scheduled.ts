import { DEFAULT_RETENTION, type Retention } from '../domain/retention.ts';
import { D1_LIMIT_BYTES } from '../domain/watch/limits.ts';
import { oldKeysWait, pruneIdempotencyKeys } from '../operations/api/idempotency.ts';
import { attachmentsWait, sweepAttachments } from '../operations/attachments/sweep-attachments.ts';
import { oldDeclinesWait, pruneCardTesting } from '../operations/card-testing/prune.ts';
import { readStripeEvents } from '../operations/catch-up/read-stripe-events.ts';
import { customersWait, sweepCustomers } from '../operations/catch-up/sweep-customers.ts';
import { invoicesWait, sweepDue } from '../operations/collection/sweep-due.ts';
import { disconnectsWait, finishDisconnects } from '../operations/connections/disconnect.ts';
import { oldAttemptsWait, pruneConnectAttempts } from '../operations/connections/prune-attempts.ts';
import { accountsWait, sweepAccounts } from '../operations/connections/sweep-accounts.ts';
import { metered } from '../operations/core/budget.ts';
import type { Context } from '../operations/core/context.ts';
import { describeError } from '../operations/core/describe-error.ts';
import { readWaiting, type Wait } from '../operations/core/waiting.ts';
import { sweepWords, wordsWait } from '../operations/customers/sweep-words.ts';
import { importsWait, sweepImports } from '../operations/imports/sweep-imports.ts';
import { reopenEvents, unusedEventsWait } from '../operations/inbox/reopen-events.ts';
import { mappingsWait, sweepMappings } from '../operations/mapping/sweep-mappings.ts';
import { expiringCardsWait, notifyExpiringCards } from '../operations/methods/notify-expiring-cards.ts';
import { setupsWait, sweepSetups } from '../operations/methods/sweep-setups.ts';
import { oldSessionsWait, prunePortal } from '../operations/portal/prune.ts';
import { reconcileDaily } from '../operations/reconciliation/reconcile-daily.ts';
import { madeAgainWait, sweepMadeAgain } from '../operations/recovery/sweep-made-again.ts';
import { refundsWait, sweepRefunds } from '../operations/refunds/sweep-refunds.ts';
import { pruneOld } from '../operations/retention/prune-old.ts';
import { schedulesWait, sweepSchedules } from '../operations/schedules/sweep-schedules.ts';
import { statementsWait, sweepStatements } from '../operations/statements/sweep-statements.ts';
import { lookBack, lookBacksWait } from '../operations/watch/look-back.ts';
import { alarmsWait, raiseAlarms } from '../operations/watch/raise-alarms.ts';
import { paymentsWait, sweepPayments, sweepVerbs, verbsWait } from '../operations/watch/sweep.ts';
import { sweepWork, workWaits } from '../operations/watch/sweep-work.ts';
import { type Duty, watchTick } from '../operations/watch/watch-tick.ts';
import { endpointsWait, sweepEndpoints } from '../operations/webhooks/sweep-endpoints.ts';
import { overdueWaits, sweepOverdue } from '../operations/webhooks/sweep-overdue.ts';

/** Alarms are raised all the same: the report shows them. */
const NOBODY: Duty = { ways: [], databaseLimitBytes: D1_LIMIT_BYTES };

type Part = {
  readonly run: (ctx: Context) => Promise<unknown>;
  /** A condition: there is something to do. Without one, the part finds out by itself. */
  readonly waits?: Wait;
};
type Parts = Readonly<Record<string, Part>>;

/** What the tick alone does, as far as its budget goes; the next tick does the rest. */
const ALONE: Parts = {
  sweepWork: { run: sweepWork, waits: workWaits },
  sweepDue: { run: sweepDue, waits: invoicesWait },
  sweepVerbs: { run: sweepVerbs, waits: verbsWait },
  sweepMadeAgain: { run: sweepMadeAgain, waits: madeAgainWait },
  finishDisconnects: { run: finishDisconnects, waits: disconnectsWait },
  notifyExpiringCards: { run: notifyExpiringCards, waits: expiringCardsWait },
  raiseAlarms: { run: raiseAlarms, waits: alarmsWait },
  reopenEvents: { run: reopenEvents, waits: unusedEventsWait },
  pruneIdempotencyKeys: { run: pruneIdempotencyKeys, waits: oldKeysWait },
  pruneConnectAttempts: { run: pruneConnectAttempts, waits: oldAttemptsWait },
  prunePortal: { run: prunePortal, waits: oldSessionsWait },
  pruneCardTesting: { run: pruneCardTesting, waits: oldDeclinesWait },
  sweepWords: { run: sweepWords, waits: wordsWait },
  sweepImports: { run: sweepImports, waits: importsWait },
  sweepAttachments: { run: sweepAttachments, waits: attachmentsWait },
  sweepEndpoints: { run: sweepEndpoints, waits: endpointsWait },
};

/** What is handed to the queue where the tick's budget does not suffice. */
const SHARED: Parts = {
  sweepPayments: { run: sweepPayments, waits: paymentsWait },
  lookBack: { run: lookBack, waits: lookBacksWait },
  sweepRefunds: { run: sweepRefunds, waits: refundsWait },
  sweepSetups: { run: sweepSetups, waits: setupsWait },
  sweepCustomers: { run: sweepCustomers, waits: customersWait },
  sweepAccounts: { run: sweepAccounts, waits: accountsWait },
  sweepMappings: { run: sweepMappings, waits: mappingsWait },
  sweepSchedules: { run: sweepSchedules, waits: schedulesWait },
  sweepStatements: { run: sweepStatements, waits: statementsWait },
  sweepOverdue: { run: sweepOverdue, waits: overdueWaits },
  reconcileDaily: { run: reconcileDaily },
};

/** What there is a condition for, by the part that does it. */
export const WAITS: Readonly<Record<string, Wait>> = Object.fromEntries(
  Object.entries({ ...ALONE, ...SHARED }).flatMap(([part, { waits }]) =>
    waits === undefined ? [] : [[part, waits]],
  ),
);

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
      ...(await runParts(ctx, { pruneOld: { run: () => pruneOld(ctx, retention) } })),
    ];
    // Last, so that it sees what the others did.
    await runParts(ctx, { watchTick: { run: () => watchTick(ctx, { duty, concluded }) } });
    ctx.log('tick_done', { statements: meter.statements });
  });
}

/**
 * Runs the parts that have something to do, and returns the names of those that concluded, which one with nothing to do has
 * at once. One that fails does not stop the others.
 */
async function runParts(ctx: Context, parts: Parts): Promise<readonly string[]> {
  const waiting = await whichWait(ctx, parts);
  const concluded: string[] = [];
  await Promise.all(
    Object.entries(parts).map(async ([part, { run }]) => {
      try {
        if (waiting.has(part)) await run(ctx);
        concluded.push(part);
      } catch (error) {
        ctx.log('tick_failed', { part, ...describeError(error) });
      }
    }),
  );
  return concluded;
}

/** Asks once for all of them; where that fails, each finds out by itself. */
async function whichWait(ctx: Context, parts: Parts): Promise<ReadonlySet<string>> {
  const asked = Object.entries(parts).flatMap(([part, { waits }]) =>
    waits === undefined ? [] : [[part, waits] as const],
  );
  const others = Object.keys(parts).filter((part) => parts[part]?.waits === undefined);
  if (asked.length === 0) return new Set(others);
  try {
    return new Set([...(await readWaiting(ctx, Object.fromEntries(asked))), ...others]);
  } catch (error) {
    ctx.log('tick_failed', { part: 'readWaiting', ...describeError(error) });
    return new Set(Object.keys(parts));
  }
}
