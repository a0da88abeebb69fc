import { z } from 'zod';
import { list } from '../api/list.ts';
import { created, id, integer, metadata, pagination } from '../api/params.ts';
import { type Route, route } from '../api/route.ts';
import { noSuchObject } from '../core/api-error.ts';
import { find, type Scope } from '../core/scope.ts';
import { cancelRefund, createRefund, updateRefund } from './refund.ts';

const createParams = z.strictObject({
  amount: integer.optional(),
  charge: id.optional(),
  metadata: metadata.optional(),
  payment_intent: id.optional(),
  reason: z.enum(['duplicate', 'requested_by_customer', 'fraudulent']).optional(),
});

export const refundRoutes: Route[] = [
  route('POST', '/v1/refunds', createParams, createRefund),
  route(
    'GET',
    '/v1/refunds',
    z.strictObject({ ...pagination, created, charge: id.optional(), payment_intent: id.optional() }),
    (scope, params) => {
      const { charge, payment_intent: intent } = params;
      const index =
        charge !== undefined
          ? { name: 'charge', value: charge }
          : intent !== undefined
            ? { name: 'payment_intent', value: intent }
            : undefined;
      return list(scope, { kind: 'refund', url: '/v1/refunds', index }, params);
    },
  ),
  route('GET', '/v1/refunds/:id', z.strictObject({}), (scope, _params, id) => getRefund(scope, id)),
  route('POST', '/v1/refunds/:id', z.strictObject({ metadata: metadata.optional() }), (scope, params, id) =>
    updateRefund(scope, getRefund(scope, id), params.metadata),
  ),
  route('POST', '/v1/refunds/:id/cancel', z.strictObject({}), (scope, _params, id) =>
    cancelRefund(getRefund(scope, id)),
  ),
];

function getRefund(scope: Scope, id: string) {
  const refund = find(scope, 'refund', id);
  if (!refund) throw noSuchObject('refund', id);
  return refund;
}
