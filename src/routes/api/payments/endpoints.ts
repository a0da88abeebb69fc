import { z } from '@hono/zod-openapi';
import { thenRead } from '../../../domain/outcome.ts';
import { requestRefund } from '../../../operations/refunds/request-refund.ts';
import { listPayments } from '../../../operations/resources/list-payments.ts';
import { readPaymentResource } from '../../../operations/resources/read-payment.ts';
import { readRefund } from '../../../operations/resources/refunds.ts';
import { endpoint, NOTHING } from '../endpoint.ts';
import { idOf } from '../schemas/fields.ts';
import { byId, listOf, pageOf, pageQuery } from '../schemas/lists.ts';
import { payment, paymentState, paymentSummary, refund, refundBody } from '../schemas/payment.ts';

const query = z.strictObject({
  ...pageQuery('pay'),
  customerId: idOf('cus').optional(),
  invoiceId: idOf('inv').optional(),
  state: paymentState.optional(),
});

const list = endpoint(
  {
    method: 'get',
    path: '/payments',
    operationId: 'listPayments',
    tag: 'Payments',
    summary: 'List payments, newest first',
    description: 'Every attempt at collecting money, those that came to nothing among them.',
    params: NOTHING,
    query,
    body: NOTHING,
    answer: listOf(paymentSummary).openapi('PaymentList'),
    refuses: [],
  },
  ({ ctx, caller, query: { customerId, invoiceId, state, ...page } }) => {
    const filters = { customerId: customerId ?? null, invoiceId: invoiceId ?? null, state: state ?? null };
    return listPayments(ctx, { scope: caller.scope, filters, page: pageOf(page) });
  },
);

const read = endpoint(
  {
    method: 'get',
    path: '/payments/{id}',
    operationId: 'readPayment',
    tag: 'Payments',
    summary: 'Read a payment with its refunds and disputes',
    params: byId,
    query: NOTHING,
    body: NOTHING,
    answer: payment,
    refuses: ['not_found'],
  },
  ({ ctx, caller, params }) => readPaymentResource(ctx, { scope: caller.scope, paymentId: params.id }),
);

const refundPayment = endpoint(
  {
    method: 'post',
    path: '/payments/{id}/refunds',
    operationId: 'refundPayment',
    tag: 'Payments',
    summary: 'Refund a payment, or a part of it',
    description: [
      'The request returns once the refund is certain to be sent; its state follows Stripe’s.',
      'Its invoice stays paid, and says by `paymentStatus` what went back.',
    ].join(' '),
    params: byId,
    query: NOTHING,
    body: refundBody,
    bodyOptional: true,
    status: 201,
    answer: refund,
    refuses: ['not_found', 'payment_not_refundable', 'payment_disputed', 'amount_exceeds_refundable'],
  },
  async ({ ctx, caller: { scope, name }, command: { commandId, seed }, params, body }) => {
    const asked = await requestRefund(ctx, {
      scope,
      paymentId: params.id,
      refundId: `ref_${seed}`,
      commandId,
      amount: body.amount ?? null,
      reason: body.reason ?? null,
      requestedBy: body.requestedBy ?? name,
    });
    return thenRead(asked, ({ refundId }) => readRefund(ctx, { scope, refundId }));
  },
);

export const paymentEndpoints = [list, read, refundPayment];
