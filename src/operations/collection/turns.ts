import { reserveTurns } from '../../db/writes/connections.ts';
import type { Context, Turn } from '../core/context.ts';
import { TURN_MS } from './timing.ts';

/** Whoever comes so long after their turn takes another one: many that are late at once would all begin at once. */
const MISSED_AFTER_MS = 500;
/** A turn that is further away is waited for in the queue. */
const LONGEST_PAUSE_MS = 2_000;

/** Takes so many turns of a connection's, one after the other from the instant (ms) that is returned. */
export async function takeTurns(ctx: Context, connectionId: string, turns: number): Promise<number> {
  const span = turns * TURN_MS;
  const now = ctx.now();
  const end = await reserveTurns(ctx.db, connectionId, { now, spanMs: span });
  return end === undefined ? now : end - span;
}

/**
 * Waits for an invoice's turn, and says whether it has come. The queue counts in whole seconds and hands out what it
 * was late with all at once; Stripe counts each second. A turn that is still far away is waited for in the queue,
 * where the invoice is then again: should that be lost, cron puts it there.
 */
export async function awaitTurn(ctx: Context, invoiceId: string, turn: Turn): Promise<boolean> {
  const { connectionId } = turn;
  const isMissed = ctx.now() > turn.at + MISSED_AFTER_MS;
  const at = isMissed ? await takeTurns(ctx, connectionId, 1) : turn.at;
  const wait = at - ctx.now();
  if (wait > LONGEST_PAUSE_MS) {
    const delaySeconds = Math.floor(wait / 1000);
    await ctx.enqueue([{ kind: 'collect', invoiceId, delaySeconds, turn: { connectionId, at } }]);
    return false;
  }
  if (wait > 0) await ctx.pause(wait);
  return true;
}
