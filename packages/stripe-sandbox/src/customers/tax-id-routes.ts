import { z } from 'zod';
import { list } from '../api/list.ts';
import { pagination, text } from '../api/params.ts';
import { type Route, route } from '../api/route.ts';
import { getCustomer } from './customer.ts';
import { createTaxId, deleteTaxId, getTaxId } from './tax-id.ts';
import { TAX_ID_TYPES } from './tax-id-forms.ts';

const inner = (ids: string): [customer: string, id: string] => {
  const [customer = '', id = ''] = ids.split('/');
  return [customer, id];
};

export const taxIdRoutes: Route[] = [
  route('GET', '/v1/customers/:id/tax_ids', z.strictObject(pagination), (scope, params, id) => {
    getCustomer(scope, id);
    return list(
      scope,
      { kind: 'tax_id', url: `/v1/customers/${id}/tax_ids`, index: { name: 'customer', value: id } },
      params,
    );
  }),
  route(
    'POST',
    '/v1/customers/:id/tax_ids',
    z.strictObject({ type: z.enum(TAX_ID_TYPES), value: text() }),
    (scope, params, id) => createTaxId(scope, id, params),
  ),
  route('GET', '/v1/customers/:id/tax_ids/:inner', z.strictObject({}), (scope, _params, ids) =>
    getTaxId(scope, ...inner(ids)),
  ),
  route('DELETE', '/v1/customers/:id/tax_ids/:inner', z.strictObject({}), (scope, _params, ids) =>
    deleteTaxId(scope, ...inner(ids)),
  ),
];
