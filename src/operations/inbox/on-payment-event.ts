import { findPayment } from '../../db/queries/payment.ts';
import { type EventHandler, HANDLED } from '../core/event-handler.ts';
import { recordOutcome } from '../payments/record-outcome.ts';

/** Events of sessions and PaymentIntents: records the outcome of the payment they belong to. */
export const onPaymentEvent: EventHandler = async (ctx, connection, facts) => {
  const payment = await findPayment(ctx.db, connection.id, facts);
  if (payment === null) return null;
  const recorded = await recordOutcome(ctx, payment.id, {
    toldOfDecline: facts.type === 'payment_intent.payment_failed',
  });
  if (recorded.anomaly !== null) return { state: 'quarantined', reason: recorded.anomaly };
  if (!recorded.known) return { state: 'later', reason: 'stripe_unavailable' };
  const isIts =
    (facts.sessionId !== null && facts.sessionId === recorded.sessionId) ||
    (facts.intentId !== null && facts.intentId === recorded.intentId);
  // An event about an object that is not the payment's own was not handled, unless it cannot bring money: an intent that was
  // cancelled before its id was recorded, or a session that expired before that and has no intent.
  const isNothing =
    facts.type === 'payment_intent.canceled' ||
    (facts.type === 'checkout.session.expired' && facts.intentId === null);
  return isIts || isNothing ? HANDLED : { state: 'quarantined', reason: 'object_not_of_payment' };
};
