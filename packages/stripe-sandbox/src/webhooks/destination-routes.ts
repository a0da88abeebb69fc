import { z } from 'zod';
import { type Route, route } from '../api/route.ts';
import { ApiError } from '../core/api-error.ts';
import { find, type Scope } from '../core/scope.ts';
import { createDestination, getDestination, showDestination, switchDestination } from './destination.ts';
import { ping } from './thin.ts';

const include = z.array(z.enum(['webhook_endpoint.signing_secret', 'webhook_endpoint.url'])).optional();
const nothing = z.strictObject({});

const createParams = z.strictObject({
  name: z.string().min(1),
  description: z.string().default(''),
  // A webhook of snapshots is made as `/v1/webhook_endpoints` here.
  event_payload: z.literal('thin'),
  type: z.literal('webhook_endpoint'),
  enabled_events: z.array(z.string()).min(1),
  events_from: z.array(z.enum(['@self', '@accounts'])).default(['@self']),
  include,
  metadata: z.record(z.string(), z.string()).default({}),
  webhook_endpoint: z.strictObject({ url: z.url() }),
});

/** Webhooks for thin events (docs.stripe.com/api/v2/core/event-destinations), and what they are told of. */
export const destinationRoutes: Route[] = [
  route('POST', '/v2/core/event_destinations', createParams, (scope, params) => {
    const record = createDestination(scope, {
      name: params.name,
      description: params.description,
      url: params.webhook_endpoint.url,
      enabledEvents: params.enabled_events,
      eventsFrom: params.events_from,
      metadata: params.metadata,
    });
    return showDestination(record, params.include);
  }),
  route('GET', '/v2/core/event_destinations', z.strictObject({ include: urlOnly() }), (scope, params) => {
    const all = [...scope.store.scan('_event_destination', scope.account, { order: 'newest' })];
    return {
      data: all.map(({ value }) => showDestination(value, params.include)),
      next_page_url: null,
      previous_page_url: null,
    };
  }),
  route(
    'GET',
    '/v2/core/event_destinations/:id',
    z.strictObject({ include: urlOnly() }),
    (scope, params, id) => showDestination(getDestination(scope, id), params.include),
  ),
  route('DELETE', '/v2/core/event_destinations/:id', nothing, (scope, _params, id) => {
    getDestination(scope, id);
    scope.store.remove('_event_destination', id);
    return { id, object: 'v2.core.event_destination' };
  }),
  route('POST', '/v2/core/event_destinations/:id/disable', nothing, (scope, _params, id) =>
    showDestination(switchDestination(scope, id, false)),
  ),
  route('POST', '/v2/core/event_destinations/:id/enable', nothing, (scope, _params, id) =>
    showDestination(switchDestination(scope, id, true)),
  ),
  route('POST', '/v2/core/event_destinations/:id/ping', nothing, (scope, _params, id) => {
    getDestination(scope, id);
    return ping(scope, id);
  }),
  route('GET', '/v2/core/events/:id', nothing, (scope, _params, id) => thinEvent(scope, id)),
];

/** A secret is shown by the answer to its creation alone. */
function urlOnly() {
  return z.array(z.enum(['webhook_endpoint.url'])).optional();
}

/** Events can be read for 30 days. */
const KEPT_MS = 30 * 86_400_000;

function thinEvent(scope: Scope, id: string) {
  const found = find(scope, '_thin_event', id);
  if (found && Date.parse(found.created) >= scope.nowMs() - KEPT_MS) return found;
  throw new ApiError(404, 'invalid_request_error', `No such event: '${id}'`, { code: 'not_found' });
}
