import { z } from '@hono/zod-openapi';
import { mapDone } from '../../../domain/outcome.ts';
import type { ListOf } from '../../../operations/core/page.ts';
import { listMessages, type MessageSummary } from '../../../operations/resources/list-messages.ts';
import { type Contract, endpoint, NOTHING } from '../endpoint.ts';
import { shownInstant } from '../schemas/fields.ts';
import { byId, listOf, pageOf, pageQuery } from '../schemas/lists.ts';

const message = z
  .strictObject({
    id: z.string(),
    object: z.literal('message'),
    template: z.string().openapi({ example: 'charge_notice' }),
    to: z.string(),
    invoiceId: z.string().nullable(),
    paymentId: z.string().nullable(),
    createdAt: shownInstant,
    delivery: z
      .enum([
        'waiting',
        'taken',
        'delayed',
        'delivered',
        'refused',
        'bounced',
        'complained',
        'unknown',
        'superseded',
      ])
      .openapi({
        description:
          'What became of it: `taken` by a mail server is not yet delivered; `unknown`: the server’s answers ' +
          'were lost; `superseded`: it was not true any more when its turn came.',
      }),
    statusCode: z.string().nullable().openapi({
      description: 'Of the last refusal or report: RFC 3463, or the reply’s three digits.',
      example: '5.1.1',
    }),
    words: z.string().nullable().openapi({ description: 'What the mail server said, without addresses.' }),
    outcomeAt: shownInstant.nullable(),
    addressUnreachable: z.boolean().openapi({
      description: 'A mail server said that this address does not exist, and took nothing for it since.',
    }),
  })
  .openapi('Message');

const answer = listOf(message).openapi('MessageList');
const shape = {
  method: 'get',
  params: byId,
  query: z.strictObject(pageQuery('eml')),
  body: NOTHING,
  answer,
} as const;
const refuses: Contract['refuses'] = ['not_found'];
const description = 'One entry for each recipient, with what became of it.';

const ofInvoice = endpoint(
  {
    ...shape,
    path: '/invoices/{id}/messages',
    operationId: 'listInvoiceMessages',
    tag: 'Invoices',
    summary: 'List the messages about an invoice, newest first',
    description,
    refuses,
  },
  async ({ ctx, caller: { scope }, params, query }) =>
    mapDone(await listMessages(ctx, { scope, about: { invoiceId: params.id }, page: pageOf(query) }), shown),
);

const ofCustomer = endpoint(
  {
    ...shape,
    path: '/customers/{id}/messages',
    operationId: 'listCustomerMessages',
    tag: 'Customers',
    summary: 'List the messages about a customer and its invoices, newest first',
    description,
    refuses,
  },
  async ({ ctx, caller: { scope }, params, query }) =>
    mapDone(await listMessages(ctx, { scope, about: { customerId: params.id }, page: pageOf(query) }), shown),
);

export const messageEndpoints = [ofInvoice, ofCustomer];

const shown = (page: ListOf<MessageSummary>): z.input<typeof answer> => ({
  ...page,
  data: page.data.map(({ isAddressUnreachable, createdAt, outcomeAt, ...rest }) => ({
    ...rest,
    object: 'message' as const,
    createdAt: new Date(createdAt).toISOString(),
    outcomeAt: outcomeAt === null ? null : new Date(outcomeAt).toISOString(),
    addressUnreachable: isAddressUnreachable,
  })),
});
