import type Stripe from 'stripe';
import type { SessionParams } from './port-sessions.ts';
import type { SetupSessionOrder } from './port-setups.ts';
import { SETUP_SESSION_EXPAND } from './read-method.ts';
import { CHECKOUT_LOCALES } from './session-params.ts';

/**
 * The exact parameters of a session that saves a method without a payment: a card, or a US bank account that
 * is verified at once. https://docs.stripe.com/payments/checkout/save-and-reuse
 */
export function setupSessionParams(order: SetupSessionOrder): SessionParams {
  const params: Stripe.Checkout.SessionCreateParams = {
    mode: 'setup',
    customer: order.stripeCustomerId,
    allowed_payment_method_types: [order.kind === 'card' ? 'card' : 'us_bank_account'],
    ...(order.kind === 'bank_instant' && {
      payment_method_options: { us_bank_account: { verification_method: 'instant' } },
    }),
    setup_intent_data: { metadata: { ...order.metadata } },
    metadata: { ...order.metadata },
    locale: CHECKOUT_LOCALES[order.locale.split('-', 1)[0] ?? ''] ?? 'auto',
    expires_at: Math.floor(order.expiresAtMs / 1000),
    success_url: order.successUrl,
    cancel_url: order.cancelUrl,
    expand: SETUP_SESSION_EXPAND,
  };
  return JSON.stringify(params);
}
