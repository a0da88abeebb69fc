import {
  type DeliveryRow,
  selectAttempts,
  selectDelivery,
  selectDeliveryPage,
  selectEndpoint,
} from '../../db/queries/webhooks.ts';
import type { webhookAttempts } from '../../db/schema/index.ts';
import { done, type Outcome, refused } from '../../domain/outcome.ts';
import type { DeliveryState } from '../../domain/webhooks/delivery.ts';
import { payloadOf, type StoredEvent } from '../../domain/webhooks/event.ts';
import type { Context } from '../core/context.ts';
import { type ListOf, type Page, toPage } from '../core/page.ts';
import type { Scoped } from '../core/scope.ts';
import { NO_ENDPOINT } from './read-endpoint.ts';

/** An event's way to an endpoint. `id` is the event's. Instants in ms. */
export type DeliveryView = {
  readonly id: string;
  readonly type: string;
  readonly objectId: string;
  readonly orderingKey: string;
  readonly sequence: number;
  readonly at: number;
  readonly state: DeliveryState;
  readonly attempts: number;
  /** When it is tried next; null where an earlier event of the same object goes first, and once it is over. */
  readonly nextAt: number | null;
  readonly lastAt: number | null;
  readonly lastStatus: number | null;
  readonly lastError: string | null;
};

export type AttemptView = Omit<typeof webhookAttempts.$inferSelect, 'eventId' | 'endpointId'>;

/** A delivery with what was posted, and what came of each attempt, newest first. */
export type DeliveryRecord = DeliveryView & {
  readonly payload: string;
  readonly tried: readonly AttemptView[];
};

type Asked = { readonly endpointId: string };

const viewOf = ({ delivery, event }: { delivery: DeliveryRow; event: StoredEvent }): DeliveryView => ({
  id: event.id,
  type: event.type,
  objectId: event.objectId,
  orderingKey: event.orderingKey,
  sequence: event.seq,
  at: event.at,
  state: delivery.state,
  attempts: delivery.attempts,
  nextAt: delivery.state === 'pending' ? delivery.dueAt : null,
  lastAt: delivery.lastAt,
  lastStatus: delivery.lastStatus,
  lastError: delivery.lastError,
});

/** An endpoint's deliveries, newest first. Rejects with `not_found`. */
export async function listDeliveries(
  ctx: Context,
  {
    scope,
    endpointId,
    state,
    page,
  }: Scoped<Asked & { readonly state: DeliveryState | null; readonly page: Page }>,
): Promise<Outcome<ListOf<DeliveryView>>> {
  const [[endpoint], rows] = await ctx.db.batch([
    selectEndpoint(ctx.db, scope, endpointId),
    selectDeliveryPage(ctx.db, endpointId, { state }, page),
  ]);
  return endpoint === undefined ? NO_ENDPOINT : done(toPage(rows.map(viewOf), page.limit));
}

/** One of them, with its attempts. Rejects with `not_found`. */
export async function readDelivery(
  ctx: Context,
  { scope, endpointId, eventId }: Scoped<Asked & { readonly eventId: string }>,
): Promise<Outcome<DeliveryRecord>> {
  const [[endpoint], [row], tried] = await ctx.db.batch([
    selectEndpoint(ctx.db, scope, endpointId),
    selectDelivery(ctx.db, endpointId, eventId),
    selectAttempts(ctx.db, endpointId, eventId),
  ]);
  if (endpoint === undefined) return NO_ENDPOINT;
  if (row === undefined) return refused({ code: 'not_found', what: 'webhook event' });
  return done({
    ...viewOf(row),
    payload: payloadOf(row.event),
    tried: tried.map(({ at, status, durationMs, error, answer }) => ({
      at,
      status,
      durationMs,
      error,
      answer,
    })),
  });
}
