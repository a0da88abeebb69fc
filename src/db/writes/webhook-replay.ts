import { and, eq, sql } from 'drizzle-orm';
import type { Scope } from '../../domain/scope.ts';
import type { Database } from '../database.ts';
import { webhookDeliveries, webhookEndpoints, webhookEvents } from '../schema/index.ts';
import { isFirstOfItsObject, isWaitingAt } from './webhooks.ts';

type Replay = {
  readonly endpointId: string;
  readonly merchantId: string;
  readonly livemode: boolean;
  /** The types that the endpoint takes; null for every one. */
  readonly types: readonly string[] | null;
  /** One event, or all from this id on. */
  readonly eventId: string | null;
  readonly fromId: string;
  readonly most: number;
  readonly now: number;
};

/**
 * The statements that send again what an endpoint has not taken: what was given up, and what was noted while it was off; or one event,
 * whether it was taken or not. Each begins its three days anew, and of an object the earliest goes first.
 */
export function replayRows(db: Database, replay: Replay) {
  const { endpointId, merchantId, livemode, types, eventId, fromId, most, now } = replay;
  const takes =
    types === null ? sql`true` : sql`e.type IN (SELECT value FROM json_each(${JSON.stringify(types)}))`;
  const which = eventId === null ? sql`e.id >= ${fromId}` : sql`e.id = ${eventId}`;
  const isWanted =
    eventId === null
      ? sql`${takes} AND NOT EXISTS (SELECT 1 FROM webhook_deliveries d WHERE d.endpoint_id = ${endpointId}
          AND d.event_id = e.id AND d.state <> 'failed')`
      : sql`true`;
  const waits = { state: 'pending', attempts: 0, begunAt: now, dueAt: null } as const;
  return [
    db
      .insert(webhookDeliveries)
      .select(
        sql`SELECT ${endpointId}, e.id, e.merchant_id, e.ordering_key, e.seq, 'pending', 0, ${now}, NULL, NULL, NULL, NULL
          FROM webhook_events e WHERE e.merchant_id = ${merchantId} AND e.livemode = ${Number(livemode)}
            AND ${which} AND ${isWanted} ORDER BY e.id LIMIT ${most}`,
      )
      .onConflictDoUpdate({ target: [webhookDeliveries.endpointId, webhookDeliveries.eventId], set: waits }),
    db
      .update(webhookDeliveries)
      .set({ dueAt: now })
      .where(
        sql`${isWaitingAt(endpointId)} AND begun_at = ${now} AND ${isFirstOfItsObject(endpointId)}
          AND NOT EXISTS (SELECT 1 FROM webhook_deliveries d WHERE d.endpoint_id = ${endpointId}
            AND d.ordering_key = webhook_deliveries.ordering_key AND d.state = 'pending' AND d.due_at IS NOT NULL)`,
      ),
    db
      .update(webhookEndpoints)
      .set({ lookAt: now, pausedUntil: 0 })
      .where(and(eq(webhookEndpoints.id, endpointId), eq(webhookEndpoints.state, 'on'))),
  ] as const;
}

/** How many events an endpoint has not taken from an id on, counted no further than `most`. */
export const selectMissed = (
  db: Database,
  { endpointId, merchantId, livemode, types, fromId, most }: Omit<Replay, 'eventId' | 'now'>,
) =>
  db.all<{ readonly missed: number }>(sql`SELECT count(*) AS missed FROM (SELECT 1 FROM webhook_events e
    WHERE e.merchant_id = ${merchantId} AND e.livemode = ${Number(livemode)} AND e.id >= ${fromId}
      AND ${types === null ? sql`true` : sql`e.type IN (SELECT value FROM json_each(${JSON.stringify(types)}))`}
      AND NOT EXISTS (SELECT 1 FROM webhook_deliveries d WHERE d.endpoint_id = ${endpointId} AND d.event_id = e.id
        AND d.state <> 'failed') LIMIT ${most})`);

/** The select for an event of a business in a mode. */
export const selectEventOf = (db: Database, { merchantId, livemode }: Scope, eventId: string) =>
  db
    .select({ id: webhookEvents.id })
    .from(webhookEvents)
    .where(
      and(
        eq(webhookEvents.id, eventId),
        sql`+${webhookEvents.merchantId} = ${merchantId}`,
        eq(webhookEvents.livemode, livemode),
      ),
    );
