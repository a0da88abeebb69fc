import type { Context as HonoContext } from 'hono';
import { BRAKED_FOR_SECONDS, networkIn } from '../brake.ts';
import type { RouteEnv } from '../env.ts';

type C = HonoContext<RouteEnv>;

/**
 * Counts a webhook that does not verify; false where a network sent too many, which are then neither explained nor logged.
 * Those that verify are never braked.
 */
export const mayBeRefused = (c: C): Promise<boolean> =>
  c.get('brakes').take('refused', `webhook/${networkIn(c.req.raw.headers)}`);

export const tooManyRefused = (c: C): Response =>
  c.json({ error: 'Too many webhooks from your network did not verify. Wait for a minute.' }, 429, {
    'Retry-After': BRAKED_FOR_SECONDS,
  });
