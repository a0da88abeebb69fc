import { z } from '@hono/zod-openapi';
import { thenRead } from '../../../domain/outcome.ts';
import { releaseRefund } from '../../../operations/refunds/release-refund.ts';
import { listRefunds, readRefund } from '../../../operations/resources/refunds.ts';
import { endpoint, NOTHING } from '../endpoint.ts';
import { idOf } from '../schemas/fields.ts';
import { byId, listOf, pageOf, pageQuery, yesOrNo } from '../schemas/lists.ts';
import { refund, refundState, releaseBody } from '../schemas/payment.ts';

const query = z.strictObject({
  ...pageQuery('ref'),
  paymentId: idOf('pay').optional(),
  state: refundState.optional(),
  held: yesOrNo.optional().openapi({ description: 'Those that wait and can be released, or the others.' }),
});

const list = endpoint(
  {
    method: 'get',
    path: '/refunds',
    operationId: 'listRefunds',
    tag: 'Payments',
    summary: 'List refunds, newest first',
    params: NOTHING,
    query,
    body: NOTHING,
    answer: listOf(refund).openapi('RefundList'),
    refuses: [],
  },
  ({ ctx, caller, query: { paymentId, state, held, ...page } }) => {
    const filters = { paymentId: paymentId ?? null, state: state ?? null, held: held ?? null };
    return listRefunds(ctx, { scope: caller.scope, filters, page: pageOf(page) });
  },
);

const read = endpoint(
  {
    method: 'get',
    path: '/refunds/{id}',
    operationId: 'readRefund',
    tag: 'Payments',
    summary: 'Read a refund',
    params: byId,
    query: NOTHING,
    body: NOTHING,
    answer: refund,
    refuses: ['not_found'],
  },
  ({ ctx, caller, params }) => readRefund(ctx, { scope: caller.scope, refundId: params.id }),
);

const release = endpoint(
  {
    method: 'post',
    path: '/refunds/{id}/release',
    operationId: 'releaseRefund',
    tag: 'Payments',
    summary: 'Send a refund that is held back',
    description: [
      'What a bank debit brought unintendedly goes back by itself after some days, since the debit itself may still be',
      'returned: release it earlier and you risk paying twice.',
    ].join(' '),
    params: byId,
    query: NOTHING,
    body: releaseBody,
    bodyOptional: true,
    answer: refund,
    refuses: ['not_found', 'refund_not_held'],
  },
  async ({ ctx, caller: { scope, name }, command: { commandId }, params, body }) => {
    const ask = { refundId: params.id, commandId, releasedBy: body.releasedBy ?? name };
    const released = await releaseRefund(ctx, { scope, ...ask });
    return thenRead(released, ({ refundId }) => readRefund(ctx, { scope, refundId }));
  },
);

export const refundEndpoints = [list, read, release];
