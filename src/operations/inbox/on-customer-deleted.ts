import { and, eq } from 'drizzle-orm';
import { stripeCustomers } from '../../db/schema/index.ts';
import { type EventHandler, HANDLED } from '../core/event-handler.ts';
import { forgetCustomer } from '../customers/forget-stripe-customer.ts';

/** Somebody deleted a Stripe customer of ours: the next payment has a new one made, and its methods are gone. */
export const onCustomerDeleted: EventHandler = async (ctx, connection, { customerId: gone }) => {
  if (gone === null) return null;
  const [row] = await ctx.db
    .select({ customerId: stripeCustomers.customerId })
    .from(stripeCustomers)
    .where(and(eq(stripeCustomers.connectionId, connection.id), eq(stripeCustomers.stripeCustomerId, gone)));
  if (row === undefined) return null;
  const methods = await (await ctx.stripe(connection.account)).listMethods(gone);
  if (methods.kind === 'unknown') return { state: 'later', reason: 'stripe_unavailable' };
  if (methods.kind === 'ok') return { state: 'quarantined', reason: 'customer_is_there' };
  await forgetCustomer(ctx, {
    merchantId: connection.merchantId,
    connectionId: connection.id,
    customerId: row.customerId,
    gone,
  });
  return HANDLED;
};
