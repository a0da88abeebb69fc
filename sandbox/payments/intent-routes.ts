import { z } from 'zod';
import { list } from '../api/list.ts';
import {
  boolean,
  created,
  email,
  emptyable,
  id,
  integer,
  metadata,
  pagination,
  text,
  url,
} from '../api/params.ts';
import { type Route, route, routeWithoutMethodTypes } from '../api/route.ts';
import { cancelIntent } from './cancel.ts';
import { confirmIntent } from './confirm-intent.ts';
import { createFromParams } from './create-intent.ts';
import { getIntent } from './intent.ts';
import { MIRRORED } from './method-types.ts';
import { updateIntent } from './update-intent.ts';

const types = z.array(z.enum(MIRRORED)).min(1);
const offSession = z.union([boolean, z.enum(['one_off', 'recurring']).transform(() => true)]);
const mandateData = z.strictObject({
  customer_acceptance: z.strictObject({
    accepted_at: integer.optional(),
    type: z.enum(['online', 'offline']),
    offline: z
      .strictObject({})
      .or(z.literal('').transform(() => ({})))
      .optional(),
    online: z.strictObject({ ip_address: text(), user_agent: text() }).optional(),
  }),
});
const methodOptions = z.strictObject({
  card: z
    .strictObject({ request_three_d_secure: z.enum(['automatic', 'any', 'challenge']).optional() })
    .optional(),
  us_bank_account: z
    .strictObject({ verification_method: z.enum(['automatic', 'instant', 'microdeposits']).optional() })
    .optional(),
});

/** What a confirmation takes, alone or together with a create. */
const confirmation = {
  error_on_requires_action: boolean.optional(),
  mandate: id.optional(),
  mandate_data: mandateData.optional(),
  off_session: offSession.optional(),
  return_url: url.optional(),
  use_stripe_sdk: boolean.optional(),
};

export const intentCreateParams = z.strictObject({
  ...confirmation,
  allowed_payment_method_types: types.optional(),
  amount: integer,
  automatic_payment_methods: z
    .strictObject({ allow_redirects: z.enum(['always', 'never']).optional(), enabled: boolean })
    .optional(),
  capture_method: z.enum(['automatic', 'automatic_async']).optional(),
  confirm: boolean.optional(),
  confirmation_method: z.enum(['automatic']).optional(),
  currency: text(3),
  customer: id.optional(),
  description: text(1000).optional(),
  excluded_payment_method_types: z.array(z.enum(MIRRORED)).optional(),
  metadata: metadata.optional(),
  payment_method: id.optional(),
  payment_method_options: methodOptions.optional(),
  receipt_email: email.optional(),
  setup_future_usage: z.enum(['off_session', 'on_session']).optional(),
  statement_descriptor_suffix: text(22).optional(),
});

export const intentUpdateParams = z.strictObject({
  amount: integer.optional(),
  currency: text(3).optional(),
  customer: id.optional(),
  description: text(1000).optional(),
  metadata: metadata.optional(),
  payment_method: id.optional(),
  receipt_email: emptyable().optional(),
  setup_future_usage: z
    .enum(['', 'off_session', 'on_session'])
    .transform((value) => (value === '' ? null : value))
    .optional(),
  statement_descriptor_suffix: text(22).optional(),
});

export const intentConfirmParams = z.strictObject({
  ...confirmation,
  amount_to_confirm: integer.optional(),
  payment_method: id.optional(),
  payment_method_options: methodOptions.optional(),
  receipt_email: emptyable().optional(),
  setup_future_usage: z.enum(['off_session', 'on_session']).optional(),
});

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

export type IntentCreateInput = z.output<typeof intentCreateParams>;
export type IntentUpdateInput = z.output<typeof intentUpdateParams>;
export type IntentConfirmInput = z.output<typeof intentConfirmParams>;
