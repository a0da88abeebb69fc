import type { connections } from '../../db/schema/index.ts';
import type { Context } from './context.ts';

/**
 * Where nobody has read Stripe's events for so long (ms), cron stood still or the database was restored: money waits
 * until everything that was made at Stripe meanwhile is known.
 */
const STALE_AFTER_MS = 10 * 60_000;

/** Whether events that were read last at `caughtUpAt` (ms) tell of all that counts. */
export const isCaughtUp = (ctx: Context, caughtUpAt: number): boolean =>
  ctx.now() - caughtUpAt <= STALE_AFTER_MS;

type Connected = Pick<typeof connections.$inferSelect, 'pausedAt'>;

/** Whether new money may move on a connection, whose events were read last at `caughtUpAt` (ms). */
export function mayMoveMoney(ctx: Context, { pausedAt }: Connected, caughtUpAt: number): Money {
  if (pausedAt !== null) return 'paused';
  return isCaughtUp(ctx, caughtUpAt) ? 'moves' : 'stale';
}

export type Money =
  | 'moves'
  /** Somebody, or a rebuild, has to end that first. */
  | 'paused'
  /** Whoever wants money to move looks first. */
  | 'stale';
