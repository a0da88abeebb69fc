import { and, eq, ne } from 'drizzle-orm';
import { isActive } from '../../db/queries/active-connection.ts';
import { connections, paymentMethods, type stripeCustomers } from '../../db/schema/index.ts';
import { lostBy } from '../../domain/customer/lost.ts';
import { type Outcome, refused } from '../../domain/outcome.ts';
import type { Context } from '../core/context.ts';
import type { Scope } from '../core/scope.ts';
import { removeMethod } from '../methods/remove-method.ts';
import { deleteThere, type LeftThere } from './delete-there.ts';

type Ask = {
  readonly scope: Scope;
  readonly customerId: string;
  readonly stripeCustomer: 'delete' | 'keep';
  readonly links: readonly (typeof stripeCustomers.$inferSelect)[];
};

/**
 * Detaches a customer's methods at Stripe, then deletes their customers there if that is wished. On an account that is not
 * connected any more nothing can be done there. Answers with those that are left there. Safe to repeat.
 */
export async function leaveStripe(
  ctx: Context,
  { scope, customerId, ...ask }: Ask,
): Promise<Outcome<readonly LeftThere[]>> {
  const who = { ...scope, customerId };
  const methods = await ctx.db
    .select({ id: paymentMethods.id, connectionId: paymentMethods.connectionId })
    .from(paymentMethods)
    .innerJoin(connections, and(eq(connections.id, paymentMethods.connectionId), isActive))
    .where(and(eq(paymentMethods.customerId, customerId), ne(paymentMethods.state, 'detached')));
  for (const { id: methodId, connectionId } of methods) {
    const removed = await removeMethod(ctx, { who, methodId, confirmed: true });
    const isGone = removed.kind === 'refused' && removed.rejection.code === 'not_found';
    if (removed.kind === 'refused' && removed.rejection.code === 'payment_in_progress')
      return refused({ code: 'customer_not_erasable', why: 'payment_under_way' });
    if (removed.kind === 'done' || isGone) continue;
    // What this account does not have can neither be detached nor charged: it does not keep a person's data here.
    const isKept = removed.kind === 'refused' && removed.rejection.code === 'stripe_refuses';
    const mayBeLost = isKept || removed.kind === 'stripe_unavailable';
    if (mayBeLost && (await isLostThere(ctx, ask.links, connectionId))) continue;
    return removed;
  }
  return deleteThere(ctx, { customerId, links: ask.links, deletes: ask.stripeCustomer === 'delete' });
}

/** Whether the account says that it does not have the customer of a link. */
async function isLostThere(ctx: Context, links: Ask['links'], connectionId: string): Promise<boolean> {
  const link = links.find((one) => one.connectionId === connectionId);
  const [connection] = await ctx.db
    .select({ account: connections.account })
    .from(connections)
    .where(and(eq(connections.id, connectionId), isActive));
  if (link === undefined || link.stripeCustomerId === null || connection === undefined) return false;
  const found = await (await ctx.stripe(connection.account)).retrieveCustomer(link.stripeCustomerId);
  return found.kind === 'refused' && lostBy(found) !== null;
}
