import { z } from '@hono/zod-openapi';
import { ok } from '../../../domain/rejection.ts';
import { listMethods, type ShownMethod } from '../../../operations/methods/list-methods.ts';
import { endpoint, NOTHING } from '../endpoint.ts';
import { byId } from '../schemas/lists.ts';
import { paymentMethod } from '../schemas/payment-method.ts';

const instant = (ms: number): string => new Date(ms).toISOString();

const resource = ({ card, verification, createdAt, ...method }: ShownMethod) => ({
  ...method,
  object: 'payment_method' as const,
  method: card,
  verification:
    verification === null
      ? null
      : {
          proof: verification.proof,
          arrivesAt: instant(verification.arrivesAt),
          verifyBy: instant(verification.verifyBy),
          triesLeft: verification.triesLeft,
        },
  createdAt: instant(createdAt),
});

const list = endpoint(
  {
    method: 'get',
    path: '/customers/{id}/payment-methods',
    operationId: 'listPaymentMethods',
    tag: 'Customers',
    summary: 'List what a customer has on file, in the order in which it is charged',
    description:
      'However it came there: through the portal, at a checkout, in Stripe’s dashboard, or by your own use of Stripe’s SDK on the Stripe customer.',
    params: byId,
    query: NOTHING,
    body: NOTHING,
    answer: z.strictObject({ data: z.array(paymentMethod).readonly() }).openapi('PaymentMethodList'),
    refuses: ['not_found'],
  },
  async ({ ctx, caller, params }) => {
    const listed = await listMethods(ctx, { ...caller.scope, customerId: params.id });
    return listed.ok ? ok({ data: listed.value.methods.map(resource) }) : listed;
  },
);

export const paymentMethodEndpoints = [list];
