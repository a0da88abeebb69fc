import { z } from '@hono/zod-openapi';
import { thenRead } from '../../../domain/outcome.ts';
import { giveCredit } from '../../../operations/credits/give-credit.ts';
import { listCredits, readCredit } from '../../../operations/credits/list-credits.ts';
import { endpoint, NOTHING } from '../endpoint.ts';
import { byId, listOf, pageOf, pageQuery } from '../schemas/lists.ts';
import { credit, creditBody } from '../schemas/payment.ts';

const list = endpoint(
  {
    method: 'get',
    path: '/customers/{id}/credits',
    operationId: 'listCredits',
    tag: 'Customers',
    summary: 'List a customer’s credits, newest first',
    params: byId,
    query: z.strictObject(pageQuery('crd')),
    body: NOTHING,
    answer: listOf(credit).openapi('CreditList'),
    refuses: ['not_found'],
  },
  ({ ctx, caller, params, query }) =>
    listCredits(ctx, { scope: caller.scope, customerId: params.id, page: pageOf(query) }),
);

const give = endpoint(
  {
    method: 'post',
    path: '/customers/{id}/credits',
    operationId: 'giveCredit',
    tag: 'Customers',
    summary: 'Give a customer credit',
    description:
      'It pays for the next invoices in its currency when they are finalized, or for an open one by `apply-credit`.',
    params: byId,
    query: NOTHING,
    body: creditBody,
    status: 201,
    answer: credit,
    refuses: ['not_found'],
  },
  async ({ ctx, caller: { scope, name }, command: { commandId, seed }, params, body }) => {
    const { amount, currency, note, issuedBy } = body;
    const given = await giveCredit(ctx, {
      scope,
      customerId: params.id,
      creditId: `crd_${seed}`,
      commandId,
      amount,
      currency,
      note: note ?? null,
      issuedBy: issuedBy ?? name,
    });
    return thenRead(given, ({ creditId }) => readCredit(ctx, { scope, creditId }));
  },
);

export const creditEndpoints = [list, give];
