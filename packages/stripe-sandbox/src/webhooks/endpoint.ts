import type { Stripe } from 'stripe';
import { invalidRequest, noSuchObject } from '../core/api-error.ts';
import { mergeMetadata } from '../core/metadata.ts';
import { find, type Scope, save } from '../core/scope.ts';
import type { EndpointRecord } from '../store/records.ts';

export interface EndpointInput {
  url: string;
  enabledEvents: string[];
  connect: boolean;
  description: string | null;
  apiVersion: string | null;
  metadata: Record<string, string>;
  /** A secret that both sides already know; made up where there is none. */
  secret?: string | undefined;
}

const MOST = 16;

/** Registers an endpoint. Its secret is only shown now. Throws beyond 16 endpoints. */
export function createEndpoint(scope: Scope, input: EndpointInput): Stripe.WebhookEndpoint {
  const all = [...scope.store.scan('_webhook_endpoint', scope.account, { order: 'oldest' })];
  if (all.length >= MOST)
    throw invalidRequest(`You have reached the maximum of ${MOST} test webhook endpoints.`, { param: 'url' });
  const endpoint: Stripe.WebhookEndpoint = {
    id: scope.ids.next('we'),
    object: 'webhook_endpoint',
    api_version: input.apiVersion,
    application: null,
    created: scope.now(),
    description: input.description,
    enabled_events: input.enabledEvents,
    livemode: false,
    metadata: input.metadata,
    status: 'enabled',
    url: input.url,
  };
  const secret = input.secret ?? scope.ids.next('whsec');
  saveEndpoint(scope, { endpoint, connect: input.connect, secrets: [{ secret, expiresAt: null }] });
  return { ...endpoint, secret };
}

/** An endpoint for all events that the process was started with; one with this URL is kept, with the new secret. */
export function ensureEndpoint(
  scope: Scope,
  wanted: { url: string; secret: string | undefined; connect: boolean },
): void {
  const { url, secret, connect } = wanted;
  for (const { value } of scope.store.scan('_webhook_endpoint', scope.account, { order: 'oldest' })) {
    if (value.endpoint.url !== url || value.connect !== connect) continue;
    if (secret !== undefined) saveEndpoint(scope, { ...value, secrets: [{ secret, expiresAt: null }] });
    return;
  }
  createEndpoint(scope, {
    url,
    secret,
    connect,
    enabledEvents: ['*'],
    description: null,
    apiVersion: null,
    metadata: {},
  });
}

/** Changes an endpoint; `disabled` stops its deliveries. */
export function updateEndpoint(
  scope: Scope,
  id: string,
  input: {
    url?: string | undefined;
    enabled_events?: string[] | undefined;
    disabled?: boolean | undefined;
    description?: string | null | undefined;
    metadata?: Record<string, string> | null | undefined;
  },
): Stripe.WebhookEndpoint {
  const record = getEndpoint(scope, id);
  const { endpoint } = record;
  const updated: Stripe.WebhookEndpoint = {
    ...endpoint,
    url: input.url ?? endpoint.url,
    enabled_events: input.enabled_events ?? endpoint.enabled_events,
    status: input.disabled === undefined ? endpoint.status : input.disabled ? 'disabled' : 'enabled',
    description: input.description === undefined ? endpoint.description : input.description,
    metadata: mergeMetadata(endpoint.metadata, input.metadata),
  };
  saveEndpoint(scope, { ...record, endpoint: updated });
  return updated;
}

/**
 * Gives an endpoint a new secret. The old ones stay active for `overlapMs` (at most 24 h, as Stripe allows), so
 * that every delivery in between is signed with both.
 */
export function rollSecret(scope: Scope, id: string, overlapMs: number): { secret: string } {
  const record = getEndpoint(scope, id);
  const until = scope.nowMs() + Math.min(Math.max(0, overlapMs), 86_400_000);
  const kept = record.secrets
    .map((each) => ({ ...each, expiresAt: Math.min(each.expiresAt ?? until, until) }))
    .filter(({ expiresAt }) => expiresAt > scope.nowMs());
  const secret = scope.ids.next('whsec');
  saveEndpoint(scope, { ...record, secrets: [{ secret, expiresAt: null }, ...kept] });
  return { secret };
}

export function getEndpoint(scope: Scope, id: string): EndpointRecord {
  const record = find(scope, '_webhook_endpoint', id);
  if (!record) throw noSuchObject('webhook endpoint', id);
  return record;
}

function saveEndpoint(scope: Scope, record: EndpointRecord): void {
  save(scope, '_webhook_endpoint', record.endpoint.id, record);
}
