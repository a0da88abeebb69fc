import { pruneIdempotencyKeys } from '../operations/api/idempotency.ts';
import { sweepDue } from '../operations/collection/sweep-due.ts';
import type { Context } from '../operations/context.ts';
import { finishDisconnects } from '../operations/healing/disconnect.ts';
import { heal } from '../operations/healing/heal.ts';
import { raiseAlarms } from '../operations/healing/raise-alarms.ts';
import { reopenEvents } from '../operations/healing/reopen-events.ts';
import { sweepBooks } from '../operations/healing/sweep-books.ts';
import { sweepSetups } from '../operations/methods/sweep-setups.ts';
import { tellExpiringCards } from '../operations/methods/tell-expiring.ts';
import { prunePortal } from '../operations/portal/prune.ts';
import { sweepRefunds } from '../operations/refunds/sweep-refunds.ts';
import { sweepPayments, sweepVerbs, sweepWork } from '../operations/sweep.ts';
import { whatAndWhere } from '../operations/what-and-where.ts';

/** Every minute: what was missed is made up for, what is due is woken. May run twice, overlap, or come late. */
export async function runScheduled(ctx: Context): Promise<void> {
  const parts = {
    sweepWork,
    sweepDue,
    sweepPayments,
    sweepRefunds,
    sweepSetups,
    tellExpiringCards,
    sweepVerbs,
    finishDisconnects,
    sweepBooks,
    raiseAlarms,
    reopenEvents,
    pruneIdempotencyKeys,
    prunePortal,
  };
  // First what came to pass at Stripe, and whether money may move at all; then what is due.
  await heal(ctx);
  // One part that fails does not end the others.
  await Promise.all(
    Object.entries(parts).map(async ([part, run]) => {
      try {
        await run(ctx);
      } catch (error) {
        ctx.log('tick_failed', { part, ...whatAndWhere(error) });
      }
    }),
  );
}
