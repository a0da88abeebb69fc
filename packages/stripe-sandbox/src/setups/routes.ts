import { z } from 'zod';
import { list } from '../api/list.ts';
import { created, id, pagination, text } from '../api/params.ts';
import { type Route, route, routeWithoutMethodTypes } from '../api/route.ts';
import { idOf } from '../core/json.ts';
import { cancelSetup } from './cancel.ts';
import { confirmFromParams } from './confirm-params.ts';
import { createSetupFromParams } from './create.ts';
import { getSetup } from './setup-intent.ts';
import { setupConfirmParams, setupCreateParams, setupUpdateParams } from './setup-params.ts';
import { updateSetup } from './update.ts';

const listParams = z.strictObject({
  ...pagination,
  created,
  customer: id.optional(),
  payment_method: id.optional(),
});

export const setupRoutes: Route[] = [
  routeWithoutMethodTypes('/v1/setup_intents', setupCreateParams, createSetupFromParams),
  route('GET', '/v1/setup_intents', listParams, (scope, params) => {
    const { customer, payment_method: method } = params;
    const index =
      method !== undefined
        ? { name: 'payment_method', value: method }
        : customer !== undefined
          ? { name: 'customer', value: customer }
          : undefined;
    const where = (setup: { customer: Parameters<typeof idOf>[0] }): boolean =>
      customer === undefined || idOf(setup.customer) === customer;
    return list(scope, { kind: 'setup_intent', url: '/v1/setup_intents', index, where }, params);
  }),
  route(
    'GET',
    '/v1/setup_intents/:id',
    z.strictObject({ client_secret: text().optional() }),
    (scope, _params, id) => getSetup(scope, id),
  ),
  routeWithoutMethodTypes('/v1/setup_intents/:id', setupUpdateParams, (scope, params, id) =>
    updateSetup(scope, id, params),
  ),
  routeWithoutMethodTypes('/v1/setup_intents/:id/confirm', setupConfirmParams, (scope, params, id) =>
    confirmFromParams(scope, getSetup(scope, id), params),
  ),
  route(
    'POST',
    '/v1/setup_intents/:id/cancel',
    z.strictObject({
      cancellation_reason: z.enum(['abandoned', 'duplicate', 'requested_by_customer']).optional(),
    }),
    (scope, params, id) => cancelSetup(scope, id, params.cancellation_reason ?? null),
  ),
  route(
    'GET',
    '/v1/setup_attempts',
    z.strictObject({ ...pagination, created, setup_intent: id }),
    (scope, params) =>
      list(
        scope,
        {
          kind: 'setup_attempt',
          url: '/v1/setup_attempts',
          index: { name: 'setup_intent', value: params.setup_intent },
        },
        params,
      ),
  ),
];
