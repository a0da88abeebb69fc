import type { StripeResult } from '../../adapters/stripe/port.ts';
import type { Context } from '../core/context.ts';

/** Stripe's limit is waited out so often, twice as long each time up to some seconds. */
const PATIENCE = 7;
const PATIENCE_MS = 700;
const LONGEST_MS = 4_000;

/**
 * Sends again, with the same key, what Stripe turned away for its limits or for a request that is still running:
 * neither is stored for the key. https://docs.stripe.com/rate-limits, https://docs.stripe.com/api/idempotent_requests
 */
export async function patiently<T>(
  ctx: Context,
  send: () => Promise<StripeResult<T>>,
): Promise<StripeResult<T>> {
  for (let tries = 1; ; tries += 1) {
    const result = await send();
    const mayPass = result.kind === 'unknown' && /^(409|429) /.test(result.reason);
    if (!mayPass || tries > PATIENCE) return result;
    const [jitter = 0] = ctx.random(1);
    await ctx.pause(Math.min(LONGEST_MS, PATIENCE_MS * 2 ** (tries - 1)) + jitter * 4);
  }
}
