import { z } from '@hono/zod-openapi';
import { listCustomers } from '../../../operations/resources/list-customers.ts';
import { endpoint, NOTHING } from '../endpoint.ts';
import { customer } from '../schemas/customer.ts';
import { listOf, pageOf, pageQuery } from '../schemas/lists.ts';

export const searchQuery = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .optional()
  .openapi({
    description: [
      'The beginnings of words, all of which are in its names, e-mail addresses, address, telephone or aliases,',
      'whatever their case and accents; or an id, an id elsewhere or the number of an invoice, as it is.',
    ].join(' '),
    example: 'acme lond',
  });

const query = z
  .strictObject({
    ...pageQuery('cus'),
    search: searchQuery,
    email: z
      .string()
      .max(254)
      .optional()
      .openapi({ description: 'An address of the customer, or of one of its contacts.' }),
    externalId: z
      .string()
      .max(356)
      .regex(/^[^:]+:./u, 'Give the key and the id with a colon between them, such as Xero:123.')
      .optional()
      .openapi({ description: 'The key and the id, with a colon between them.', example: 'Xero:123' }),
    alias: z.string().min(1).max(200).optional().openapi({ description: 'One of its aliases, as it is.' }),
    parentId: z.string().max(60).optional().openapi({ description: 'Those that this customer pays for.' }),
    externalIdKey: z.string().max(100).optional().openapi({ description: 'With `externalIdValue`.' }),
    externalIdValue: z.string().max(255).optional(),
  })
  .superRefine(({ externalId, externalIdKey, externalIdValue }, context) => {
    if (externalId !== undefined && externalIdKey !== undefined) {
      const message = 'Give externalId, or externalIdKey and externalIdValue.';
      context.addIssue({ code: 'custom', path: ['externalId'], message });
    }
    if ((externalIdKey === undefined) === (externalIdValue === undefined)) return;
    const path = [externalIdKey === undefined ? 'externalIdKey' : 'externalIdValue'];
    context.addIssue({ code: 'custom', path, message: 'Give both externalIdKey and externalIdValue.' });
  });

/** What is before the first colon, which no key has, and what is after it. */
function externalIdOf({ externalId, externalIdKey: key, externalIdValue: value }: z.output<typeof query>) {
  if (externalId !== undefined) {
    const colon = externalId.indexOf(':');
    return { key: externalId.slice(0, colon), value: externalId.slice(colon + 1) };
  }
  return key !== undefined && value !== undefined ? { key, value } : null;
}

export const list = endpoint(
  {
    method: 'get',
    path: '/customers',
    operationId: 'listCustomers',
    tag: 'Customers',
    summary: 'List and search customers, newest first',
    params: NOTHING,
    query,
    body: NOTHING,
    answer: listOf(customer).openapi('CustomerList'),
    refuses: [],
  },
  ({ ctx, caller: { scope }, query: asked }) =>
    listCustomers(ctx, {
      scope,
      filters: {
        email: asked.email ?? null,
        externalId: externalIdOf(asked),
        alias: asked.alias ?? null,
        parentId: asked.parentId ?? null,
        search: asked.search ?? null,
      },
      page: pageOf(asked),
    }),
);
