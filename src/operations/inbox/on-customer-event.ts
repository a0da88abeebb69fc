import { and, eq } from 'drizzle-orm';
import { stripeCustomers } from '../../db/schema/index.ts';
import { type EventHandler, HANDLED } from '../core/event-handler.ts';
import { followCustomer } from '../customers/follow-customer.ts';
import { changeKeys } from '../customers/send-change.ts';
import { onMethodEvent } from '../methods/on-method-event.ts';
import { onCustomerDeleted } from './on-customer-deleted.ts';

/** Events of customers: what was changed there is taken over here. A change that we sent is no news. */
export const onCustomerEvent: EventHandler = async (ctx, connection, facts) => {
  if (facts.type === 'customer.deleted') return onCustomerDeleted(ctx, connection, facts);
  if (connection.state !== 'active') return null;
  const [row] = await ctx.db
    .select({ customerId: stripeCustomers.customerId, connectionId: stripeCustomers.connectionId })
    .from(stripeCustomers)
    .where(
      and(
        eq(stripeCustomers.connectionId, connection.id),
        eq(stripeCustomers.stripeCustomerId, facts.customerId ?? ''),
      ),
    );
  if (row === undefined) return null;
  const { customerChange: heard } = facts;
  if (heard?.idempotencyKey?.startsWith(changeKeys(row)) === true) return HANDLED;
  const methods = await onMethodEvent(ctx, connection, facts);
  if (heard === null || methods?.state !== 'handled') return methods;
  const followed = await followCustomer(ctx, { ...row, heard });
  // What Stripe refuses to show is asked for again, and told to the business.
  return followed.kind === 'done' ? HANDLED : { state: 'later', reason: 'stripe_unavailable' };
};
