import { reserveTurns, reserveTurnsOfSeveral } from '../../db/writes/connections.ts';
import type { Context, Turn } from '../core/context.ts';
import { TURN_MS } from './timing.ts';

/** An invoice that misses its turn by this much takes another one: many late ones would otherwise all start at once. */
const MISSED_AFTER_MS = 500;
/** A turn further away than this goes back to the queue. */
const LONGEST_PAUSE_MS = 2_000;

/** Reserves consecutive turns of a connection, starting at the returned instant (ms). */
export async function takeTurns(ctx: Context, connectionId: string, turns: number): Promise<number> {
  const span = turns * TURN_MS;
  const now = ctx.now();
  const end = await reserveTurns(ctx.db, connectionId, { now, spanMs: span });
  return end === undefined ? now : end - span;
}

/** The same for several connections in one statement: where the turns of each begin (ms), by its id. */
export async function takeTurnsOfSeveral(
  ctx: Context,
  turns: ReadonlyMap<string, number>,
): Promise<ReadonlyMap<string, number>> {
  const spans = [...turns].map(([connectionId, count]) => ({ connectionId, spanMs: count * TURN_MS }));
  const ends = await reserveTurnsOfSeveral(ctx.db, spans, ctx.now());
  return new Map(
    spans.flatMap(({ connectionId, spanMs }) => {
      const end = ends.get(connectionId);
      return end === undefined ? [] : [[connectionId, end - spanMs] as const];
    }),
  );
}

/**
 * Waits for an invoice's turn; false if it was enqueued again for later. The queue delays by whole seconds and delivers
 * late messages all at once; Stripe's limit is per second. If the enqueued message is lost, cron enqueues another.
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
