import { and, inArray, isNotNull, isNull, lte } from 'drizzle-orm';
import type { EventFacts } from '../../adapters/stripe/port-events.ts';
import { payments } from '../../db/schema/index.ts';
import { claimsToBeOurPayment } from '../../domain/payment/whose-object.ts';
import { pauseMoney } from '../connections/pause-money.ts';
import type { Context } from '../core/context.ts';
import type { Connection, Verdict } from '../core/event-handler.ts';
import { SKEW_MS } from '../facts/payment-timing.ts';
import { quarantineUnknownObject } from '../recovery/quarantine-unknown-object.ts';

/** The verdict on an event that no connection of its account claims. */
export async function onUnknownObjectEvent(
  ctx: Context,
  connected: readonly Connection[],
  facts: EventFacts,
): Promise<Verdict> {
  const isNamedOurs = claimsToBeOurPayment(
    { ...facts, isSetup: facts.setupId !== null },
    { deploymentId: ctx.deploymentId, merchantIds: connected.map(({ merchantId }) => merchantId) },
  );
  switch (facts.family) {
    case 'payment':
      return isNamedOurs ? quarantine(ctx, connected, facts) : FOREIGN;
    case 'refund':
    case 'dispute':
      if (isNamedOurs) return quarantine(ctx, connected, facts);
      return (await mayBecomeOurs(ctx, connected, facts))
        ? { state: 'later', reason: 'payment_not_known_yet' }
        : FOREIGN;
    case 'method':
    case 'account':
    case 'customer':
      return FOREIGN;
  }
}

const FOREIGN: Verdict = { state: 'skipped', reason: 'foreign_object' };

/** How far before the first unknown object a rebuild starts. */
const REBUILD_FROM_BEFORE_MS = 24 * 3_600_000;

/**
 * An object with our metadata that is unknown here: forged metadata, or a restored database. Its invoice is frozen
 * until a person has reviewed it. More than one is taken for a restored database: money is paused until everything at
 * Stripe is known again.
 */
async function quarantine(
  ctx: Context,
  connected: readonly Connection[],
  facts: EventFacts,
): Promise<Verdict> {
  const connection = connected.find(({ merchantId }) => merchantId === facts.merchantId) ?? connected.at(0);
  if (connection !== undefined) {
    const stripeId = facts.objectId ?? '';
    const quarantined = await quarantineUnknownObject(ctx, connection, {
      stripeId,
      paymentId: facts.paymentId || stripeId,
      invoiceIds: facts.invoiceIds,
      reason: 'unknown_payment',
    });
    if (quarantined.isDismissed === true) return { state: 'skipped', reason: 'dismissed' };
    if (quarantined.isKnown === true) return { state: 'later', reason: 'payment_adopted_meanwhile' };
    if (quarantined.isNew && quarantined.unknown > 1 && connection.state === 'active') {
      const from = facts.createdAt - REBUILD_FROM_BEFORE_MS;
      await pauseMoney(ctx, connection.id, 'restored', { from, by: 'inbox' });
    }
  }
  return { state: 'quarantined', reason: 'unknown_payment' };
}

/**
 * A refund made at Stripe, or a dispute, names nothing but a PaymentIntent. It may belong to an earlier open payment
 * whose intent is not recorded yet: events arrive in any order.
 */
async function mayBecomeOurs(
  ctx: Context,
  connected: readonly Connection[],
  facts: EventFacts,
): Promise<boolean> {
  const ids = connected.map(({ id }) => id);
  const open = await ctx.db
    .select({ id: payments.id })
    .from(payments)
    .where(
      and(
        isNotNull(payments.checkAt),
        isNull(payments.stripePaymentIntentId),
        inArray(payments.connectionId, ids),
        lte(payments.claimedAt, facts.createdAt + SKEW_MS),
      ),
    )
    .limit(1);
  return open.length > 0;
}
