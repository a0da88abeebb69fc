import { and, eq, inArray, isNotNull } from 'drizzle-orm';
import { isActive } from '../../db/queries/active-connection.ts';
import { connections, sweeps } from '../../db/schema/index.ts';
import { touchList } from '../../db/writes/sweeps.ts';
import { endsByItself } from '../../domain/connection.ts';
import { resumeMoney } from '../connections/pause-money.ts';
import { mayBeginUnit, reserving, SPARE_OF_THE_FIRST, UNIT } from '../core/budget.ts';
import type { Context } from '../core/context.ts';
import { describeError } from '../core/describe-error.ts';
import type { Connection } from '../core/event-handler.ts';
import { readToEnd, type Share } from '../stripe-lists/read-to-end.ts';
import { matchListed } from './match-listed.ts';

const PAGES_A_TICK = 30;

/**
 * While money is paused because something may be missing here, checks everything created at Stripe since: sessions
 * first, since a session owns its PaymentIntent. The pause ends automatically once both lists have been read to their
 * end. A bounded share each time; safe to run twice and concurrently.
 */
export async function rebuildPaused(ctx: Context, only?: Share): Promise<void> {
  const paused = await ctx.db
    .select()
    .from(connections)
    .where(
      and(
        isNotNull(connections.pausedAt),
        isActive,
        eq(connections.livemode, ctx.livemode),
        ...(only === undefined ? [] : [eq(connections.id, only.connectionId)]),
      ),
    );
  for (const connection of paused) {
    if (!endsByItself(connection.pauseReason)) continue;
    // The others are rebuilt by the message that reads their events.
    if (only === undefined && !mayBeginUnit(SPARE_OF_THE_FIRST)) return;
    try {
      await reserving(UNIT, () => rebuildOne(ctx, connection, only?.mostPages ?? PAGES_A_TICK));
    } catch (error) {
      ctx.log('rebuild_failed', { connectionId: connection.id, ...describeError(error) });
    }
  }
}

async function rebuildOne(ctx: Context, connection: Connection, mostPages: number): Promise<void> {
  const { pausedAt } = connection;
  if (pausedAt === null) return;
  const lists = ['sessions', 'intents'] as const;
  const read = await ctx.db
    .select({
      list: sweeps.list,
      watermark: sweeps.watermark,
      touchedAt: sweeps.touchedAt,
      failedAt: sweeps.failedAt,
    })
    .from(sweeps)
    .where(and(eq(sweeps.connectionId, connection.id), inArray(sweeps.list, [...lists, 'events'])));
  const watermarks = new Map(read.map(({ list, watermark }) => [list, watermark]));
  const stripe = await ctx.stripe(connection.account);
  for (const list of lists) {
    // Read to its end by a run that began after the pause.
    if ((watermarks.get(list) ?? 0) >= pausedAt) continue;
    const outcome = await readToEnd(ctx, connection, {
      list,
      overlapMs: 0,
      mostPages,
      everyMs: 0,
      fetch: list === 'sessions' ? stripe.listSessions : stripe.listIntents,
      keep: (items) => matchListed(ctx, connection, items),
    });
    if (outcome.kind !== 'finished' || outcome.watermark < pausedAt) {
      ctx.log('rebuild_goes_on', { connectionId: connection.id, list, outcome: outcome.kind });
      return;
    }
  }
  // Until reading the events was at least tried, something may still be missing. Events that Stripe does not let us read
  // report no payment that is not in the lists.
  const events = read.find(({ list }) => list === 'events');
  if (events === undefined) return;
  if (events.touchedAt < pausedAt) {
    if ((events.failedAt ?? 0) < pausedAt) return;
    await touchList(ctx.db, { connectionId: connection.id, list: 'events' }, pausedAt);
  }
  ctx.log('rebuild_complete', { connectionId: connection.id });
  await resumeMoney(ctx, connection.id, { by: 'rebuild', pausedAt });
}
