import { reserveTurns } from '../../db/writes/connections.ts';
import type { Context } from '../core/context.ts';

/**
 * Stripe takes 25 requests a second of a kind, which charges and imports share: decision 10. A tenth is left free, since they
 * arrive less evenly than they are sent, and whoever is turned away once waits for seconds.
 */
const TURN_MS = 44;

/** Waits for the connection's next turns, for so many requests. */
export async function awaitOwnTurn(ctx: Context, connectionId: string, turns = 1): Promise<void> {
  const spanMs = turns * TURN_MS;
  const now = ctx.now();
  const end = await reserveTurns(ctx.db, connectionId, { now, spanMs });
  const wait = end === undefined ? 0 : end - spanMs - now;
  if (wait > 0) await ctx.pause(wait);
}
