import { and, eq } from 'drizzle-orm';
import { stripeCustomers } from '../../db/schema/index.ts';
import { type EventHandler, HANDLED } from '../core/event-handler.ts';
import { forgetCustomer } from '../customers/forget-stripe-customer.ts';

/** A Stripe customer of ours was deleted at Stripe, and its methods with it: the next payment creates a new one. */
export const onCustomerDeleted: EventHandler = async (ctx, connection, { customerId: gone }) => {
  if (gone === null) return null;
  const [row] = await ctx.db
    .select({ customerId: stripeCustomers.customerId })
    .from(stripeCustomers)
    .where(and(eq(stripeCustomers.connectionId, connection.id), eq(stripeCustomers.stripeCustomerId, gone)));
  if (row === undefined) return null;
  const found = await (await ctx.stripe(connection.account)).retrieveCustomer(gone);
  if (found.kind !== 'ok') return { state: 'later', reason: 'stripe_unavailable' };
  if (found.value.kind === 'there') return { state: 'quarantined', reason: 'customer_is_there' };
  await forgetCustomer(ctx, {
    merchantId: connection.merchantId,
    connectionId: connection.id,
    customerId: row.customerId,
    gone,
  });
  return HANDLED;
};
