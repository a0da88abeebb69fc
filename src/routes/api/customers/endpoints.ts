import { z } from '@hono/zod-openapi';
import { mapDone, thenRead } from '../../../domain/outcome.ts';
import { createCustomer } from '../../../operations/customers/create.ts';
import { removeCustomer } from '../../../operations/customers/remove.ts';
import { replaceCustomer } from '../../../operations/customers/update.ts';
import { listCustomers } from '../../../operations/resources/list-customers.ts';
import { readCustomer } from '../../../operations/resources/read-customer.ts';
import { endpoint, NOTHING } from '../endpoint.ts';
import { customer, customerBody, customerInput } from '../schemas/customer.ts';
import { byId, deleted, listOf, pageOf, pageQuery } from '../schemas/lists.ts';
import { eraseAddressData, exportAddressData } from './address-data.ts';
import { eraseData, exportData } from './personal-data.ts';
import { openPortal } from './portal-session.ts';

/** A Stripe customer that is named is looked up before it is linked. */
const LINKING = ['stripe_customer_unusable', 'stripe_refuses', 'stripe_unavailable'] as const;

const create = endpoint(
  {
    method: 'post',
    path: '/customers',
    operationId: 'createCustomer',
    tag: 'Customers',
    summary: 'Create a customer',
    params: NOTHING,
    query: NOTHING,
    body: customerBody,
    status: 201,
    answer: customer,
    refuses: ['stripe_customer_taken', ...LINKING],
  },
  async ({ ctx, caller: { scope }, command: { commandId, seed }, body }) => {
    const ask = { customerId: `cus_${seed}`, commandId, customer: customerInput(body) };
    const created = await createCustomer(ctx, { scope, ...ask });
    return thenRead(created, ({ customerId }) => readCustomer(ctx, { scope, customerId }));
  },
);

const query = z
  .strictObject({
    ...pageQuery('cus'),
    email: z
      .string()
      .max(254)
      .optional()
      .openapi({ description: 'The address of the customer, or one of its billing addresses.' }),
    externalIdKey: z.string().max(100).optional().openapi({ description: 'With `externalIdValue`.' }),
    externalIdValue: z.string().max(255).optional(),
  })
  .superRefine(({ externalIdKey, externalIdValue }, context) => {
    if ((externalIdKey === undefined) === (externalIdValue === undefined)) return;
    const path = [externalIdKey === undefined ? 'externalIdKey' : 'externalIdValue'];
    context.addIssue({ code: 'custom', path, message: 'Give both externalIdKey and externalIdValue.' });
  });

const list = endpoint(
  {
    method: 'get',
    path: '/customers',
    operationId: 'listCustomers',
    tag: 'Customers',
    summary: 'List customers, newest first',
    params: NOTHING,
    query,
    body: NOTHING,
    answer: listOf(customer).openapi('CustomerList'),
    refuses: [],
  },
  ({ ctx, caller, query: { email, externalIdKey: key, externalIdValue: value, ...page } }) => {
    const externalId = key !== undefined && value !== undefined ? { key, value } : null;
    const filters = { email: email ?? null, externalId };
    return listCustomers(ctx, { scope: caller.scope, filters, page: pageOf(page) });
  },
);

const read = endpoint(
  {
    method: 'get',
    path: '/customers/{id}',
    operationId: 'readCustomer',
    tag: 'Customers',
    summary: 'Read a customer',
    params: byId,
    query: NOTHING,
    body: NOTHING,
    answer: customer,
    refuses: ['not_found'],
  },
  ({ ctx, caller, params }) => readCustomer(ctx, { scope: caller.scope, customerId: params.id }),
);

const replace = endpoint(
  {
    method: 'put',
    path: '/customers/{id}',
    operationId: 'replaceCustomer',
    tag: 'Customers',
    summary: 'Replace a customer',
    description: 'Omitted fields are cleared, except `collection` and external ids whose keys are not named.',
    params: byId,
    query: NOTHING,
    body: customerBody,
    answer: customer,
    refuses: ['not_found', 'customer_erased', 'stripe_customer_taken', ...LINKING],
  },
  async ({ ctx, caller: { scope }, command: { commandId }, params, body }) => {
    const ask = { customerId: params.id, commandId, customer: customerInput(body) };
    const replaced = await replaceCustomer(ctx, { scope, ...ask });
    return thenRead(replaced, ({ customerId }) => readCustomer(ctx, { scope, customerId }));
  },
);

const remove = endpoint(
  {
    method: 'delete',
    path: '/customers/{id}',
    operationId: 'deleteCustomer',
    tag: 'Customers',
    summary: 'Delete a customer that has no invoices',
    params: byId,
    query: NOTHING,
    body: NOTHING,
    answer: deleted,
    refuses: ['not_found', 'customer_has_invoices'],
  },
  async ({ ctx, caller, command: { commandId }, params: { id } }) => {
    const removed = await removeCustomer(ctx, { scope: caller.scope, customerId: id, commandId });
    return mapDone(removed, () => ({ id, object: 'customer' as const, deleted: true as const }));
  },
);

export const customerEndpoints = [
  create,
  list,
  read,
  replace,
  remove,
  openPortal,
  exportData,
  eraseData,
  exportAddressData,
  eraseAddressData,
];
