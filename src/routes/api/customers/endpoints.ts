import { mapDone, thenRead } from '../../../domain/outcome.ts';
import { createCustomer } from '../../../operations/customers/create.ts';
import { removeCustomer } from '../../../operations/customers/remove.ts';
import { changeCustomer, replaceCustomer } from '../../../operations/customers/update.ts';
import { readCustomer } from '../../../operations/resources/read-customer.ts';
import { endpoint, NOTHING } from '../endpoint.ts';
import {
  customer,
  customerBody,
  customerInput,
  customerPatch,
  customerPatchBody,
} from '../schemas/customer.ts';
import { byId, deleted } from '../schemas/lists.ts';
import { eraseAddressData, exportAddressData } from './address-data.ts';
import { figureEndpoints } from './figures.ts';
import { list } from './list.ts';
import { eraseData, exportData } from './personal-data.ts';
import { openPortal } from './portal-session.ts';

/** A Stripe customer that is named is looked up before it is linked. */
const LINKING = ['stripe_customer_unusable', 'stripe_refuses', 'stripe_unavailable'] as const;

const CHANGING = [
  'not_found',
  'customer_erased',
  'version_differs',
  'stripe_customer_taken',
  ...LINKING,
] as const;

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
    description:
      'Omitted fields are cleared, except `collection`, `contacts` and external ids whose keys are not named.',
    versioned: true,
    params: byId,
    query: NOTHING,
    body: customerBody,
    answer: customer,
    refuses: CHANGING,
  },
  async ({ ctx, caller: { scope }, command: { commandId }, params, body, version }) => {
    const ask = { customerId: params.id, commandId, version, customer: customerInput(body) };
    const replaced = await replaceCustomer(ctx, { scope, ...ask });
    return thenRead(replaced, ({ customerId }) => readCustomer(ctx, { scope, customerId }));
  },
);

const change = endpoint(
  {
    method: 'patch',
    path: '/customers/{id}',
    operationId: 'changeCustomer',
    tag: 'Customers',
    summary: 'Change fields of a customer',
    description: 'A JSON merge patch: what is left out stays as it is, and null clears.',
    versioned: true,
    params: byId,
    query: NOTHING,
    body: customerPatchBody,
    answer: customer,
    refuses: CHANGING,
  },
  async ({ ctx, caller: { scope }, command: { commandId }, params, body, version }) => {
    const ask = { customerId: params.id, commandId, version, patch: customerPatch(body) };
    const changed = await changeCustomer(ctx, { scope, ...ask });
    return thenRead(changed, ({ customerId }) => readCustomer(ctx, { scope, customerId }));
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
  ...figureEndpoints,
  read,
  replace,
  change,
  remove,
  openPortal,
  exportData,
  eraseData,
  exportAddressData,
  eraseAddressData,
];
