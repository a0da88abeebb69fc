import { selectActiveConnection } from '../../db/queries/active-connection.ts';
import { selectHolder } from '../../db/queries/customers.ts';
import { insertCustomer } from '../../db/queries/customers-write.ts';
import { selectNamedParent } from '../../db/queries/parents.ts';
import { EMPTY_HEAD, selectCommand } from '../../db/streams.ts';
import { done, type Outcome, refused } from '../../domain/outcome.ts';
import { taxIdProblems } from '../../domain/tax-id/problems.ts';
import {
  CONFLICT,
  type ConflictOr,
  type Context,
  commitChange,
  decided,
  retryOnConflict,
} from '../core/context.ts';
import type { Scope, Scoped } from '../core/scope.ts';
import { collectionProblems } from '../facts/customer-collection.ts';
import { type CustomerInput, namedStripeCustomer } from '../facts/customer-input.ts';
import { customerColumns, externalEffects, externalRows } from './customer-rows.ts';
import { linkFor } from './link-for.ts';
import { parentProblems } from './parent-problems.ts';

type Ask = { readonly customerId: string; readonly commandId: string; readonly customer: CustomerInput };

/**
 * Creates a customer under an id chosen by the caller, so that a retry creates the same one. Rejects with
 * `stripe_customer_taken` if the Stripe customer it names is linked to another, `stripe_customer_unusable` if it is none, and with `invalid` if its collection
 * policy cannot work.
 */
export const createCustomer = (
  ctx: Context,
  { scope, ...ask }: Scoped<Ask>,
): Promise<Outcome<{ customerId: string }>> => retryOnConflict(ctx, () => attempt(ctx, scope, ask));

async function attempt(
  ctx: Context,
  scope: Scope,
  { customerId, commandId, customer }: Ask,
): Promise<ConflictOr<Outcome<{ customerId: string }>>> {
  const { db } = ctx;
  const stream = { type: 'customer', id: customerId } as const;
  const read = () =>
    db.batch([
      selectCommand(db, stream, commandId),
      selectActiveConnection(db, scope),
      selectHolder(db, scope, customerId, namedStripeCustomer(customer) ?? ''),
      selectNamedParent(db, scope, customer.parentId ?? ''),
    ]);
  const [commanded, [connection], holders, [parent]] = await read();
  if (commanded.length > 0) return decided(done({ customerId }));
  const [heldBy] = holders;
  if (heldBy !== undefined) return decided(refused({ code: 'stripe_customer_taken', heldBy }));
  const linked = await linkFor(ctx, connection, namedStripeCustomer(customer));
  if (linked.kind !== 'done') return decided(linked);
  const link = linked.value;
  const asked = { customerId, parentId: customer.parentId, before: null };
  const problems = [
    ...taxIdProblems(customer.taxIds ?? []),
    ...collectionProblems(customer, null, {
      connected: connection !== undefined,
      refuseCharge: ctx.rules.refuseCharge,
    }),
    ...parentProblems(asked, parent, []),
  ];
  if (problems.length > 0) return decided(refused({ code: 'invalid', problems }));
  const at = ctx.now();
  const change = {
    merchantId: scope.merchantId,
    commandId,
    at,
    appends: [{ stream, head: EMPTY_HEAD, type: 'customer_created', data: null }] as const,
    rows: [
      insertCustomer(db, {
        id: customerId,
        ...scope,
        ...customerColumns(customer),
        createdAt: at,
        updatedAt: at,
      }),
      ...externalRows(db, customerId, customer, link, at),
    ],
    effects: externalEffects(ctx, customerId, link),
    result: { customerId },
  };
  try {
    const committed = await commitChange(ctx, change);
    return committed.kind === 'committed' ? decided(done({ customerId })) : CONFLICT;
  } catch (error) {
    // Another customer may have been linked to the same Stripe customer since: the unique key refused it.
    const [, , taken, [above]] = await read();
    const [since] = taken;
    if (since !== undefined) return decided(refused({ code: 'stripe_customer_taken', heldBy: since }));
    const late = parentProblems(asked, above, []);
    if (late.length > 0) return decided(refused({ code: 'invalid', problems: late }));
    throw error;
  }
}
