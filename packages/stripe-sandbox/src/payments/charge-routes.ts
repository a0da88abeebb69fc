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
