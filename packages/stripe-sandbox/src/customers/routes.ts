import { z } from 'zod';
import { list } from '../api/list.ts';
import { address, created, customerEmail, emptyable, id, metadata, pagination, text } from '../api/params.ts';
import { type Route, route } from '../api/route.ts';
import { noSuchObject } from '../core/api-error.ts';
import { idOf } from '../core/json.ts';
import { find } from '../core/scope.ts';
import { createCustomer, deleteCustomer, getCustomer, updateCustomer } from './customer.ts';

const fields = {
  address: z.union([z.literal('').transform(() => null), address], 'object').optional(),
  business_name: emptyable(150).optional(),
  // 350 since 2018-10-31 (docs.stripe.com/changelog).
  description: emptyable(350).optional(),
  email: customerEmail.transform((value) => (value === '' ? null : value)).optional(),
  individual_name: emptyable(150).optional(),
  invoice_settings: z.strictObject({ default_payment_method: emptyable().optional() }).optional(),
  metadata: metadata.optional(),
  name: emptyable(256).optional(),
  phone: emptyable(20).optional(),
  preferred_locales: z.array(text(20)).optional(),
  tax_exempt: z
    .enum(['', 'exempt', 'none', 'reverse'])
    .transform((value) => (value === '' ? null : value))
    .optional(),
};

export const customerRoutes: Route[] = [
  route('POST', '/v1/customers', z.strictObject(fields), (scope, params) => createCustomer(scope, params)),
  route(
    'GET',
    '/v1/customers',
    z.strictObject({ ...pagination, created, email: text(512).optional() }),
    (scope, params) =>
      list(
        scope,
        {
          kind: 'customer',
          url: '/v1/customers',
          index: params.email === undefined ? undefined : { name: 'email', value: params.email },
        },
        params,
      ),
  ),
  route(
    'GET',
    '/v1/customers/:id',
    z.strictObject({}),
    (scope, _params, id) => find(scope, '_deleted_customer', id) ?? getCustomer(scope, id),
  ),
  route('POST', '/v1/customers/:id', z.strictObject(fields), (scope, params, id) =>
    updateCustomer(scope, id, params),
  ),
  route('DELETE', '/v1/customers/:id', z.strictObject({}), (scope, _params, id) => deleteCustomer(scope, id)),
  route(
    'GET',
    '/v1/customers/:id/payment_methods',
    z.strictObject({
      ...pagination,
      allow_redisplay: z.enum(['always', 'limited', 'unspecified']).optional(),
      type: id.optional(),
    }),
    (scope, params, id) => {
      getCustomer(scope, id);
      return list(
        scope,
        {
          kind: 'payment_method',
          url: `/v1/customers/${id}/payment_methods`,
          index: { name: 'customer', value: id },
          where: (method) =>
            (params.type === undefined || method.type === params.type) &&
            (params.allow_redisplay === undefined || method.allow_redisplay === params.allow_redisplay),
        },
        params,
      );
    },
  ),
  route('GET', '/v1/customers/:id/payment_methods/:inner', z.strictObject({}), (scope, _params, ids) => {
    const [customer = '', id = ''] = ids.split('/');
    getCustomer(scope, customer);
    const method = find(scope, 'payment_method', id);
    if (!method || idOf(method.customer) !== customer) throw noSuchObject('PaymentMethod', id);
    return method;
  }),
];
