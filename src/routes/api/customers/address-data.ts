import { z } from '@hono/zod-openapi';
import { mapDone } from '../../../domain/outcome.ts';
import { eraseAddress } from '../../../operations/erasure/erase-address.ts';
import { exportAddress } from '../../../operations/erasure/export-address.ts';
import { endpoint, NOTHING } from '../endpoint.ts';
import { byId } from '../schemas/lists.ts';

const body = z.strictObject({
  address: z
    .string()
    .min(3)
    .max(320)
    .openapi({ description: 'In any spelling.', example: 'ada@example.com' }),
});

export const exportAddressData = endpoint(
  {
    method: 'post',
    path: '/customers/{id}/addresses/export',
    operationId: 'exportCustomerAddress',
    tag: 'Customers',
    summary: 'Export what is stored about one address of a customer',
    description:
      'Of a contact or a former address. It is in the body, so that it stands in no log of requests.',
    params: byId,
    query: NOTHING,
    body,
    answer: z
      .strictObject({
        object: z.literal('customer_address_export'),
        exportedAt: z.string().openapi({ format: 'date-time' }),
        records: z.record(z.string(), z.array(z.record(z.string(), z.unknown()))).openapi({
          description: 'What is stored, by what it is. Instants are milliseconds, amounts minor units.',
        }),
      })
      .openapi('CustomerAddressExport'),
    refuses: ['not_found'],
  },
  async ({ ctx, caller: { scope }, params: { id }, body: { address } }) =>
    mapDone(await exportAddress(ctx, { scope, customerId: id, address }), (found) => ({
      object: 'customer_address_export' as const,
      exportedAt: new Date(found.exportedAt).toISOString(),
      records: found.records,
    })),
);

const count = z.int();

export const eraseAddressData = endpoint(
  {
    method: 'post',
    path: '/customers/{id}/addresses/erase',
    operationId: 'eraseCustomerAddress',
    tag: 'Customers',
    summary: 'Erase one address of a customer',
    description:
      'Of a contact or a former address: the customer stays. It is taken off the customer, messages’ recipients, payers’ addresses and sessions. Issued invoices that show it are kept as the law asks. Refused for the only address that is told anything, and while a payment that names it is under way. It can be repeated.',
    params: byId,
    query: NOTHING,
    body,
    answer: z
      .strictObject({
        object: z.literal('customer_address_erasure'),
        customerId: z.string(),
        wasInUse: z.boolean(),
        erased: z.strictObject({ messages: count, payments: count }),
        kept: z.strictObject({
          invoices: count.openapi({ description: 'Issued invoices that may show it.' }),
          agreements: count.openapi({ description: 'What was agreed to from it.' }),
          until: z.string().nullable().openapi({
            description:
              'The last day on which the newest of those invoices is kept by law; null without one.',
          }),
        }),
      })
      .openapi('CustomerAddressErasure'),
    refuses: ['not_found', 'customer_erased', 'customer_not_erasable'],
  },
  async ({ ctx, caller: { scope }, command: { commandId }, params: { id }, body: { address } }) =>
    mapDone(await eraseAddress(ctx, { scope, customerId: id, address, commandId }), (erased) => ({
      object: 'customer_address_erasure' as const,
      customerId: erased.customerId,
      wasInUse: erased.wasInUse,
      erased: { messages: erased.messages, payments: erased.payments },
      kept: {
        invoices: erased.invoicesKept,
        agreements: erased.agreementsKept,
        until: erased.keptUntil,
      },
    })),
);
