import { z } from 'zod';
import { list } from '../api/list.ts';
import { created, id, pagination, text } from '../api/params.ts';
import { type Route, route } from '../api/route.ts';
import { noSuchObject } from '../core/api-error.ts';
import { find } from '../core/scope.ts';
import { balanceOf } from './balance.ts';

const listParams = z.strictObject({
  ...pagination,
  created,
  currency: text(3).optional(),
  payout: id.optional(),
  source: id.optional(),
  type: text().optional(),
});

export const balanceRoutes: Route[] = [
  route('GET', '/v1/balance', z.strictObject({}), balanceOf),
  route('GET', '/v1/balance_transactions', listParams, (scope, params) => {
    const { payout, source, type, currency } = params;
    const named = Object.entries({ payout, source, type, currency }).find(([, value]) => value !== undefined);
    const index = named?.[1] === undefined ? undefined : { name: named[0], value: named[1] };
    return list(
      scope,
      {
        kind: 'balance_transaction',
        url: '/v1/balance_transactions',
        index,
        where: (each) =>
          (source === undefined || each.source === source) &&
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
];
