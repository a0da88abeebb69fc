import { countDropped } from '../../db/writes/inbox.ts';
import type { Context } from '../core/context.ts';
import { describeError } from '../core/describe-error.ts';
import { whileStripeWaits } from '../core/while-waiting.ts';

/**
 * Counts an event that is not used. Nothing depends on the count: where it cannot be kept, Stripe is answered all the same,
 * and has nothing to send again.
 */
export async function noteDropped(ctx: Context, type: string): Promise<void> {
  try {
    await whileStripeWaits.ask(ctx.db, () => countDropped(ctx.db, [type], ctx.now()));
  } catch (error) {
    ctx.log('dropped_uncounted', { type, ...describeError(error) });
  }
}
