import { and, asc, desc, eq, lt, lte, sql } from 'drizzle-orm';
import type { Scope } from '../../domain/scope.ts';
import type { DeliveryState } from '../../domain/webhooks/delivery.ts';
import type { Database } from '../database.ts';
import { webhookAttempts, webhookDeliveries, webhookEndpoints, webhookEvents } from '../schema/index.ts';
import type { Page } from './invoices.ts';
import { within } from './scoped.ts';

export type EndpointRow = typeof webhookEndpoints.$inferSelect;
export type DeliveryRow = typeof webhookDeliveries.$inferSelect;

/** The select for one endpoint of a business in a mode, for a read batch. */
export const selectEndpoint = (db: Database, scope: Scope, id: string) =>
  db
    .select()
    .from(webhookEndpoints)
    .where(and(eq(webhookEndpoints.id, id), within(webhookEndpoints, scope)));

/** The select for every endpoint of a business in a mode, newest first: there are few. */
export const selectEndpoints = (db: Database, scope: Scope) =>
  db
    .select()
    .from(webhookEndpoints)
    .where(within(webhookEndpoints, scope))
    .orderBy(desc(webhookEndpoints.id));

// As the index has it.
const isOn = sql`${webhookEndpoints.lookAt} IS NOT NULL AND ${webhookEndpoints.state} = 'on'`;

/** The select for a business's endpoints that something is due for. */
export const selectDueEndpointsOf = (db: Database, scope: Scope, now: number) =>
  db
    .select({ id: webhookEndpoints.id })
    .from(webhookEndpoints)
    .where(and(within(webhookEndpoints, scope), isOn, lte(webhookEndpoints.lookAt, now)));

/** The select for the endpoints of all businesses that something is due for, and that nobody works on. */
export const selectDueEndpoints = (db: Database, livemode: boolean, now: number) =>
  db
    .select({ id: webhookEndpoints.id, merchantId: webhookEndpoints.merchantId })
    .from(webhookEndpoints)
    .where(
      and(
        isOn,
        lte(webhookEndpoints.lookAt, now),
        lte(webhookEndpoints.leaseUntil, now),
        eq(webhookEndpoints.livemode, livemode),
      ),
    )
    .orderBy(asc(webhookEndpoints.lookAt));

const withEvent = { delivery: webhookDeliveries, event: webhookEvents };

/** The select for what is due for an endpoint, the longest first. Of an object only its earliest is ever due. */
export const selectDueDeliveries = (db: Database, endpointId: string, now: number, limit: number) =>
  db
    .select(withEvent)
    .from(webhookDeliveries)
    .innerJoin(webhookEvents, eq(webhookEvents.id, webhookDeliveries.eventId))
    .where(
      and(
        eq(webhookDeliveries.endpointId, endpointId),
        // As the index has it.
        sql`${webhookDeliveries.state} = 'pending' AND ${webhookDeliveries.dueAt} IS NOT NULL`,
        lte(webhookDeliveries.dueAt, now),
      ),
    )
    .orderBy(asc(webhookDeliveries.dueAt))
    .limit(limit);

/** The select for one page of an endpoint's deliveries, newest first, and one beyond it. */
export const selectDeliveryPage = (
  db: Database,
  endpointId: string,
  { state }: { readonly state: DeliveryState | null },
  { startingAfter, limit }: Page,
) =>
  db
    .select(withEvent)
    .from(webhookDeliveries)
    .innerJoin(webhookEvents, eq(webhookEvents.id, webhookDeliveries.eventId))
    .where(
      and(
        eq(webhookDeliveries.endpointId, endpointId),
        startingAfter === null ? undefined : lt(webhookDeliveries.eventId, startingAfter),
        state === null ? undefined : sql`+${webhookDeliveries.state} = ${state}`,
      ),
    )
    .orderBy(desc(webhookDeliveries.eventId))
    .limit(limit + 1);

/** The select for an event on its way to an endpoint. */
export const selectDelivery = (db: Database, endpointId: string, eventId: string) =>
  db
    .select(withEvent)
    .from(webhookDeliveries)
    .innerJoin(webhookEvents, eq(webhookEvents.id, webhookDeliveries.eventId))
    .where(and(eq(webhookDeliveries.endpointId, endpointId), eq(webhookDeliveries.eventId, eventId)));

/** The select for the attempts of a delivery, newest first, for a read batch. */
export const selectAttempts = (db: Database, endpointId: string, eventId: string) =>
  db
    .select()
    .from(webhookAttempts)
    .where(and(eq(webhookAttempts.eventId, eventId), eq(webhookAttempts.endpointId, endpointId)))
    .orderBy(desc(webhookAttempts.at))
    .limit(50);

/** How many deliveries of an endpoint wait or were given up, as columns: each by its index. */
export const selectBacklog = (db: Database, endpointId: string) =>
  db
    .select({
      pending: sql<number>`(SELECT count(*) FROM webhook_deliveries WHERE endpoint_id = ${endpointId} AND state = 'pending')`,
      failed: sql<number>`(SELECT count(*) FROM webhook_deliveries WHERE endpoint_id = ${endpointId} AND state = 'failed')`,
    })
    .from(sql`(SELECT 1)`);

/** The select for how many endpoints have been failing since before an instant (ms), on or switched off for it. */
export const selectFailingCount = (db: Database, livemode: boolean, before: number) =>
  db
    .select({
      failing: sql<number>`count(*)`,
      switchedOff: sql<number>`coalesce(sum(${webhookEndpoints.state} = 'off'), 0)`,
    })
    .from(webhookEndpoints)
    .where(
      and(
        sql`${webhookEndpoints.failingSince} IS NOT NULL`,
        lte(webhookEndpoints.failingSince, before),
        eq(webhookEndpoints.livemode, livemode),
      ),
    );

/** The select for the businesses that may have invoices that became overdue, one that is due first. */
export const selectOverdueDue = (db: Database, livemode: boolean, now: number) =>
  db
    .select({ merchantId: sql<string>`merchant_id` })
    .from(sql`webhook_overdue`)
    .where(sql`look_at <= ${now} AND livemode = ${Number(livemode)}`)
    .orderBy(sql`look_at`);

/** The select for a business's open invoices whose due date has passed since it was last told, in the order of that date. */
export const selectNewlyOverdue = (
  db: Database,
  { merchantId, livemode }: Scope,
  { from, today }: { readonly from: { readonly day: string; readonly id: string }; readonly today: string },
  limit: number,
) =>
  db.all<{ readonly id: string; readonly dueDate: string }>(sql`SELECT id, due_date AS dueDate FROM invoices
    WHERE merchant_id = ${merchantId} AND livemode = ${Number(livemode)} AND status = 'open'
      AND (coalesce(due_date, ''), id) > (${from.day}, ${from.id}) AND coalesce(due_date, '') < ${today}
    ORDER BY coalesce(due_date, ''), id LIMIT ${limit}`);

/** How many endpoints have a secret that is derived from a link key, or had one before the last rotation. */
export async function countDerivedFrom(db: Database, keyNumber: number): Promise<number> {
  const [row] = await db.all<{ readonly endpoints: number }>(sql`SELECT
    (SELECT count(*) FROM webhook_endpoints WHERE key_number = ${keyNumber}) +
    (SELECT count(*) FROM webhook_endpoints WHERE previous_key_number IS NOT NULL AND previous_key_number = ${keyNumber})
    AS endpoints`);
  return row?.endpoints ?? 0;
}
