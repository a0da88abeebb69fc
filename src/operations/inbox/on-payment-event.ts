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
  // An event about an object that is not the payment's own was not handled, unless it is an intent cancelled before its
  // id was recorded, which cannot bring money.
  return isIts || facts.type === 'payment_intent.canceled'
    ? HANDLED
    : { state: 'quarantined', reason: 'object_not_of_payment' };
};
