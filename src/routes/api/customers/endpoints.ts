import { z } from '@hono/zod-openapi';
import { mapDone, type Outcome, refused, thenRead } from '../../../domain/outcome.ts';
import type { Caller } from '../../../operations/api/authenticate.ts';
import type { Context } from '../../../operations/core/context.ts';
import { createCustomer } from '../../../operations/customers/create.ts';
import { removeCustomer } from '../../../operations/customers/remove.ts';
import { changeCustomer, replaceCustomer } from '../../../operations/customers/update.ts';
import { isStripeKey } from '../../../operations/facts/customer-input.ts';
import { changeAndUnlink } from '../../../operations/mapping/change-client.ts';
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
import { parentChange } from './parent.ts';
import { eraseData, exportData } from './personal-data.ts';
import { openPortal } from './portal-session.ts';
import { stripeUnlinked, unlinkedAnswer } from './unlinked.ts';

/** A Stripe customer that is named is looked up before it is linked. */
const LINKING = ['stripe_customer_unusable', 'stripe_refuses', 'stripe_unavailable'] as const;

const CHANGING = [
  'not_found',
  'customer_erased',
  'version_differs',
  'stripe_customer_taken',
  ...LINKING,
] as const;

/** A changed customer; with `stripeUnlinked` where the change unlinked it. */
const changedCustomer = z
  .strictObject({
    ...customer.shape,
    stripeUnlinked: stripeUnlinked.optional().openapi({
      description: 'Where the change named the key `Stripe` with null: what became of methods and autopay.',
    }),
  })
  .openapi('ChangedCustomer');

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

/** A changed customer, with what it meant that it was unlinked from Stripe, if it was. */
async function changed(
  ctx: Context,
  ask: {
    readonly caller: Caller;
    readonly customerId: string;
    readonly commandId: string;
    readonly removedIds?: readonly string[] | undefined;
  },
  change: () => Promise<Outcome<unknown>>,
) {
  const { caller, customerId, commandId, removedIds = [] } = ask;
  const { scope, scopes, name: by } = caller;
  const read = () => readCustomer(ctx, { scope, customerId });
  if (!removedIds.some(isStripeKey)) return thenRead(await change(), read);
  if (!scopes.includes('money')) return refused({ code: 'insufficient_scope', needed: 'money', has: scopes });
  const unlinked = await changeAndUnlink(ctx, { scope, customerId, commandId, by, change });
  return thenRead(unlinked, async (said) =>
    mapDone(await read(), (customer) => ({
      ...customer,
      ...(said !== null && { stripeUnlinked: unlinkedAnswer(said) }),
    })),
  );
}

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
    answer: changedCustomer,
    refuses: CHANGING,
  },
  ({ ctx, caller, command: { commandId }, params, body, version }) => {
    const { scope } = caller;
    const ask = { customerId: params.id, commandId, version, customer: customerInput(body) };
    return changed(ctx, { caller, ...ask, removedIds: ask.customer.removedIds }, () =>
      replaceCustomer(ctx, { scope, ...ask }),
    );
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
    answer: changedCustomer,
    refuses: CHANGING,
  },
  ({ ctx, caller, command: { commandId }, params, body, version }) => {
    const { scope } = caller;
    const ask = { customerId: params.id, commandId, version, patch: customerPatch(body) };
    return changed(ctx, { caller, ...ask, removedIds: ask.patch.removedIds }, () =>
      changeCustomer(ctx, { scope, ...ask }),
    );
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
    refuses: ['not_found', 'customer_has_invoices', 'customer_has_children'],
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
  parentChange,
  openPortal,
  exportData,
  eraseData,
  exportAddressData,
  eraseAddressData,
];
