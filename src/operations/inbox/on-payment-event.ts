import { findPayment } from '../../db/queries/payment.ts';
import { type EventHandler, HANDLED } from '../core/event-handler.ts';
import { recordOutcome } from '../payments/record-outcome.ts';

/** Events of sessions and PaymentIntents: the payment they belong to goes through the one door for outcomes. */
export const onPaymentEvent: EventHandler = async (ctx, connection, facts) => {
  const payment = await findPayment(ctx.db, connection.id, facts);
  if (payment === null) return null;
  const recorded = await recordOutcome(ctx, payment.id);
  if (recorded.anomaly !== null) return { state: 'quarantined', reason: recorded.anomaly };
  if (!recorded.known) return { state: 'later', reason: 'stripe_unavailable' };
  const isIts =
    (facts.sessionId !== null && facts.sessionId === recorded.sessionId) ||
    (facts.intentId !== null && facts.intentId === recorded.intentId);
  // Money on an object that the payment does not know is nothing that was handled; one that was cancelled before
  // anybody knew it brings none.
  return isIts || facts.type === 'payment_intent.canceled'
    ? HANDLED
    : { state: 'quarantined', reason: 'object_not_of_payment' };
};
