import { z } from '@hono/zod-openapi';
import { thenRead } from '../../../domain/outcome.ts';
import { closeByHand } from '../../../operations/payments/close-by-hand.ts';
import { requestRefund } from '../../../operations/refunds/request-refund.ts';
import { listPayments } from '../../../operations/resources/list-payments.ts';
import { readPaymentResource } from '../../../operations/resources/read-payment.ts';
import { readRefund } from '../../../operations/resources/refunds.ts';
import { endpoint, NOTHING } from '../endpoint.ts';
import { idOf } from '../schemas/fields.ts';
import { byId, listOf, pageOf, pageQuery } from '../schemas/lists.ts';
import { closeBody, payment, paymentState, paymentSummary, refund, refundBody } from '../schemas/payment.ts';

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

const closePayment = endpoint(
  {
    method: 'post',
    path: '/payments/{id}/close',
    operationId: 'closePayment',
    tag: 'Payments',
    summary: 'Close a payment by hand',
    description: [
      'For a payment that does not end by itself: its Stripe account is disconnected, Stripe does not answer for it, or its',
      'bank never decides. It is closed at Stripe first, as far as that goes; else it is closed here without proof, with your',
      'name and reason and what Stripe last said in its timeline, and its invoice is free. Should its money come all the same,',
      'the payment succeeds after all, and what its invoice no longer owes goes back or becomes credit.',
    ].join(' '),
    params: byId,
    query: NOTHING,
    body: closeBody,
    answer: payment,
    refuses: ['not_found', 'payment_over', 'payment_not_closable'],
  },
  async ({ ctx, caller: { scope, name }, command: { commandId }, params, body }) => {
    const by = body.closedBy ?? name;
    const closed = await closeByHand(ctx, {
      scope,
      paymentId: params.id,
      by,
      reason: body.reason,
      commandId,
    });
    return thenRead(closed, ({ paymentId }) => readPaymentResource(ctx, { scope, paymentId }));
  },
);

export const paymentEndpoints = [list, read, refundPayment, closePayment];
