import { and, desc, eq, inArray } from 'drizzle-orm';
import type { EventFacts } from '../../adapters/stripe/port-events.ts';
import { methodSetups, paymentMethods, stripeCustomers } from '../../db/schema/index.ts';
import { OPEN_SETUPS } from '../../domain/methods/setup.ts';
import type { Context } from '../core/context.ts';
import { type EventHandler, verdictOf } from '../core/event-handler.ts';
import { syncMethods } from './sync-methods.ts';
import { syncSetup } from './sync-setup.ts';

/**
 * Events of payment methods, mandates, set-ups and customers: whatever happened, the customer's methods are synced from
 * Stripe. So a method that the merchant's own code added at Stripe is on file here within a minute.
 */
export const onMethodEvent: EventHandler = async (ctx, connection, facts) => {
  if (connection.state !== 'active') return null;
  const customerId = await customerOf(ctx, connection.id, facts);
  if (customerId === null) return null;
  if (facts.setupIntentId !== null || facts.sessionId !== null) {
    const synced = await Promise.all(
      (await selectOpenSetups(ctx, customerId, connection.id)).map(({ id }) => syncSetup(ctx, id)),
    );
    if (synced.some(({ known }) => !known)) return { state: 'later', reason: 'stripe_unavailable' };
  }
  return verdictOf(await syncMethods(ctx, { customerId, connectionId: connection.id }));
};

/** The few open set-ups of a customer: the event may be about one whose id is not known yet. */
const selectOpenSetups = (ctx: Context, customerId: string, connectionId: string) =>
  ctx.db
    .select({ id: methodSetups.id })
    .from(methodSetups)
    .where(
      and(
        eq(methodSetups.customerId, customerId),
        eq(methodSetups.connectionId, connectionId),
        inArray(methodSetups.state, [...OPEN_SETUPS]),
      ),
    )
    .orderBy(desc(methodSetups.id))
    .limit(10);

/** Our customer that an event is about: by the Stripe customer it names, else by a known method. */
async function customerOf(ctx: Context, connectionId: string, facts: EventFacts): Promise<string | null> {
  const [linked, methods] = await ctx.db.batch([
    ctx.db
      .select({ customerId: stripeCustomers.customerId })
      .from(stripeCustomers)
      .where(
        and(
          eq(stripeCustomers.connectionId, connectionId),
          eq(stripeCustomers.stripeCustomerId, facts.customerId ?? ''),
        ),
      ),
    ctx.db
      .select({ customerId: paymentMethods.customerId })
      .from(paymentMethods)
      .where(
        and(
          eq(paymentMethods.connectionId, connectionId),
          eq(paymentMethods.stripePaymentMethodId, facts.methodId ?? ''),
        ),
      ),
  ]);
  return linked[0]?.customerId ?? methods[0]?.customerId ?? null;
}
