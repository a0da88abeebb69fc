import type { Context } from '../core/context.ts';
import { describeError } from '../core/describe-error.ts';
import { sweepEvents } from '../inbox/sweep-events.ts';
import { rebuildPaused } from '../recovery/rebuild.ts';
import type { Share } from '../stripe-lists/read-to-end.ts';

/**
 * Runs first in every cron tick: reads Stripe's new events and rebuilds what may be missing here, so that the charges
 * after it know whether money is paused. One part that fails does not stop the other. Safe to run twice, late and
 * concurrently. `only` limits it to one connection and a few pages.
 */
export async function readStripeEvents(ctx: Context, only?: Share): Promise<void> {
  for (const [part, run] of Object.entries({ sweepEvents, rebuildPaused })) {
    try {
      await run(ctx, only);
    } catch (error) {
      ctx.log('tick_failed', { part, ...describeError(error) });
    }
  }
}
