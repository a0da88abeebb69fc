import { and, eq, lte, sql } from 'drizzle-orm';
import type { Attempted, DeliveryState, Standing } from '../../domain/webhooks/delivery.ts';
import type { Database } from '../database.ts';
import { listed } from '../queries/listed.ts';
import type { EndpointRow } from '../queries/webhooks.ts';
import { webhookAttempts, webhookDeliveries, webhookEndpoints } from '../schema/index.ts';

type Lease = { readonly id: string; readonly until: number };

/** Leases an endpoint that is on and has something due at `dueBy` (ms); undefined where there is nothing, or another has it. */
export async function leaseEndpoint(
  db: Database,
  { id, until }: Lease,
  { now, dueBy }: { readonly now: number; readonly dueBy: number },
): Promise<EndpointRow | undefined> {
  const [row] = await db
    .update(webhookEndpoints)
    .set({ leaseUntil: until })
    .where(
      and(
        eq(webhookEndpoints.id, id),
        eq(webhookEndpoints.state, 'on'),
        lte(webhookEndpoints.lookAt, dueBy),
        lte(webhookEndpoints.leaseUntil, now),
      ),
    )
    .returning();
  return row;
}

/** Notes that these are in the queue until an instant (ms), so that the next tick lets them be; returns those it noted. */
export async function holdEndpoints(
  db: Database,
  ids: readonly string[],
  { dueBy, until }: { readonly dueBy: number; readonly until: number },
): Promise<readonly string[]> {
  const rows = await db.all<{ readonly id: string }>(
    sql`UPDATE webhook_endpoints SET look_at = ${until} WHERE id IN ${listed(ids)} AND look_at <= ${dueBy} RETURNING id`,
  );
  return rows.map(({ id }) => id);
}

/** What came of one attempt, as it is written down. */
export type Tried = Omit<Attempted, 'retryAfterMs'> & {
  readonly eventId: string;
  readonly key: string;
  readonly at: number;
  readonly state: DeliveryState;
  readonly attempts: number;
  readonly dueAt: number | null;
};

type Turn = {
  readonly lease: Lease;
  readonly tried: readonly Tried[];
  readonly standing: Standing;
  readonly succeededAt: number | null;
  /** It was failing and is back: what waits longer is tried now. */
  readonly isBack: boolean;
  readonly now: number;
};

/**
 * Writes down a turn of an endpoint in one batch, gives the lease back, and says when something is due next. Of an object whose earliest
 * event is over, the next one becomes due.
 */
export async function saveTurn(
  db: Database,
  { lease, tried, standing, succeededAt, isBack, now }: Turn,
): Promise<number | null> {
  const { id } = lease;
  const given = JSON.stringify(tried);
  const over = tried.filter(({ state }) => state !== 'pending').map(({ key }) => key);
  const t = sql`json_each(${given}) t`;
  const [, , , , [next]] = await db.batch([
    db
      .insert(webhookAttempts)
      .select(
        sql`SELECT t.value ->> 'eventId', ${id}, t.value ->> 'at', t.value ->> 'status', t.value ->> 'durationMs',
          t.value ->> 'error', t.value ->> 'answer' FROM ${t} WHERE true`,
      )
      .onConflictDoNothing(),
    db
      .update(webhookDeliveries)
      .set({
        state: sql`t.value ->> 'state'`,
        attempts: sql`t.value ->> 'attempts'`,
        dueAt: sql`t.value ->> 'dueAt'`,
        lastStatus: sql`t.value ->> 'status'`,
        lastError: sql`t.value ->> 'error'`,
        lastAt: sql`t.value ->> 'at'`,
      })
      .from(t)
      .where(
        // Named by their ids too, so that they are found by those, and not among all that wait.
        sql`endpoint_id = ${id} AND event_id IN (SELECT value ->> 'eventId' FROM json_each(${given}))
          AND event_id = t.value ->> 'eventId' AND +webhook_deliveries.state = 'pending'`,
      ),
    db
      .update(webhookDeliveries)
      .set({ dueAt: now })
      .where(
        sql`endpoint_id = ${id} AND event_id IN (${firstsOf(id, [...new Set(over)])}) AND +state = 'pending' AND due_at IS NULL`,
      ),
    db
      .update(webhookDeliveries)
      .set({ dueAt: now })
      .where(
        sql`endpoint_id = ${id} AND state = 'pending' AND due_at IS NOT NULL
          AND due_at > ${isBack ? now : Number.MAX_SAFE_INTEGER}`,
      ),
    db
      .update(webhookEndpoints)
      .set({
        ...standing,
        leaseUntil: 0,
        ...(standing.failingSince === null && { warnedAt: null }),
        ...(succeededAt !== null && { lastSuccessAt: succeededAt }),
        lookAt: firstDue(id, standing.pausedUntil),
      })
      .where(and(eq(webhookEndpoints.id, id), eq(webhookEndpoints.leaseUntil, lease.until)))
      .returning({ lookAt: webhookEndpoints.lookAt }),
  ]);
  return next?.lookAt ?? null;
}

/** The earliest events of objects that are not over at an endpoint, each found by its key. */
const firstsOf = (endpointId: string, keys: readonly string[]) =>
  sql`SELECT (SELECT e.event_id FROM webhook_deliveries e WHERE e.endpoint_id = ${endpointId} AND e.ordering_key = k.value
    AND e.state = 'pending' ORDER BY e.seq LIMIT 1) FROM json_each(${JSON.stringify(keys)}) k`;

/** What waits at an endpoint for an earlier event of its object. */
export const isWaitingAt = (endpointId: string) =>
  sql`endpoint_id = ${endpointId} AND state = 'pending' AND due_at IS NULL`;

/** The earliest of its object that is not over. */
export const isFirstOfItsObject = (endpointId: string) =>
  sql`seq = (SELECT min(e.seq) FROM webhook_deliveries e WHERE e.endpoint_id = ${endpointId}
    AND e.ordering_key = webhook_deliveries.ordering_key AND e.state = 'pending')`;

/** When an endpoint's first delivery is due, no sooner than it rests. */
const firstDue = (endpointId: string, pausedUntil: number) =>
  sql`(SELECT max(min(d.due_at), ${pausedUntil}) FROM webhook_deliveries d
    WHERE d.endpoint_id = ${endpointId} AND d.state = 'pending' AND d.due_at IS NOT NULL)`;

/** Gives a lease back without a turn: nothing was due, or it has to wait until an instant (ms). */
export async function releaseEndpoint(
  db: Database,
  { id, until }: Lease,
  pausedUntil: number,
): Promise<void> {
  await db.run(sql`UPDATE webhook_endpoints SET lease_until = 0, paused_until = ${pausedUntil},
    look_at = ${firstDue(id, pausedUntil)} WHERE id = ${id} AND lease_until = ${until}`);
}

/** The statement that gives up what waits for an endpoint that is switched off: it can be replayed. */
export const giveUpPending = (db: Database, endpointId: string) =>
  db
    .update(webhookDeliveries)
    .set({
      state: 'failed',
      dueAt: null,
      lastError: sql`coalesce(${webhookDeliveries.lastError}, 'The endpoint was switched off.')`,
    })
    .where(and(eq(webhookDeliveries.endpointId, endpointId), sql`${webhookDeliveries.state} = 'pending'`));

/** Deletes an endpoint; what was on its way to it ends with its time. */
export const deleteEndpoint = (db: Database, id: string) =>
  db.delete(webhookEndpoints).where(eq(webhookEndpoints.id, id));
