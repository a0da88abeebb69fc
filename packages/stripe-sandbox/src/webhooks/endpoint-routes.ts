import { z } from 'zod';
import { list } from '../api/list.ts';
import { boolean, emptyable, metadata, pagination, text, url } from '../api/params.ts';
import { type Route, route } from '../api/route.ts';
import { invalidRequest } from '../core/api-error.ts';
import { mergeMetadata } from '../core/metadata.ts';
import { API_VERSION } from '../core/version.ts';
import { createEndpoint, getEndpoint, updateEndpoint } from './endpoint.ts';

const events = z.array(text(100)).min(1);

export const endpointRoutes: Route[] = [
  route(
    'POST',
    '/v1/webhook_endpoints',
    z.strictObject({
      api_version: text().optional(),
      connect: boolean.optional(),
      description: emptyable().optional(),
      enabled_events: events,
      metadata: metadata.optional(),
      url,
    }),
    (scope, params) => {
      if (params.api_version !== undefined && params.api_version !== API_VERSION) {
        throw invalidRequest(`This sandbox renders events as ${API_VERSION} only.`, { param: 'api_version' });
      }
      return createEndpoint(scope, {
        url: params.url,
        enabledEvents: params.enabled_events,
        connect: params.connect ?? false,
        description: params.description ?? null,
        apiVersion: params.api_version ?? null,
        metadata: mergeMetadata({}, params.metadata),
      });
    },
  ),
  route('GET', '/v1/webhook_endpoints', z.strictObject(pagination), (scope, params) => {
    const page = list(scope, { kind: '_webhook_endpoint', url: '/v1/webhook_endpoints' }, params);
    return { ...page, data: page.data.map(({ endpoint }) => endpoint) };
  }),
  route(
    'GET',
    '/v1/webhook_endpoints/:id',
    z.strictObject({}),
    (scope, _params, id) => getEndpoint(scope, id).endpoint,
  ),
  route(
    'POST',
    '/v1/webhook_endpoints/:id',
    z.strictObject({
      description: emptyable().optional(),
      disabled: boolean.optional(),
      enabled_events: events.optional(),
      metadata: metadata.optional(),
      url: url.optional(),
    }),
    (scope, params, id) => updateEndpoint(scope, id, params),
  ),
  route('DELETE', '/v1/webhook_endpoints/:id', z.strictObject({}), (scope, _params, id) => {
    getEndpoint(scope, id);
    scope.store.remove('_webhook_endpoint', id);
    return { id, object: 'webhook_endpoint', deleted: true };
  }),
];
