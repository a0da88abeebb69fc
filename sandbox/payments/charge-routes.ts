import { z } from 'zod';
import { list } from '../api/list.ts';
import { created, id, metadata, pagination, text } from '../api/params.ts';
import { type Route, route } from '../api/route.ts';
import { noSuchObject } from '../core/api-error.ts';
import { changed, emit } from '../core/emit.ts';
import { idOf } from '../core/json.ts';
import { mergeMetadata } from '../core/metadata.ts';
import { find, type Scope } from '../core/scope.ts';
import { saveCharge } from './charge.ts';

const listParams = z.strictObject({
  ...pagination,
  created,
  customer: id.optional(),
  payment_intent: id.optional(),
});
const balanceParams = z.strictObject({
  ...pagination,
  created,
  currency: text(3).optional(),
  source: id.optional(),
  type: text().optional(),
});

export const chargeRoutes: Route[] = [
  route('GET', '/v1/charges', listParams, (scope, params) => {
    const { payment_intent: intent, customer } = params;
    const index =
      intent !== undefined
        ? { name: 'payment_intent', value: intent }
        : customer !== undefined
          ? { name: 'customer', value: customer }
          : undefined;
    return list(
      scope,
      {
        kind: 'charge',
        url: '/v1/charges',
        index,
        where: (charge) => customer === undefined || idOf(charge.customer) === customer,
      },
      params,
    );
  }),
  route('GET', '/v1/charges/:id', z.strictObject({}), (scope, _params, id) => getCharge(scope, id)),
  route(
    'POST',
    '/v1/charges/:id',
    z.strictObject({ description: text().optional(), metadata: metadata.optional() }),
    (scope, params, id) => {
      const charge = getCharge(scope, id);
      const updated = {
        ...charge,
        description: params.description ?? charge.description,
        metadata: mergeMetadata(charge.metadata, params.metadata),
      };
      saveCharge(scope, updated);
      emit(scope, 'charge.updated', updated, changed(charge, updated));
      return updated;
    },
  ),
  route('GET', '/v1/balance_transactions', balanceParams, (scope, params) => {
    const { source, type, currency } = params;
    const named = Object.entries({ source, type, currency }).find(([, value]) => value !== undefined);
    const index = named?.[1] === undefined ? undefined : { name: named[0], value: named[1] };
    return list(
      scope,
      {
        kind: 'balance_transaction',
        url: '/v1/balance_transactions',
        index,
        where: (each) =>
          (type === undefined || each.type === type) &&
          (currency === undefined || each.currency === currency),
      },
      params,
    );
  }),
  route('GET', '/v1/balance_transactions/:id', z.strictObject({}), (scope, _params, id) => {
    const transaction = find(scope, 'balance_transaction', id);
    if (!transaction) throw noSuchObject('balance_transaction', id);
    return transaction;
  }),
  route('GET', '/v1/mandates/:id', z.strictObject({}), (scope, _params, id) => {
    const mandate = find(scope, 'mandate', id);
    if (!mandate) throw noSuchObject('mandate', id);
    return mandate;
  }),
];

function getCharge(scope: Scope, id: string) {
  const charge = find(scope, 'charge', id);
  if (!charge) throw noSuchObject('charge', id);
  return charge;
}
