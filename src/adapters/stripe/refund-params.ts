import type Stripe from 'stripe';
import { sayableAmount, toStripeAmount } from './amounts.ts';
import type { RefundOrder, RefundParams } from './port-refunds.ts';

/**
 * The exact parameters of a refund. The amount is always explicit, so that other refunds in the meantime do not
 * change it. https://docs.stripe.com/api/refunds/create
 */
export function refundParams(order: RefundOrder): RefundParams {
  if (sayableAmount(order.currency, order.amount) !== order.amount) {
    throw new RangeError(`${order.amount} ${order.currency} cannot be refunded exactly`);
  }
  const params: Stripe.RefundCreateParams = {
    payment_intent: order.intentId,
    amount: toStripeAmount(order.currency, order.amount),
    ...(order.reason !== null && { reason: order.reason }),
    metadata: { ...order.metadata },
  };
  return JSON.stringify(params);
}
