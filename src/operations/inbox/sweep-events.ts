import { compareAll } from '../../db/writes/stripe-customers.ts';
import { holdLists, noteListFailed, setListDue } from '../../db/writes/sweeps.ts';
import { disconnectedAtStripe } from '../connections/disconnected-at-stripe.ts';
import { pauseMoney } from '../connections/pause-money.ts';
import { SPARE_OF_THE_FIRST, sweepWithinBudget } from '../core/budget.ts';
import { connectionsToSweep, type Swept } from '../core/connections-to-sweep.ts';
import type { Context } from '../core/context.ts';
import { isCaughtUp } from '../core/may-move-money.ts';
import { listFailure } from '../facts/list-failure.ts';
import { lookThrough } from '../recovery/look-through.ts';
import { readToEnd, type Share } from '../stripe-lists/read-to-end.ts';
import { noteTypes } from './note-types.ts';
import { storeListedEvents } from './store-listed-events.ts';
import { EVENTS_KEPT_MS } from './timing.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** The next tick begins with the others. */
const CONNECTIONS_A_TICK = 1_000;
const PAGES_A_TICK = 50;
/** Stripe lists an event within seconds; what comes later is found by the deep reads, which every tick would be too dear. */
const OVERLAP_MS = 5 * MINUTE_MS;
const DEEP = { everyMs: 15 * MINUTE_MS, overlapMs: 60 * MINUTE_MS };
/** A disconnected account has only refunds and disputes left. */
const ENDED_EVERY_MS = 60 * MINUTE_MS;
/** How long until an account that denies access is tried again. */
const ASK_AGAIN_MS = DAY_MS;

/** How long events may be missing before other lists are read in their place. */
const LOOK_THROUGH_AFTER_MS = 4 * MINUTE_MS;
/** What a restricted key needs to read them, as Stripe's Dashboard calls it. */
const EVENTS_PERMISSION = 'Events: Read';

/** How many accounts are read at once: Workers open six connections. */
const AT_ONCE = 3;

/**
 * Polls Stripe's events of every account since the last run: those that webhooks missed and those they delivered, each
 * stored once. So everything is reflected within minutes, webhooks or none (I2). Runs every minute; safe to run twice
 * and concurrently. What the invocation has no room for is handed to the queue. `only` limits it to one connection.
 */
export async function sweepEvents(ctx: Context, only?: Share): Promise<void> {
  const due = await connectionsToSweep(ctx, {
    list: 'events',
    connectionId: only?.connectionId ?? null,
    limit: CONNECTIONS_A_TICK,
  });
  const mostPages = only?.mostPages ?? PAGES_A_TICK;
  if (only !== undefined) {
    for (const swept of due) await sweepOne(ctx, swept, mostPages);
    return;
  }
  await sweepWithinBudget(ctx, {
    of: 'events',
    due,
    idOf: ({ connection }) => connection.id,
    ownerOf: ({ connection }) => connection.id,
    atOnce: AT_ONCE,
    spare: SPARE_OF_THE_FIRST,
    work: (swept) => sweepOne(ctx, swept, mostPages),
    hold: (ids, until) => holdLists(ctx.db, 'events', ids, until),
  });
}

async function sweepOne(ctx: Context, swept: Swept, mostPages: number): Promise<void> {
  const { connection, touchedAt } = swept;
  const gap = ctx.now() - touchedAt;
  if (!isCaughtUp(ctx, touchedAt) && connection.state === 'active') {
    if (gap > EVENTS_KEPT_MS) await doWithoutLost(ctx, connection.id, gap);
    await pauseMoney(ctx, connection.id, 'catching_up', { from: touchedAt, by: 'sweep' });
  }
  const stripe = await ctx.stripe(connection.account);
  const read = await readToEnd(ctx, connection, {
    list: 'events',
    overlapMs: OVERLAP_MS,
    deep: DEEP,
    mostPages,
    everyMs: connection.state === 'active' ? 0 : ENDED_EVERY_MS,
    fetch: (since, after) => stripe.listEvents(Math.max(since, ctx.now() - EVENTS_KEPT_MS), after),
    keep: async (events) => {
      await storeListedEvents(ctx, connection, events);
      return true;
    },
  });
  await noteTypes(ctx, swept);
  switch (read.kind) {
    case 'finished':
    case 'not_now':
      return;
    case 'goes_on':
      ctx.log('events_sweep_goes_on', { connectionId: connection.id });
      return;
    case 'unavailable':
      ctx.log('events_unavailable', { connectionId: connection.id, reason: read.reason });
      if (connection.state === 'active') await doWithoutEvents(ctx, swept, read.reason, mostPages);
      return;
    case 'refused': {
      const needs = read.status === 403 ? EVENTS_PERMISSION : null;
      ctx.log('events_refused', { connectionId: connection.id, code: read.code, needs });
      if (connection.state === 'active') {
        // The event about the disconnect may be one of those that cannot be read.
        const ended = await disconnectedAtStripe(ctx, { connectionId: connection.id });
        if (ended.kind !== 'done' || ended.value === 'ended') return;
        const failure = listFailure(read, EVENTS_PERMISSION);
        await doWithoutEvents(ctx, swept, failure, mostPages);
        return;
      }
      const list = { connectionId: connection.id, list: 'events' } as const;
      await setListDue(ctx.db, list, ctx.now() + ASK_AGAIN_MS);
    }
  }
}

/**
 * Events older than Stripe keeps are recovered from the lists of their objects: payments while money rests, refunds and
 * disputes by the books, what changed of customers and their methods by comparing each.
 */
async function doWithoutLost(ctx: Context, connectionId: string, gapMs: number): Promise<void> {
  ctx.log('events_lost', { connectionId, gapMs });
  await compareAll(ctx.db, connectionId, ctx.now());
}

/**
 * One list that fails does not stop all money: what was made at Stripe is known by other lists meanwhile, before the
 * events are so old that money is paused. Why it fails stands on the list until it is read again.
 */
async function doWithoutEvents(
  ctx: Context,
  { connection, touchedAt }: Swept,
  failure: string,
  mostPages: number,
): Promise<void> {
  const at = ctx.now();
  await noteListFailed(ctx.db, { connectionId: connection.id, list: 'events' }, { at, failure });
  const isDue = at - touchedAt >= LOOK_THROUGH_AFTER_MS && isCaughtUp(ctx, touchedAt);
  if (isDue) await lookThrough(ctx, connection, { from: touchedAt, mostPages });
}
