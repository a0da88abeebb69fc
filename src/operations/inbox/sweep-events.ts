import { noteListFailed, setListDue } from '../../db/writes/sweeps.ts';
import { disconnectedAtStripe } from '../connections/disconnected-at-stripe.ts';
import { pauseMoney } from '../connections/pause-money.ts';
import { connectionsToSweep, type Swept } from '../core/connections-to-sweep.ts';
import type { Context } from '../core/context.ts';
import { describeError } from '../core/describe-error.ts';
import { isCaughtUp } from '../core/may-move-money.ts';
import { listFailure } from '../facts/list-failure.ts';
import { lookThrough } from '../recovery/look-through.ts';
import { readToEnd, type Share } from '../stripe-lists/read-to-end.ts';
import { noteTypes } from './note-types.ts';
import { storeListedEvents } from './store-listed-events.ts';
import { EVENTS_KEPT_MS } from './timing.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

const PAGES_A_TICK = 50;
const OVERLAP_MS = 60 * MINUTE_MS;
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
 * and concurrently. `only` limits it to one connection and a few pages.
 */
export async function sweepEvents(ctx: Context, only?: Share): Promise<void> {
  const all = await connectionsToSweep(ctx);
  const waiting = all.filter(({ connection }) => only === undefined || connection.id === only.connectionId);
  const sweepNext = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      try {
        await sweepOne(ctx, next, only?.mostPages ?? PAGES_A_TICK);
      } catch (error) {
        // One account that cannot be read does not hold up the others.
        ctx.log('sweep_failed', { connectionId: next.connection.id, ...describeError(error) });
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, sweepNext));
}

async function sweepOne(ctx: Context, swept: Swept, mostPages: number): Promise<void> {
  const { connection, touchedAt } = swept;
  const gap = ctx.now() - touchedAt;
  if (!isCaughtUp(ctx, touchedAt) && connection.state === 'active') {
    // Events older than Stripe keeps are recovered from the lists of their objects and by reconciliation.
    if (gap > EVENTS_KEPT_MS) ctx.log('events_lost', { connectionId: connection.id, gapMs: gap });
    await pauseMoney(ctx, connection.id, 'catching_up', { from: touchedAt, by: 'sweep' });
  }
  const stripe = await ctx.stripe(connection.account);
  const read = await readToEnd(ctx, connection, {
    list: 'events',
    overlapMs: OVERLAP_MS,
    mostPages,
    everyMs: connection.state === 'active' ? 0 : ENDED_EVERY_MS,
    fetch: (since, after) => stripe.listEvents(Math.max(since, ctx.now() - EVENTS_KEPT_MS), after),
    keep: (events) => storeListedEvents(ctx, connection, events),
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
