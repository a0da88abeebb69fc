import type { JsonObject } from '../core/json.ts';
import { type Scope, save, scopeFor } from '../core/scope.ts';
import { readWorlds } from '../core/worlds.ts';
import type { StoredThinEvent } from '../store/records.ts';
import { enqueueDelivery } from './enqueue.ts';

interface ThinInput {
  type: string;
  related: { id: string; type: string; url: string } | null;
  /** What the whole event says beside its notification. */
  data?: JsonObject | undefined;
  context?: string;
}

/** An event of API v2: it has no object, and says what to read (docs.stripe.com/event-destinations#thin-events). */
function thinEvent(scope: Scope, { type, related, data, context }: ThinInput): StoredThinEvent {
  const { requestId: id, idempotencyKey } = scope.cause;
  const request = id === null ? null : { id, idempotency_key: idempotencyKey ?? '' };
  return {
    id: scope.ids.next('evt_test'),
    object: 'v2.core.event',
    ...(context !== undefined && { context }),
    created: new Date(scope.nowMs()).toISOString(),
    livemode: false,
    ...(request !== null && { reason: { type: 'request', request } }),
    ...(related !== null && { related_object: related }),
    type,
    ...(data !== undefined && { data }),
  };
}

/** Sends a ping to a destination, and to no other. */
export function ping(scope: Scope, destinationId: string): StoredThinEvent {
  const type = 'v2.core.event_destination';
  const related = { id: destinationId, type, url: `/v2/core/event_destinations/${destinationId}` };
  const event = thinEvent(scope, { type: `${type}.ping`, related });
  scope.publish(() => publish(scope, event, ({ id }) => id === destinationId));
  return event;
}

/**
 * An event about one of the platform's accounts, in the transaction of the change that it reports. Whose event that is, is not
 * said: the platform's own, since the account is an object of its API v2, or the account's, which other destinations hear and
 * whose context it names.
 */
export function emitOfAccount(scope: Scope, account: string, type: string, data?: JsonObject): void {
  if (account === scope.platform) return;
  const platform = scopeFor(scope, scope.platform, scope.cause);
  const isAccounts = readWorlds(scope.store).accountEvents === 'of_the_account';
  const related = { id: account, type: 'v2.core.account', url: `/v2/core/accounts/${account}` };
  const event = thinEvent(platform, {
    type,
    related: type.startsWith('v2.core.account_link.') ? null : related,
    data,
    ...(isAccounts && { context: account }),
  });
  const source = isAccounts ? '@accounts' : '@self';
  scope.publish(() =>
    publish(
      platform,
      event,
      ({ enabled_events: types, events_from: sources = [] }) =>
        sources.includes(source) && (types.includes('*') || types.includes(type)),
    ),
  );
}

type Destination = Parameters<typeof isOn>[0];
const isOn = ({ status }: { id: string; status: string; enabled_events: string[]; events_from?: string[] }) =>
  status === 'enabled';

/** Stores the event, and enqueues a notification for each destination that wants it. */
function publish(scope: Scope, event: StoredThinEvent, wants: (destination: Destination) => boolean): void {
  save(scope, '_thin_event', event.id, event);
  for (const { value } of scope.store.scan('_event_destination', scope.account, { order: 'oldest' })) {
    const { destination } = value;
    if (!isOn(destination) || !wants(destination)) continue;
    enqueueDelivery(scope, { eventId: event.id, endpointId: destination.id, owner: scope.account });
  }
  scope.onThinEvent();
}

const MERCHANT: Readonly<Record<string, string>> = {
  card_payments: 'card_payments',
  us_bank_account_ach_payments: 'ach_debit_payments',
};

/** The type and data of the event that a changed capability of API v1's name is worth in API v2. */
export function capabilityEvent(name: string): { type: string; data: JsonObject } {
  const merchant = MERCHANT[name];
  return merchant === undefined
    ? {
        type: 'v2.core.account[configuration.recipient].capability_status_updated',
        data: { updated_capability: 'stripe_balance.stripe_transfers' },
      }
    : {
        type: 'v2.core.account[configuration.merchant].capability_status_updated',
        data: { updated_capability: merchant },
      };
}
