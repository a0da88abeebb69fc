import { z } from 'zod';
import { list } from '../api/list.ts';
import { created, id, pagination } from '../api/params.ts';
import { type Route, route } from '../api/route.ts';
import { noSuchObject } from '../core/api-error.ts';
import { find } from '../core/scope.ts';

const listParams = z.strictObject({
  ...pagination,
  created,
  charge: id.optional(),
  payment_intent: id.optional(),
});

export const disputeRoutes: Route[] = [
  route('GET', '/v1/disputes', listParams, (scope, params) => {
    const { charge, payment_intent: intent } = params;
    const index =
      charge !== undefined
        ? { name: 'charge', value: charge }
        : intent !== undefined
          ? { name: 'payment_intent', value: intent }
          : undefined;
    return list(scope, { kind: 'dispute', url: '/v1/disputes', index }, params);
  }),
  route('GET', '/v1/disputes/:id', z.strictObject({}), (scope, _params, id) => {
    const dispute = find(scope, 'dispute', id);
    if (!dispute) throw noSuchObject('dispute', id);
    return dispute;
  }),
];
