import type { Stripe } from 'stripe';
import { idOf } from '../core/json.ts';
import { find, type Scope, save } from '../core/scope.ts';
import { attachUnchecked } from './attach.ts';
import { traitsOf } from './payment-method.ts';

/**
 * With `setup_future_usage` the method is attached to the customer once the payment is confirmed and the payer has
 * done all that was asked (SDK, `PaymentIntentCreateParams.setup_future_usage`).
 */
export function saveForLater(scope: Scope, intent: Stripe.PaymentIntent, method: Stripe.PaymentMethod): void {
  const customer = idOf(intent.customer);
  if (intent.setup_future_usage === null || customer === null) return;
  const traits = traitsOf(scope, method.id);
  if (traits.type === 'card' && intent.setup_future_usage === 'off_session') {
    save(scope, '_payment_method', method.id, { ...traits, setUp: true });
  }
  const current = find(scope, 'payment_method', method.id) ?? method;
  if (idOf(current.customer) === null && !traits.detached) attachUnchecked(scope, current, customer);
}
