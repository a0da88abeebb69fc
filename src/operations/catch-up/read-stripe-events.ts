import type { Context } from '../core/context.ts';
import { describeError } from '../core/describe-error.ts';
import { sweepEvents } from '../inbox/sweep-events.ts';
import { rebuildPaused } from '../recovery/rebuild.ts';
import type { Share } from '../stripe-lists/read-to-end.ts';

/**
 * What comes first in every minute: what came to pass at Stripe is read, and what may be missing here is rebuilt.
 * Whoever charges after it knows whether money is paused. One part that fails does not end the other; safe to run
 * twice, late and at once. A share of it, where that is given.
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
