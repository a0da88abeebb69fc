import { z } from 'zod';
import { list } from '../api/list.ts';
import { created, id, integer, metadata, pagination, text } from '../api/params.ts';
import { type Route, route } from '../api/route.ts';
import { availableIn } from '../balance/balance.ts';
import { invalidRequest } from '../core/api-error.ts';
import { mergeMetadata } from '../core/metadata.ts';
import { checkCurrency } from '../core/money.ts';
import type { Scope } from '../core/scope.ts';
import { bankFor } from './bank.ts';
import { changePayout, getPayout, startPayout } from './payout.ts';
import { cancelPayout } from './progress.ts';

const createParams = z.strictObject({
  amount: integer,
  currency: text(3),
  description: text().optional(),
  destination: id.optional(),
  metadata: metadata.optional(),
  method: z.enum(['standard']).optional(),
  source_type: z.enum(['card', 'bank_account']).optional(),
  statement_descriptor: text(22).optional(),
});

export const payoutRoutes: Route[] = [
  route('POST', '/v1/payouts', createParams, createPayout),
  route(
    'GET',
    '/v1/payouts',
    z.strictObject({
      ...pagination,
      arrival_date: created,
      created,
      destination: id.optional(),
      status: z.enum(['canceled', 'failed', 'in_transit', 'paid', 'pending']).optional(),
    }),
    (scope, params) => {
      const { status, destination, arrival_date: arrival } = params;
      const named = Object.entries({ destination, status }).find(([, value]) => value !== undefined);
      const index = named?.[1] === undefined ? undefined : { name: named[0], value: named[1] };
      return list(
        scope,
        {
          kind: 'payout',
          url: '/v1/payouts',
          index,
          where: (each) =>
            (status === undefined || each.status === status) && isWithin(each.arrival_date, arrival),
        },
        params,
      );
    },
  ),
  route('GET', '/v1/payouts/:id', z.strictObject({}), (scope, _params, id) => getPayout(scope, id)),
  route('POST', '/v1/payouts/:id', z.strictObject({ metadata: metadata.optional() }), (scope, params, id) => {
    const payout = getPayout(scope, id);
    const updated = { ...payout, metadata: mergeMetadata(payout.metadata ?? {}, params.metadata) };
    return changePayout(scope, payout, updated, 'payout.updated');
  }),
  route('POST', '/v1/payouts/:id/cancel', z.strictObject({}), (scope, _params, id) =>
    cancelPayout(scope, id),
  ),
];

function createPayout(scope: Scope, params: z.output<typeof createParams>) {
  const currency = checkCurrency(params.currency, 'currency');
  if (params.amount < 1) {
    throw invalidRequest('This value must be greater than or equal to 1.', {
      code: 'parameter_invalid_integer',
      param: 'amount',
    });
  }
  const bank = bankFor(scope, currency);
  if (!bank || (params.destination !== undefined && params.destination !== bank.id)) {
    throw invalidRequest(`Sorry, you don't have any external accounts in that currency (${currency}).`, {
      param: params.destination === undefined ? 'currency' : 'destination',
      stored: true,
    });
  }
  if (params.amount > availableIn(scope, currency)) {
    throw invalidRequest(
      'You have insufficient funds in your Stripe account for this transfer. Use the /v1/balance endpoint to see what is available.',
      { code: 'balance_insufficient', stored: true },
    );
  }
  return startPayout(scope, bank, {
    amount: params.amount,
    currency,
    automatic: false,
    description: params.description ?? null,
    metadata: mergeMetadata({}, params.metadata),
    method: params.method ?? 'standard',
    statementDescriptor: params.statement_descriptor ?? null,
  });
}

interface Range {
  gt?: number | undefined;
  gte?: number | undefined;
  lt?: number | undefined;
  lte?: number | undefined;
}

function isWithin(moment: number, range: Range = {}): boolean {
  const { gt = -Infinity, gte = -Infinity, lt = Infinity, lte = Infinity } = range;
  return moment > gt && moment >= gte && moment < lt && moment <= lte;
}
