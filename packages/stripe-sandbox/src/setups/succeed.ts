import type { Stripe } from 'stripe';
import { finishSetupSession } from '../checkout/finish.ts';
import { emit } from '../core/emit.ts';
import { idOf } from '../core/json.ts';
import { find, type Scope, save } from '../core/scope.ts';
import { attachUnchecked } from '../payments/attach.ts';
import { traitsOf } from '../payments/payment-method.ts';
import { endAttempt } from './attempt.ts';
import { saveSetup } from './setup-intent.ts';

/**
 * The method is set up: it is attached to the customer, and a card that was set up for payments without the payer is
 * not asked again. A session in `setup` mode is complete with it.
 */
export function succeedSetup(
  scope: Scope,
  setup: Stripe.SetupIntent,
  method: Stripe.PaymentMethod,
): Stripe.SetupIntent {
  const traits = traitsOf(scope, method.id);
  const proven =
    traits.type === 'card'
      ? { ...traits, setUp: traits.setUp || setup.usage === 'off_session' }
      : { ...traits, verified: true };
  save(scope, '_payment_method', method.id, proven);
  const customer = idOf(setup.customer);
  const current = find(scope, 'payment_method', method.id) ?? method;
  if (customer !== null && idOf(current.customer) === null) attachUnchecked(scope, current, customer);
  endAttempt(scope, idOf(setup.latest_attempt) ?? '', 'succeeded', {
    ...(setup.next_action?.type === 'redirect_to_url' || setup.next_action?.type === 'use_stripe_sdk'
      ? { authenticated: true }
      : {}),
  });
  const succeeded: Stripe.SetupIntent = {
    ...setup,
    status: 'succeeded',
    payment_method: method.id,
    last_setup_error: null,
    next_action: null,
  };
  saveSetup(scope, succeeded);
  emit(scope, 'setup_intent.succeeded', succeeded);
  finishSetupSession(scope, succeeded);
  return succeeded;
}
