import { and, eq, ne } from 'drizzle-orm';
import { isActive } from '../../db/queries/active-connection.ts';
import { connections, paymentMethods, type stripeCustomers } from '../../db/schema/index.ts';
import { lostBy } from '../../domain/customer/lost.ts';
import { done, type Outcome, refused, STRIPE_UNAVAILABLE } from '../../domain/outcome.ts';
import type { Context } from '../core/context.ts';
import type { Scope } from '../core/scope.ts';
import { removeMethod } from '../methods/remove-method.ts';

type Ask = {
  readonly scope: Scope;
  readonly customerId: string;
  readonly stripeCustomer: 'delete' | 'keep';
  readonly links: readonly (typeof stripeCustomers.$inferSelect)[];
};

/**
 * Detaches a customer's methods at Stripe, then deletes their customer there if that is wished. On an account that is not
 * connected any more nothing can be done there. Safe to repeat.
 */
export async function leaveStripe(ctx: Context, { scope, customerId, ...ask }: Ask): Promise<Outcome<null>> {
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
    if (removed.kind === 'stripe_unavailable' && (await isLostThere(ctx, ask.links, connectionId))) continue;
    return removed;
  }
  return ask.stripeCustomer === 'delete' ? deleteThere(ctx, ask.links) : done(null);
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

async function deleteThere(ctx: Context, links: Ask['links']): Promise<Outcome<null>> {
  const active = await ctx.db
    .select({ id: connections.id, account: connections.account })
    .from(connections)
    .where(isActive);
  for (const { connectionId, stripeCustomerId } of links) {
    const connection = active.find(({ id }) => id === connectionId);
    if (connection === undefined || stripeCustomerId === null) continue;
    const stripe = await ctx.stripe(connection.account);
    const deleted = await stripe.deleteCustomer(stripeCustomerId);
    switch (deleted.kind) {
      case 'ok':
        break;
      case 'unknown':
        return STRIPE_UNAVAILABLE;
      case 'refused': {
        // It was deleted there before; any other refusal needs a person. One that this account does not have is another
        // account's, and is not deleted there: whoever knows that says `keep`.
        const found = await stripe.retrieveCustomer(stripeCustomerId);
        if (found.kind === 'unknown') return STRIPE_UNAVAILABLE;
        if (found.kind === 'refused' || found.value.kind !== 'deleted')
          return refused({ code: 'stripe_refuses' });
      }
    }
  }
  return done(null);
}
