import { z } from 'zod';
import { list } from '../api/list.ts';
import { id, pagination } from '../api/params.ts';
import { type Route, route } from '../api/route.ts';
import { noSuchObject, noSuchReference, parameterMissing } from '../core/api-error.ts';
import { find, type Scope } from '../core/scope.ts';
import { attach, detach } from './attach.ts';
import { createPaymentMethod } from './create-method.ts';
import { methodCreateParams, methodUpdateParams } from './method-params.ts';
import { resolvePaymentMethod } from './payment-method.ts';
import { updateMethod } from './update-method.ts';

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
