import { z } from '@hono/zod-openapi';
import { LOST } from '../../../domain/customer/lost.ts';
import { mapDone, thenRead } from '../../../domain/outcome.ts';
import { linkClient } from '../../../operations/customers/link.ts';
import { previewUnlink } from '../../../operations/mapping/preview-unlink.ts';
import { unlinkClient } from '../../../operations/mapping/unlink-client.ts';
import { readCustomer } from '../../../operations/resources/read-customer.ts';
import { unlinkingFields } from '../customers/unlinked.ts';
import { endpoint, NOTHING } from '../endpoint.ts';
import { customer } from '../schemas/customer.ts';
import { oneLine } from '../schemas/fields.ts';
import { byId } from '../schemas/lists.ts';

const read = endpoint(
  {
    method: 'get',
    path: '/customers/{id}/stripe-link',
    operationId: 'readStripeLink',
    tag: 'Customers',
    summary: 'Read a customer’s link to Stripe, and what unlinking it would mean',
    params: byId,
    query: NOTHING,
    body: NOTHING,
    answer: z
      .strictObject({
        customerId: z.string(),
        lost: z.enum(LOST).nullable().openapi({ description: 'Why Stripe does not have it.' }),
        ...unlinkingFields,
      })
      .openapi('StripeLink'),
    refuses: ['not_found', 'client_not_linked'],
  },
  async ({ ctx, caller: { scope }, params: { id } }) =>
    mapDone(await previewUnlink(ctx, { scope, customerId: id }), ({ name: _, ...said }) => said),
);

const link = endpoint(
  {
    method: 'put',
    path: '/customers/{id}/stripe-link',
    operationId: 'linkStripeCustomer',
    tag: 'Customers',
    summary: 'Link a customer to a Stripe customer, instead of the one before',
    description:
      'It is looked up first. What it has on file is read at once, and asks what becomes of open invoices before anything of them is charged.',
    params: byId,
    query: NOTHING,
    body: z.strictObject({ stripeCustomerId: oneLine(255) }),
    answer: customer,
    refuses: [
      'not_found',
      'customer_erased',
      'stripe_customer_taken',
      'stripe_customer_unusable',
      'stripe_refuses',
      'stripe_unavailable',
    ],
  },
  async ({ ctx, caller: { scope }, command: { commandId }, params: { id }, body: { stripeCustomerId } }) => {
    const ask = { customerId: id, stripeCustomerId, commandId, onlyUnlinked: false };
    return thenRead(await linkClient(ctx, { scope, ...ask }), () =>
      readCustomer(ctx, { scope, customerId: id }),
    );
  },
);

const unlink = endpoint(
  {
    method: 'delete',
    path: '/customers/{id}/stripe-link',
    operationId: 'unlinkStripeCustomer',
    tag: 'Customers',
    summary: 'Unlink a customer from its Stripe customer',
    description:
      'At Stripe nothing is changed. Here its methods are not charged any more, whatever autopay says, and pages that are open for it are closed; a bank debit on its way goes on. The next payment makes another Stripe customer, unless one is linked before.',
    params: byId,
    query: NOTHING,
    body: NOTHING,
    answer: z
      .strictObject({
        customerId: z.string(),
        moving: z.int().openapi({ description: 'Payments that go on.' }),
      })
      .openapi('StripeUnlinked'),
    refuses: ['not_found', 'client_not_linked'],
  },
  ({ ctx, caller: { scope, name }, command: { commandId }, params: { id } }) =>
    unlinkClient(ctx, { scope, customerId: id, commandId, by: name }),
);

export const linkEndpoints = [read, link, unlink];
