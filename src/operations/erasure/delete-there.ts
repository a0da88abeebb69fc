import { and, eq, ne, sql } from 'drizzle-orm';
import type { StripePort } from '../../adapters/stripe/port.ts';
import { listed } from '../../db/queries/listed.ts';
import { connections, stripeCustomers } from '../../db/schema/index.ts';
import { lostBy } from '../../domain/customer/lost.ts';
import { done, type Outcome, refused, STRIPE_UNAVAILABLE } from '../../domain/outcome.ts';
import type { Context } from '../core/context.ts';

type Link = typeof stripeCustomers.$inferSelect;
type Ask = {
  readonly customerId: string;
  readonly links: readonly Link[];
  /** Whether what is theirs there is deleted, or only named. */
  readonly deletes: boolean;
};

/** A customer at Stripe that was, or may have been, theirs and is there still. */
export type LeftThere = { readonly stripeCustomerId: string; readonly account: string };

/**
 * Deletes a customer's customers at Stripe: the one that each connection is linked to, and what was unlinked before where it
 * was made for them. Somebody may have unlinked another because it is somebody else's, so that one is named and left.
 */
export async function deleteThere(
  ctx: Context,
  { customerId, links, deletes }: Ask,
): Promise<Outcome<readonly LeftThere[]>> {
  const accounts = await ctx.db
    .select({ id: connections.id, account: connections.account, state: connections.state })
    .from(connections)
    .where(sql`${connections.id} in ${listed(links.map(({ connectionId }) => connectionId))}`);
  const left: LeftThere[] = [];
  for (const link of links) {
    const connection = accounts.find(({ id }) => id === link.connectionId);
    if (connection === undefined) continue;
    const { account } = connection;
    const name = (id: string) => left.push({ stripeCustomerId: id, account });
    const { stripeCustomerId } = link;
    if (!deletes || connection.state !== 'active') {
      for (const id of new Set([stripeCustomerId, ...link.leftIds])) if (id !== null) name(id);
      continue;
    }
    const stripe = await ctx.stripe(account);
    if (stripeCustomerId !== null) {
      const deleted = await deleteLinked(stripe, stripeCustomerId);
      if (deleted.kind !== 'done') return deleted;
    }
    for (const id of link.leftIds.filter((one) => one !== stripeCustomerId)) {
      const deleted = await deleteLeft(ctx, stripe, { connectionId: link.connectionId, customerId, id });
      if (deleted.kind !== 'done') return deleted;
      if (!deleted.value) name(id);
    }
  }
  return done(left);
}

async function deleteLinked(stripe: StripePort, id: string): Promise<Outcome<null>> {
  const deleted = await stripe.deleteCustomer(id);
  switch (deleted.kind) {
    case 'ok':
      return done(null);
    case 'unknown':
      return STRIPE_UNAVAILABLE;
    case 'refused': {
      // It was deleted there before; any other refusal needs a person. One that this account does not have is another
      // account's, and is not deleted there: whoever knows that says `keep`.
      const found = await stripe.retrieveCustomer(id);
      if (found.kind === 'unknown') return STRIPE_UNAVAILABLE;
      if (found.kind === 'refused' || found.value.kind !== 'deleted')
        return refused({ code: 'stripe_refuses' });
      return done(null);
    }
  }
}

/** Whether what was unlinked before is gone, by now or by this. */
async function deleteLeft(
  ctx: Context,
  stripe: StripePort,
  at: { readonly connectionId: string; readonly customerId: string; readonly id: string },
): Promise<Outcome<boolean>> {
  const found = await stripe.retrieveCustomer(at.id);
  switch (found.kind) {
    case 'unknown':
      return STRIPE_UNAVAILABLE;
    case 'refused':
      return done(lostBy(found) !== null);
    case 'ok':
      break;
  }
  if (found.value.kind === 'deleted') return done(true);
  const { quittance_customer: madeFor, quittance_deployment: by } = found.value.metadata;
  if (madeFor !== at.customerId || by !== ctx.deploymentId) return done(false);
  const [holder] = await ctx.db
    .select({ customerId: stripeCustomers.customerId })
    .from(stripeCustomers)
    .where(
      and(
        eq(stripeCustomers.connectionId, at.connectionId),
        eq(stripeCustomers.stripeCustomerId, at.id),
        ne(stripeCustomers.customerId, at.customerId),
      ),
    );
  if (holder !== undefined) return done(false);
  const deleted = await stripe.deleteCustomer(at.id);
  return deleted.kind === 'unknown' ? STRIPE_UNAVAILABLE : done(deleted.kind === 'ok');
}
