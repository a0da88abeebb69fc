import { z } from 'zod';
import { list } from '../api/list.ts';
import { created, id, pagination, text } from '../api/params.ts';
import { type Route, route, routeWithoutMethodTypes } from '../api/route.ts';
import { cancelIntent } from './cancel.ts';
import { confirmIntent } from './confirm-intent.ts';
import { createFromParams } from './create-intent.ts';
import { getIntent } from './intent.ts';
import { intentConfirmParams, intentCreateParams, intentUpdateParams } from './intent-params.ts';
import { updateIntent } from './update-intent.ts';

export const intentRoutes: Route[] = [
  routeWithoutMethodTypes('/v1/payment_intents', intentCreateParams, createFromParams),
  route(
    'GET',
    '/v1/payment_intents',
    z.strictObject({ ...pagination, created, customer: id.optional() }),
    (scope, params) =>
      list(
        scope,
        {
          kind: 'payment_intent',
          url: '/v1/payment_intents',
          index: params.customer === undefined ? undefined : { name: 'customer', value: params.customer },
        },
        params,
      ),
  ),
  route(
    'GET',
    '/v1/payment_intents/:id',
    z.strictObject({ client_secret: text().optional() }),
    (scope, _params, id) => getIntent(scope, id),
  ),
  routeWithoutMethodTypes('/v1/payment_intents/:id', intentUpdateParams, (scope, params, id) =>
    updateIntent(scope, id, params),
  ),
  routeWithoutMethodTypes('/v1/payment_intents/:id/confirm', intentConfirmParams, (scope, params, id) =>
    confirmIntent(scope, getIntent(scope, id), params),
  ),
  route(
    'POST',
    '/v1/payment_intents/:id/cancel',
    z.strictObject({
      cancellation_reason: z
        .enum(['abandoned', 'duplicate', 'requested_by_customer', 'fraudulent'])
        .optional(),
    }),
    (scope, params, id) => cancelIntent(scope, id, params.cancellation_reason ?? null),
  ),
];
