import type { Context } from '../context.ts';
import { whatAndWhere } from '../what-and-where.ts';
import { rebuildPaused } from './rebuild.ts';
import { sweepEvents } from './sweep-events.ts';

/**
 * What comes first in every minute: what came to pass at Stripe is read, and what may be missing here is rebuilt.
 * Whoever charges after it knows whether money is paused. One part that fails does not end the other; safe to run
 * twice, late and at once. For one connection, where that is named.
 */
export async function heal(ctx: Context, connectionId?: string): Promise<void> {
  for (const [part, run] of Object.entries({ sweepEvents, rebuildPaused })) {
    try {
      await run(ctx, connectionId);
    } catch (error) {
      ctx.log('tick_failed', { part, ...whatAndWhere(error) });
    }
  }
}
