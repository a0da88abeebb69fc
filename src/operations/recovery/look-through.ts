import { beginListsAt, touchList } from '../../db/writes/sweeps.ts';
import type { Context } from '../core/context.ts';
import type { Connection } from '../core/event-handler.ts';
import { readToEnd } from '../stripe-lists/read-to-end.ts';
import { matchListed } from './match-listed.ts';

const HOUR_MS = 3_600_000;
const LISTS = ['sessions', 'intents'] as const;

/**
 * Stripe's events cannot be read and all else can: what was made at Stripe since `from` (ms, and an hour before) is
 * looked through by the lists that a rebuild reads. When both were read to their end, everything that could be paid
 * is known until then, as the events would have told.
 */
export async function lookThrough(
  ctx: Context,
  connection: Connection,
  { from, mostPages }: { readonly from: number; readonly mostPages: number },
): Promise<void> {
  const stripe = await ctx.stripe(connection.account);
  await beginListsAt(ctx.db, connection, LISTS, from - HOUR_MS);
  const knownUntil: number[] = [];
  for (const list of LISTS) {
    const read = await readToEnd(ctx, connection, {
      list,
      overlapMs: 0,
      mostPages,
      everyMs: 0,
      fetch: list === 'sessions' ? stripe.listSessions : stripe.listIntents,
      keep: (items) => matchListed(ctx, connection, items),
    });
    if (read.kind !== 'finished') {
      ctx.log('look_through_goes_on', { connectionId: connection.id, list, outcome: read.kind });
      return;
    }
    knownUntil.push(read.watermark);
  }
  await touchList(ctx.db, { connectionId: connection.id, list: 'events' }, Math.min(...knownUntil));
}
