import { isConnected } from '../accounts/access.ts';
import { type Scope, save } from '../core/scope.ts';
import type { EndpointRecord, StoredEvent } from '../store/records.ts';
import { readSwitch } from './switch.ts';

/** Enqueues the event for each enabled endpoint that subscribes to it. Returns how many. */
export function enqueueDeliveries(scope: Scope, event: StoredEvent): number {
  // Endpoints belong to the platform. Those made with `connect` hear of connected accounts, the others of
  // the platform itself; a connected account's own endpoints hear of that account.
  let count = 0;
  for (const { record, owner } of endpointsFor(scope)) {
    if (record.endpoint.status !== 'enabled' || !wants(record, event.type)) continue;
    enqueueDelivery(scope, { eventId: event.id, endpointId: record.endpoint.id, owner });
    count++;
  }
  return count;
}

/** Enqueues one event for one endpoint or destination, which belongs to `owner`. */
export function enqueueDelivery(
  scope: Scope,
  { eventId, endpointId, owner }: { eventId: string; endpointId: string; owner: string },
): void {
  const id = `${eventId}:${endpointId}`;
  save(
    scope,
    '_delivery',
    id,
    { id, eventId, endpointId, status: 'pending', attempts: [] },
    { event: eventId },
  );
  const { delayMs } = readSwitch(scope.store);
  const at = scope.nowMs() + delayMs;
  scope.store.putTask({ id, queue: 'delivery', at, verb: 'deliver', account: owner, subject: id });
}

function* endpointsFor(scope: Scope): Generator<{ record: EndpointRecord; owner: string }> {
  const own = scope.store.scan('_webhook_endpoint', scope.account, { order: 'oldest' });
  for (const { value } of own) if (!value.connect) yield { record: value, owner: scope.account };
  if (scope.account === scope.platform || !isConnected(scope, scope.account)) return;
  const above = scope.store.scan('_webhook_endpoint', scope.platform, { order: 'oldest' });
  for (const { value } of above) if (value.connect) yield { record: value, owner: scope.platform };
}

/** `*` means every event (docs.stripe.com/api/webhook_endpoints/object#enabled_events). */
function wants(record: EndpointRecord, type: string): boolean {
  const { enabled_events: enabled } = record.endpoint;
  return enabled.includes('*') || enabled.includes(type);
}
