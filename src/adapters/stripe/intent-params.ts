import type Stripe from 'stripe';
import { toStripeAmount } from './amounts.ts';
import type { IntentOrder, IntentParams } from './port-intents.ts';

/** Both requests of one attempt, as they are stored. */
export type IntentRequests = {
  readonly create: Stripe.PaymentIntentCreateParams;
  readonly confirm: Stripe.PaymentIntentConfirmParams;
};

/**
 * The exact parameters of an attempt with a method on file: the intent is created unconfirmed, then confirmed with
 * the amount repeated, so that only the announced amount is collected. The payer is away and cannot authenticate:
 * where the bank asks for it the attempt fails, and the payer is sent a link.
 * https://docs.stripe.com/api/payment_intents/create, https://docs.stripe.com/api/payment_intents/confirm
 */
export function intentParams(order: IntentOrder): IntentParams {
  const amount = toStripeAmount(order.currency, order.amount);
  const requests: IntentRequests = {
    create: {
      amount,
      currency: order.currency.toLowerCase(),
      customer: order.stripeCustomerId,
      payment_method: order.stripePaymentMethodId,
      allowed_payment_method_types: [order.methodKind === 'us_bank_account' ? 'us_bank_account' : 'card'],
      description: order.description,
      metadata: { ...order.metadata },
      ...(order.receiptEmail !== null && { receipt_email: order.receiptEmail }),
    },
    confirm: {
      payment_method: order.stripePaymentMethodId,
      amount_to_confirm: amount,
      ...(order.offSession
        ? { off_session: true }
        : { error_on_requires_action: true, return_url: order.returnUrl }),
    },
  };
  return JSON.stringify(requests);
}

export function lighterIntent(params: IntentParams, param: string | null, code: string): IntentParams | null {
  const requests: IntentRequests = JSON.parse(params);
  const name = param === null && code === 'email_invalid' ? 'receipt_email' : param;
  if (name !== 'receipt_email' && name !== 'description') return null;
  const { [name]: refused, ...create } = requests.create;
  return refused === undefined ? null : JSON.stringify({ ...requests, create });
}
