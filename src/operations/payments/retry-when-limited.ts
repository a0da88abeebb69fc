import type { StripeResult } from '../../adapters/stripe/port-result.ts';
import type { Context } from '../core/context.ts';

/** How often a rate-limited request is retried, with exponential backoff up to some seconds. */
const MOST_RETRIES = 7;
const FIRST_PAUSE_MS = 700;
const LONGEST_MS = 4_000;

/**
 * Retries, with the same key, a request that Stripe refused for its rate limit or because the first one is still
 * running: neither answer is stored for the key. https://docs.stripe.com/rate-limits,
 * https://docs.stripe.com/api/idempotent_requests
 */
export async function retryWhenLimited<T>(
  ctx: Context,
  send: () => Promise<StripeResult<T>>,
): Promise<StripeResult<T>> {
  for (let tries = 1; ; tries += 1) {
    const result = await send();
    const mayPass = result.kind === 'unknown' && /^(409|429) /.test(result.reason);
    if (!mayPass || tries > MOST_RETRIES) return result;
    const [jitter = 0] = ctx.random(1);
    await ctx.pause(Math.min(LONGEST_MS, FIRST_PAUSE_MS * 2 ** (tries - 1)) + jitter * 4);
  }
}
