import { selectActiveConnection } from '../../db/queries/active-connection.ts';
import { selectCustomer, selectHolder } from '../../db/queries/customers.ts';
import { selectStripeCustomers, updateCustomer } from '../../db/queries/customers-write.ts';
import { selectAnyChild, selectNamedParent, selectPaidByOthers } from '../../db/queries/parents.ts';
import type { customers } from '../../db/schema/index.ts';
import { headOf, selectCommand, selectHead } from '../../db/streams.ts';
import { done, type Outcome, refused } from '../../domain/outcome.ts';
import { taxIdProblems } from '../../domain/tax-id/problems.ts';
import {
  CONFLICT,
  type ConflictOr,
  type Context,
  commitChange,
  decided,
  effect,
  retryOnConflict,
} from '../core/context.ts';
import type { Scope, Scoped } from '../core/scope.ts';
import { collectionProblems, decidesAnew } from '../facts/customer-collection.ts';
import { type CustomerInput, namedStripeCustomer } from '../facts/customer-input.ts';
import { type CustomerPatch, patched } from '../facts/customer-patch.ts';
import { recheckInvoices } from '../facts/recheck-invoices.ts';
import { customerColumns, externalEffects, externalRows } from './customer-rows.ts';
import { linkFor } from './link-for.ts';
import { isStoppable, parentProblems } from './parent-problems.ts';
import { sendChangeRows } from './send-change-rows.ts';

type Ask = {
  readonly customerId: string;
  readonly commandId: string;
  /** The version that the writer saw; null where they do not say. */
  readonly version?: number | null;
  /** Where they change it themselves, in the portal. */
  readonly by?: 'customer';
};
/** What a writer names: a Stripe customer, and who pays. */
type Named = { readonly named: string | null; readonly parentId?: string | null | undefined };
type Row = typeof customers.$inferSelect;

/**
 * Replaces a customer, except for external ids whose keys are not named, and for contacts and a collection policy that are
 * omitted: these are kept, as are tax ids. Finalized invoices stay as they are; their collection is replanned. Rejects with
 * `not_found`,
 * `version_differs`, `stripe_customer_taken`, `stripe_customer_unusable` or `invalid`. What Stripe has too is changed there.
 */
export const replaceCustomer = (
  ctx: Context,
  { scope, customer, ...ask }: Scoped<Ask & { readonly customer: CustomerInput }>,
): Promise<Outcome<{ customerId: string }>> =>
  retryOnConflict(ctx, () =>
    attempt(
      ctx,
      scope,
      { ...ask, named: namedStripeCustomer(customer), parentId: customer.parentId },
      (row) => ({
        ...customer,
        contacts: customer.contacts ?? row.contacts,
        taxIds: customer.taxIds ?? row.taxIds,
        parentId: customer.parentId === undefined ? row.parentId : customer.parentId,
      }),
    ),
  );

/** Changes the named fields of a customer, and rejects as a replacement does. */
export const changeCustomer = (
  ctx: Context,
  { scope, patch, ...ask }: Scoped<Ask & { readonly patch: CustomerPatch }>,
): Promise<Outcome<{ customerId: string }>> =>
  retryOnConflict(ctx, () => {
    const named = namedStripeCustomer({ externalIds: patch.externalIds ?? [] });
    return attempt(ctx, scope, { ...ask, named, parentId: patch.parentId }, (row) => patched(row, patch));
  });

async function attempt(
  ctx: Context,
  scope: Scope,
  { customerId, commandId, version = null, by, named, parentId = null }: Ask & Named,
  inputFor: (row: Row) => CustomerInput,
): Promise<ConflictOr<Outcome<{ customerId: string }>>> {
  const { db } = ctx;
  const stream = { type: 'customer', id: customerId } as const;
  const read = () =>
    db.batch([
      selectHead(db, stream),
      selectCommand(db, stream, commandId),
      selectCustomer(db, scope, customerId),
      selectActiveConnection(db, scope),
      selectHolder(db, scope, customerId, named ?? ''),
      selectStripeCustomers(db, customerId),
      selectNamedParent(db, scope, parentId ?? ''),
      selectAnyChild(db, customerId),
      selectPaidByOthers(db, customerId),
    ]);
  const [head, commanded, [found], [connection], holders, atStripe, [parent], children, byOthers] =
    await read();
  if (found === undefined) return decided(refused({ code: 'not_found', what: 'customer' }));
  if (commanded.length > 0) return decided(done({ customerId }));
  if (found.customer.erasedAt !== null) return decided(refused({ code: 'customer_erased' }));
  if (version !== null && version !== found.customer.version) {
    return decided(refused({ code: 'version_differs', version: found.customer.version }));
  }
  const [heldBy] = holders;
  if (heldBy !== undefined) return decided(refused({ code: 'stripe_customer_taken', heldBy }));
  const linked = await linkFor(ctx, connection, named, found.stripeCustomerId);
  if (linked.kind !== 'done') return decided(linked);
  const link = linked.value;
  const customer = inputFor(found.customer);
  const problems = [
    ...taxIdProblems(customer.taxIds ?? []),
    ...collectionProblems(customer, found.customer, {
      connected: connection !== undefined,
      refuseCharge: ctx.rules.refuseCharge,
    }),
    ...parentProblems(
      { customerId, parentId: customer.parentId, before: found.customer.parentId },
      parent,
      children,
    ),
  ];
  if (problems.length > 0) return decided(refused({ code: 'invalid', problems }));
  const isNewParent = (customer.parentId ?? null) !== found.customer.parentId;
  const at = ctx.now();
  // One that is linked just now is as it is on both sides: what is changed from now on follows.
  const sent = sendChangeRows(ctx, {
    before: found.customer,
    after: customer,
    atStripe: atStripe.filter(({ connectionId }) => connectionId !== link?.connectionId),
    connectionId: connection?.id,
    at,
  });
  const change = {
    merchantId: scope.merchantId,
    commandId,
    at,
    appends: [
      {
        stream,
        head: headOf(head),
        type: 'customer_updated',
        data: {
          changed: sent.changed,
          ...(isNewParent && { parentId: customer.parentId ?? null }),
          ...(by !== undefined && { by }),
        },
      },
    ] as const,
    rows: [
      updateCustomer(db, customerId, { ...customerColumns(customer), updatedAt: at }),
      ...externalRows(db, customerId, customer, link, at),
      ...sent.rows,
      ...(isNewParent || decidesAnew(found.customer, customer) ? [recheckInvoices(db, customerId, at)] : []),
    ],
    effects: [
      ...externalEffects(ctx, customerId, link),
      ...sent.effects,
      // Whoever paid for it pays no more: what is open is closed, and a claim is stopped by its final check.
      ...(isNewParent
        ? byOthers.filter(isStoppable).map(({ id }) => effect(ctx, 'expire_payment', { paymentId: id }))
        : []),
    ],
    result: { customerId },
  };
  try {
    const committed = await commitChange(ctx, change);
    return committed.kind === 'committed' ? decided(done({ customerId })) : CONFLICT;
  } catch (error) {
    // Another customer may have been linked to the same Stripe customer since: the unique key refused it. Or who was named
    // as a parent has one by now, or was erased: a trigger did.
    const [, , , , taken, , [above], below] = await read();
    const [since] = taken;
    if (since !== undefined) return decided(refused({ code: 'stripe_customer_taken', heldBy: since }));
    // One that it has already is not named anew.
    const asked = { customerId, parentId: customer.parentId, before: found.customer.parentId };
    const late = parentProblems(asked, above, below);
    if (late.length > 0) return decided(refused({ code: 'invalid', problems: late }));
    throw error;
  }
}
