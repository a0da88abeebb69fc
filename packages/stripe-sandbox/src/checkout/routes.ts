import { z } from 'zod';
import { list } from '../api/list.ts';
import { created, pagination } from '../api/params.ts';
import { type Route, route, routeWithoutMethodTypes } from '../api/route.ts';
import { noSuchObject } from '../core/api-error.ts';
import { idOf } from '../core/json.ts';
import { mergeMetadata } from '../core/metadata.ts';
import { find } from '../core/scope.ts';
import { createSession } from './create.ts';
import { expireSession } from './expire.ts';
import { saveSession } from './finish.ts';
import { sessionListParams, sessionParams, sessionUpdateParams } from './session-params.ts';

export const checkoutRoutes: Route[] = [
  routeWithoutMethodTypes('/v1/checkout/sessions', sessionParams, (scope, params) =>
    createSession(scope, params),
  ),
  route(
    'GET',
    '/v1/checkout/sessions',
    z.strictObject({ ...pagination, ...sessionListParams, created }),
    (scope, params) => {
      const { customer, payment_intent: intent, status, customer_details: details } = params;
      const index =
        intent !== undefined
          ? { name: 'payment_intent', value: intent }
          : customer !== undefined
            ? { name: 'customer', value: customer }
            : status !== undefined
              ? { name: 'status', value: status }
              : undefined;
      return list(
        scope,
        {
          kind: 'checkout.session',
          url: '/v1/checkout/sessions',
          index,
          where: (session) =>
            (customer === undefined || idOf(session.customer) === customer) &&
            (status === undefined || session.status === status) &&
            (details === undefined || session.customer_details?.email === details.email),
        },
        params,
      );
    },
  ),
  route('GET', '/v1/checkout/sessions/:id', z.strictObject({}), (scope, _params, id) =>
    getSession(scope, id),
  ),
  route('POST', '/v1/checkout/sessions/:id', sessionUpdateParams, (scope, params, id) => {
    const session = getSession(scope, id);
    const updated = { ...session, metadata: mergeMetadata(session.metadata ?? {}, params.metadata) };
    saveSession(scope, updated);
    return updated;
  }),
  route('POST', '/v1/checkout/sessions/:id/expire', z.strictObject({}), (scope, _params, id) =>
    expireSession(scope, id),
  ),
  route('GET', '/v1/checkout/sessions/:id/line_items', z.strictObject(pagination), (scope, params, id) => {
    getSession(scope, id);
    const all = find(scope, '_session', id)?.lineItems ?? [];
    const start =
      params.starting_after === undefined
        ? 0
        : all.findIndex((line) => line.id === params.starting_after) + 1;
    const end = start + (params.limit ?? 10);
    return {
      object: 'list',
      data: all.slice(start, end),
      has_more: end < all.length,
      url: `/v1/checkout/sessions/${id}/line_items`,
    };
  }),
];

function getSession(scope: Parameters<typeof find>[0], id: string) {
  const session = find(scope, 'checkout.session', id);
  if (!session) throw noSuchObject('checkout.session', id);
  return session;
}
