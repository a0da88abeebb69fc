import { findPayment } from '../../db/queries/payment.ts';
import { type EventHandler, HANDLED } from '../core/event-handler.ts';
import { recordRefunds } from './record-refunds.ts';

/** Events of refunds: the payment that they belong to has all its refunds retrieved. */
export const onRefundEvent: EventHandler = async (ctx, connection, facts) => {
  const payment = await findPayment(ctx.db, connection.id, facts);
  if (payment === null) return null;
  const recorded = await recordRefunds(ctx, payment.id);
  if (!recorded.known) return { state: 'later', reason: 'stripe_unavailable' };
  // Money on an object that the payment does not know is nothing that was handled.
  return facts.intentId === null || recorded.intentId === facts.intentId
    ? HANDLED
    : { state: 'quarantined', reason: 'object_not_of_payment' };
};
