import { z } from 'zod';
import { list } from '../api/list.ts';
import { address, email, emptyable, id, integer, metadata, pagination, text } from '../api/params.ts';
import { type Route, route } from '../api/route.ts';
import { noSuchObject, noSuchReference, parameterMissing } from '../core/api-error.ts';
import { changed, emit } from '../core/emit.ts';
import { mergeMetadata } from '../core/metadata.ts';
import { find, type Scope } from '../core/scope.ts';
import { attach, detach } from './attach.ts';
import { createPaymentMethod } from './create-method.ts';
import { resolvePaymentMethod, savePaymentMethod } from './payment-method.ts';

const billing = z.strictObject({
  address: address.optional(),
  email: email.optional(),
  name: text().optional(),
  phone: text().optional(),
});

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
  us_bank_account: z
    .strictObject({
      account_holder_type: z.enum(['company', 'individual']).optional(),
      account_number: text(17).optional(),
      account_type: z.enum(['checking', 'savings']).optional(),
      routing_number: text(9).optional(),
    })
    .optional(),
});
export type MethodCreateInput = z.output<typeof methodCreateParams>;

const methodUpdateParams = z.strictObject({
  allow_redisplay: z.enum(['always', 'limited', 'unspecified']).optional(),
  billing_details: z
    .strictObject({
      email: emptyable().optional(),
      name: emptyable().optional(),
      phone: emptyable().optional(),
    })
    .optional(),
  card: z.strictObject({ exp_month: integer.optional(), exp_year: integer.optional() }).optional(),
  metadata: metadata.optional(),
});

export const methodRoutes: Route[] = [
  route('POST', '/v1/payment_methods', methodCreateParams, createPaymentMethod),
  route(
    'GET',
    '/v1/payment_methods',
    z.strictObject({
      ...pagination,
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
          where: (method) => params.type === undefined || method.type === params.type,
        },
        params,
      );
    },
  ),
  route('GET', '/v1/payment_methods/:id', z.strictObject({}), (scope, _params, id) => getMethod(scope, id)),
  route('POST', '/v1/payment_methods/:id', methodUpdateParams, (scope, params, id) => {
    const method = getMethod(scope, id);
    const { email, name, phone } = params.billing_details ?? {};
    const old = method.billing_details;
    const updated = {
      ...method,
      ...(params.allow_redisplay === undefined ? {} : { allow_redisplay: params.allow_redisplay }),
      billing_details: {
        ...old,
        email: email === undefined ? old.email : email,
        name: name === undefined ? old.name : name,
        phone: phone === undefined ? old.phone : phone,
      },
      ...(method.card && params.card
        ? {
            card: {
              ...method.card,
              exp_month: params.card.exp_month ?? method.card.exp_month,
              exp_year: params.card.exp_year ?? method.card.exp_year,
            },
          }
        : {}),
      metadata: mergeMetadata(method.metadata ?? {}, params.metadata),
    };
    savePaymentMethod(scope, updated);
    emit(scope, 'payment_method.updated', updated, changed(method, updated));
    return updated;
  }),
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
