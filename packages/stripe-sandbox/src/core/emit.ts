import type { StoredEvent } from '../store/records.ts';
import { enqueueDeliveries } from '../webhooks/enqueue.ts';
import { type JsonObject, toJson } from './json.ts';
import { type Scope, save } from './scope.ts';
import { API_VERSION } from './version.ts';

/**
 * Stores an event with a frozen copy of `object` and enqueues it for every subscribed endpoint, in the transaction of
 * the change it reports: at once, or at its end (`core/outgoing.ts`). `before` holds the earlier values of changed fields (`*.updated`).
 */
export function emit(scope: Scope, type: string, object: object, before?: JsonObject): void {
  const event: StoredEvent = {
    id: scope.ids.next('evt'),
    object: 'event',
    ...(scope.account === scope.platform ? {} : { account: scope.account }),
    api_version: API_VERSION,
    created: scope.now(),
    data: { object: toJson(object), ...(before === undefined ? {} : { previous_attributes: before }) },
    livemode: false,
    pending_webhooks: 0,
    request: { id: scope.cause.requestId, idempotency_key: scope.cause.idempotencyKey },
    type,
  };
  scope.publish(() => {
    event.pending_webhooks = enqueueDeliveries(scope, event);
    saveEvent(scope, event);
    scope.onEvent(event);
  });
}

/** Saves an event, indexed by its type and by whether every endpoint has received it. */
export function saveEvent(scope: Scope, event: StoredEvent): void {
  const delivered = event.pending_webhooks === 0 ? 'true' : 'false';
  save(scope, 'event', event.id, event, { type: event.type, delivered });
}

/** The fields of `after` that differ from `before`, with their values in `before`; as `previous_attributes`. */
export function changed(before: object, after: object): JsonObject {
  const [old, fresh] = [toJson(before), toJson(after)];
  const result: JsonObject = {};
  for (const [key, value] of Object.entries(old)) {
    if (JSON.stringify(value) !== JSON.stringify(fresh[key])) result[key] = value;
  }
  return result;
}
