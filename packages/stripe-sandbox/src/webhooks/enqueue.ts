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
    const id = `${event.id}:${record.endpoint.id}`;
    save(
      scope,
      '_delivery',
      id,
      { id, eventId: event.id, endpointId: record.endpoint.id, status: 'pending', attempts: [] },
      { event: event.id },
    );
    const { delayMs } = readSwitch(scope.store);
    scope.store.putTask({
      id,
      queue: 'delivery',
      at: scope.nowMs() + delayMs,
      verb: 'deliver',
      account: owner,
      subject: id,
    });
    count++;
  }
  return count;
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
