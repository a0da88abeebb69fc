import { selectEndpoint } from '../../db/queries/webhooks.ts';
import { replayRows, selectEventOf, selectMissed } from '../../db/writes/webhook-replay.ts';
import { firstIdAt } from '../../domain/ids.ts';
import { done, mapDone, type Outcome, refused } from '../../domain/outcome.ts';
import type { Context } from '../core/context.ts';
import type { Scoped } from '../core/scope.ts';
import { commitEndpoint, enqueueEndpoint } from './commit-endpoint.ts';
import { NO_ENDPOINT } from './read-endpoint.ts';

/** More are sent by asking again. */
const MOST = 10_000;

const OFF = refused({
  code: 'invalid',
  problems: [{ path: '', message: 'The endpoint is off: switch it on, then send what it missed.' }],
});

type Missed = Scoped<{ readonly endpointId: string; readonly since: number }>;

/** How many events since an instant (ms) an endpoint has not taken, counted to 10,000. Rejects with `not_found`. */
export async function countMissed(
  ctx: Context,
  { scope, endpointId, since }: Missed,
): Promise<Outcome<number>> {
  const [endpoint] = await selectEndpoint(ctx.db, scope, endpointId);
  if (endpoint === undefined) return NO_ENDPOINT;
  const ask = { endpointId, ...scope, types: endpoint.types, fromId: firstIdAt('evt', since), most: MOST };
  const [found] = await selectMissed(ctx.db, ask);
  return done(found?.missed ?? 0);
}

/**
 * Sends again what an endpoint has not taken since an instant (ms): what was given up, and what was noted while it was off. The oldest
 * 10,000 at most. Done is how many. Rejects with `not_found`, and with `invalid` where it is off.
 */
export async function replayMissed(
  ctx: Context,
  { scope, endpointId, since, commandId }: Missed & { readonly commandId: string },
): Promise<Outcome<{ readonly events: number }>> {
  const missed = await countMissed(ctx, { scope, endpointId, since });
  if (missed.kind !== 'done') return missed;
  const id = `replay_webhook_events/${commandId}`;
  const replayed = await commitEndpoint(
    ctx,
    { scope, endpointId, commandId: id },
    async ({ state, types }, now) => {
      if (state === 'off') return OFF;
      if (missed.value === 0) return null;
      const ask = {
        endpointId,
        ...scope,
        types,
        eventId: null,
        fromId: firstIdAt('evt', since),
        most: MOST,
        now,
      };
      return {
        entry: { type: 'webhook_events_replayed', data: { endpointId, events: missed.value, eventId: null } },
        rows: replayRows(ctx.db, ask),
      };
    },
  );
  if (replayed.kind === 'done') await enqueueEndpoint(ctx, endpointId);
  return mapDone(replayed, () => ({ events: missed.value }));
}

/**
 * Sends one event again, whether it was taken or not. It goes after whatever of its object is on its way. Rejects with `not_found`, and
 * with `invalid` where the endpoint is off.
 */
export async function replayEvent(
  ctx: Context,
  {
    scope,
    endpointId,
    eventId,
    commandId,
  }: Scoped<{ readonly endpointId: string; readonly eventId: string; readonly commandId: string }>,
): Promise<Outcome<{ readonly events: number }>> {
  const [event] = await selectEventOf(ctx.db, scope, eventId);
  if (event === undefined) return refused({ code: 'not_found', what: 'webhook event' });
  const id = `replay_webhook_event/${commandId}`;
  const replayed = await commitEndpoint(
    ctx,
    { scope, endpointId, commandId: id },
    async ({ state, types }, now) => {
      if (state === 'off') return OFF;
      return {
        entry: { type: 'webhook_events_replayed', data: { endpointId, events: 1, eventId } },
        rows: replayRows(ctx.db, { endpointId, ...scope, types, eventId, fromId: eventId, most: 1, now }),
      };
    },
  );
  if (replayed.kind === 'done') await enqueueEndpoint(ctx, endpointId);
  return mapDone(replayed, () => ({ events: 1 }));
}
