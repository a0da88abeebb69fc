import { releaseRefund } from '../../../operations/refunds/release-refund.ts';
import { readRefund } from '../../../operations/refunds/resource.ts';
import { endpoint, NOTHING } from '../endpoint.ts';
import { byId } from '../schemas/lists.ts';
import { refund, releaseBody } from '../schemas/payment.ts';

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
  ({ ctx, caller, params }) => readRefund(ctx, caller.scope, params.id),
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
      'returned: whoever releases it earlier risks to pay twice.',
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
    const released = await releaseRefund(ctx, scope, ask);
    return released.ok ? readRefund(ctx, scope, params.id) : released;
  },
);

export const refundEndpoints = [read, release];
