import { z } from '@hono/zod-openapi';
import { mapDone } from '../../../domain/outcome.ts';
import { eraseCustomer } from '../../../operations/erasure/erase-customer.ts';
import { exportCustomer } from '../../../operations/erasure/export-customer.ts';
import { endpoint, NOTHING } from '../endpoint.ts';
import { byId } from '../schemas/lists.ts';

const instant = z.string().openapi({ format: 'date-time' });
const row = z.record(z.string(), z.unknown());

const exported = z
  .strictObject({
    object: z.literal('customer_export'),
    exportedAt: instant,
    customer: row,
    records: z.record(z.string(), z.array(row)).openapi({
      description: 'What is stored, by what it is. Instants are milliseconds, amounts minor units.',
    }),
  })
  .openapi('CustomerExport');

export const exportData = endpoint(
  {
    method: 'get',
    path: '/customers/{id}/export',
    operationId: 'exportCustomer',
    tag: 'Customers',
    summary: 'Export everything that is stored about a customer',
    description:
      'For a person who asks what is known of them. Nothing in it opens anything: it holds no link and no key.',
    params: byId,
    query: NOTHING,
    body: NOTHING,
    answer: exported,
    refuses: ['not_found'],
  },
  async ({ ctx, caller: { scope }, params: { id } }) =>
    mapDone(await exportCustomer(ctx, { scope, customerId: id }), (found) => ({
      object: 'customer_export' as const,
      ...found,
      exportedAt: new Date(found.exportedAt).toISOString(),
    })),
);

const erased = z
  .strictObject({
    object: z.literal('customer_erasure'),
    customerId: z.string(),
    erasedAt: instant,
    kept: z.strictObject({
      invoices: z.int().openapi({ description: 'How many issued invoices are kept as they were issued.' }),
      until: z.string().nullable().openapi({
        description: 'The last day on which the newest of them is kept by law; null where there is none.',
      }),
    }),
    leftAtStripe: z
      .array(z.strictObject({ stripeCustomerId: z.string(), account: z.string() }))
      .readonly()
      .openapi({
        description:
          'Customers at Stripe that were theirs or were linked to them, and were not deleted there: with `keep`, on an account that is not connected any more, or unlinked before and not made for them. Look at them there.',
      }),
  })
  .openapi('CustomerErasure');

export const eraseData = endpoint(
  {
    method: 'post',
    path: '/customers/{id}/erase',
    operationId: 'eraseCustomer',
    tag: 'Customers',
    summary: 'Erase a customer’s personal data',
    description:
      'Payment methods are detached at Stripe; names, addresses, messages’ recipients and sessions are erased here. Issued invoices are kept as the law asks. Refused while a payment, a refund, a dispute, an invoice or credit is not over. It can be repeated.',
    params: byId,
    query: NOTHING,
    body: z.strictObject({
      stripeCustomer: z.enum(['delete', 'keep']).optional().openapi({
        description:
          'Whether their customer at Stripe is deleted as well, as where this is left out. Payments stay at Stripe either way, as its law asks.',
      }),
    }),
    bodyOptional: true,
    answer: erased,
    refuses: [
      'not_found',
      'customer_not_erasable',
      'payment_in_progress',
      'stripe_refuses',
      'stripe_unavailable',
    ],
  },
  async ({ ctx, caller: { scope }, params: { id }, body: { stripeCustomer = 'delete' } }) =>
    mapDone(await eraseCustomer(ctx, { scope, customerId: id, stripeCustomer }), (found) => ({
      object: 'customer_erasure' as const,
      customerId: found.customerId,
      erasedAt: new Date(found.erasedAt).toISOString(),
      kept: { invoices: found.invoicesKept, until: found.keptUntil },
      leftAtStripe: found.left,
    })),
);
