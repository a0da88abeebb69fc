import { withinLimit } from '../../db/time-limit.ts';
import { countDropped } from '../../db/writes/inbox.ts';
import type { Context } from '../core/context.ts';
import { describeError } from '../core/describe-error.ts';
import { D1_HAS_MS } from './timing.ts';

/**
 * Counts an event that is not used. Nothing depends on the count: where it cannot be kept, Stripe is answered all the same,
 * and has nothing to send again.
 */
export async function noteDropped(ctx: Context, type: string): Promise<void> {
  try {
    await withinLimit(countDropped(ctx.db, [type], ctx.now()), D1_HAS_MS);
  } catch (error) {
    ctx.log('dropped_uncounted', { type, ...describeError(error) });
  }
}
