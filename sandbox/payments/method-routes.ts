import { z } from 'zod';
import { list } from '../api/list.ts';
import { address, emptyable, id, integer, metadata, pagination, text } from '../api/params.ts';
import { type Route, route } from '../api/route.ts';
import { noSuchObject, noSuchReference, parameterMissing } from '../core/api-error.ts';
import { find, type Scope } from '../core/scope.ts';
import { attach, detach } from './attach.ts';
import { createPaymentMethod } from './create-method.ts';
import { bankFields, billing } from './method-data.ts';
import { resolvePaymentMethod } from './payment-method.ts';
import { updateMethod } from './update-method.ts';

export const methodCreateParams = z.strictObject({
  allow_redisplay: z.enum(['always', 'limited', 'unspecified']).optional(),
  billing_details: billing.optional(),
  card: z
    .strictObject({
      cvc: text(4).optional(),
      exp_month: integer.optional(),
      exp_year: integer.optional(),
      number: text(25).optional(),
      token: text().optional(),
    })
    .optional(),
  metadata: metadata.optional(),
  type: z.enum(['card', 'us_bank_account']).optional(),
  us_bank_account: bankFields.optional(),
});
export type MethodCreateInput = z.output<typeof methodCreateParams>;

const methodUpdateParams = z.strictObject({
  allow_redisplay: z.enum(['always', 'limited', 'unspecified']).optional(),
  billing_details: z
    .strictObject({
      address: z.union([z.literal('').transform(() => ({})), address], 'object').optional(),
      email: emptyable().optional(),
      name: emptyable().optional(),
      phone: emptyable().optional(),
    })
    .optional(),
  card: z.strictObject({ exp_month: integer.optional(), exp_year: integer.optional() }).optional(),
  metadata: metadata.optional(),
  us_bank_account: z
    .strictObject({
      account_holder_type: z.enum(['company', 'individual']).optional(),
      account_type: z.enum(['checking', 'savings']).optional(),
    })
    .optional(),
});
export type MethodUpdateInput = z.output<typeof methodUpdateParams>;

export const methodRoutes: Route[] = [
  route('POST', '/v1/payment_methods', methodCreateParams, createPaymentMethod),
  route(
    'GET',
    '/v1/payment_methods',
    z.strictObject({
      ...pagination,
      allow_redisplay: z.enum(['always', 'limited', 'unspecified']).optional(),
      customer: id.optional(),
      type: z.enum(['card', 'us_bank_account']).optional(),
    }),
    (scope, params) => {
      if (params.customer === undefined) throw parameterMissing('customer');
      return list(
        scope,
        {
          kind: 'payment_method',
          url: '/v1/payment_methods',
          index: { name: 'customer', value: params.customer },
          where: (method) =>
            (params.type === undefined || method.type === params.type) &&
            (params.allow_redisplay === undefined || method.allow_redisplay === params.allow_redisplay),
        },
        params,
      );
    },
  ),
  route('GET', '/v1/payment_methods/:id', z.strictObject({}), (scope, _params, id) => getMethod(scope, id)),
  route('POST', '/v1/payment_methods/:id', methodUpdateParams, (scope, params, id) =>
    updateMethod(scope, getMethod(scope, id), params),
  ),
  route('POST', '/v1/payment_methods/:id/attach', z.strictObject({ customer: id }), (scope, params, id) => {
    if (!find(scope, 'customer', params.customer))
      throw noSuchReference('customer', params.customer, 'customer');
    return attach(scope, resolvePaymentMethod(scope, id, 'id'), params.customer);
  }),
  route('POST', '/v1/payment_methods/:id/detach', z.strictObject({}), (scope, _params, id) =>
    detach(scope, getMethod(scope, id)),
  ),
];

function getMethod(scope: Scope, id: string) {
  const method = find(scope, 'payment_method', id);
  if (!method) throw noSuchObject('PaymentMethod', id);
  return method;
}
