import type { connections } from '../../db/schema/index.ts';
import type { Context } from './context.ts';

/**
 * If Stripe's events were not read for this long (ms), cron stood still or the database was restored: money waits until
 * everything created at Stripe since then is known.
 */
const STALE_AFTER_MS = 10 * 60_000;

/** Whether events last read at `caughtUpAt` (ms) are recent enough to charge on. */
export const isCaughtUp = (ctx: Context, caughtUpAt: number): boolean =>
  ctx.now() - caughtUpAt <= STALE_AFTER_MS;

type Connected = Pick<typeof connections.$inferSelect, 'pausedAt' | 'heldSince'>;

/** Whether new money may move on a connection whose events were last read at `caughtUpAt` (ms). */
export function mayMoveMoney(ctx: Context, { pausedAt, heldSince }: Connected, caughtUpAt: number): Money {
  if (pausedAt !== null) return 'paused';
  if (heldSince !== null) return 'held';
  return isCaughtUp(ctx, caughtUpAt) ? 'moves' : 'stale';
}

export type Money =
  | 'moves'
  /** A person or a finished rebuild has to resume money first. */
  | 'paused'
  /** Stripe says that the account cannot take charges: nothing is tried in vain. */
  | 'held'
  /** Stale: catch up with Stripe before charging. */
  | 'stale';
