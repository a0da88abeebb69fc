import { z } from 'zod';
import { list } from '../api/list.ts';
import { boolean, created, id, integer, metadata, pagination, text, url } from '../api/params.ts';
import { type Route, route, routeWithoutMethodTypes } from '../api/route.ts';
import { idOf } from '../core/json.ts';
import { mandateData } from '../payments/mandate-data.ts';
import { methodData } from '../payments/method-data.ts';
import { methodOptions } from '../payments/method-options.ts';
import { changedTypes, chosenTypes } from '../payments/type-params.ts';
import { cancelSetup } from './cancel.ts';
import { confirmFromParams } from './confirm-params.ts';
import { createSetupFromParams } from './create.ts';
import { getSetup } from './setup-intent.ts';
import { updateSetup } from './update.ts';

const confirmation = {
  mandate_data: mandateData.optional(),
  payment_method: id.optional(),
  payment_method_data: methodData.optional(),
  payment_method_options: methodOptions.optional(),
  return_url: url.optional(),
  use_stripe_sdk: boolean.optional(),
};

const createParams = z.strictObject({
  ...confirmation,
  ...chosenTypes,
  automatic_payment_methods: z
    .strictObject({ allow_redirects: z.enum(['always', 'never']).optional(), enabled: boolean })
    .optional(),
  confirm: boolean.optional(),
  customer: id.optional(),
  description: text(1000).optional(),
  metadata: metadata.optional(),
  single_use: z.strictObject({ amount: integer, currency: text(3) }).optional(),
  usage: z.enum(['off_session', 'on_session']).optional(),
});
const updateParams = z.strictObject({
  ...changedTypes,
  customer: id.optional(),
  description: text(1000).optional(),
  metadata: metadata.optional(),
  payment_method: id.optional(),
  payment_method_data: methodData.optional(),
  payment_method_options: methodOptions.optional(),
});
const confirmParams = z.strictObject({
  ...confirmation,
  allowed_payment_method_types: chosenTypes.allowed_payment_method_types,
});
const listParams = z.strictObject({
  ...pagination,
  created,
  customer: id.optional(),
  payment_method: id.optional(),
});

export const setupRoutes: Route[] = [
  routeWithoutMethodTypes('/v1/setup_intents', createParams, createSetupFromParams),
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
  routeWithoutMethodTypes('/v1/setup_intents/:id', updateParams, (scope, params, id) =>
    updateSetup(scope, id, params),
  ),
  routeWithoutMethodTypes('/v1/setup_intents/:id/confirm', confirmParams, (scope, params, id) =>
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

export type SetupCreateInput = z.output<typeof createParams>;
export type SetupUpdateInput = z.output<typeof updateParams>;
export type SetupConfirmInput = z.output<typeof confirmParams>;
