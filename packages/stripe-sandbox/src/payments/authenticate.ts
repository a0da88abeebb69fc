import type { Stripe } from 'stripe';
import { finishSession } from '../checkout/finish.ts';
import { unexpectedState } from '../core/api-error.ts';
import { emit } from '../core/emit.ts';
import { find, type Scope } from '../core/scope.ts';
import { AUTHENTICATION_FAILED } from './authentication-failed.ts';
import { newCharge } from './charge.ts';
import { decline, failIntent } from './decline.ts';
import { getIntent, internalsOf, saveInternals } from './intent.ts';
import { traitsOf } from './payment-method.ts';
import { succeed } from './succeed.ts';

/**
 * Completes 3-D Secure, with success or failure. Throws where the intent no longer waits for it: it was paid
 * otherwise, or cancelled.
 */
export function finishAuthentication(scope: Scope, intentId: string, passed: boolean): Stripe.PaymentIntent {
  const intent = getIntent(scope, intentId);
  const internals = internalsOf(scope, intentId);
  const method =
    internals.authenticating === null ? undefined : find(scope, 'payment_method', internals.authenticating);
  if (intent.status !== 'requires_action' || !method) {
    throw unexpectedState(
      'payment_intent_unexpected_state',
      'This payment does not wait for authentication any more.',
    );
  }
  if (!passed) return failAuthentication(scope, intentId);
  saveInternals(scope, intentId, { ...internals, authenticating: null });
  const charge = authenticated(newCharge(scope, intent, method, null));
  const traits = traitsOf(scope, method.id);
  if (traits.type === 'card' && traits.decline) {
    return decline(scope, intent, method, charge, traits.decline).intent;
  }
  const succeeded = succeed(scope, intent, method, charge);
  finishSession(scope, succeeded);
  return succeeded;
}

/** The payer did not come through 3-D Secure: the PaymentIntent waits for another method. */
export function failAuthentication(scope: Scope, intentId: string): Stripe.PaymentIntent {
  const internals = internalsOf(scope, intentId);
  const method = find(scope, 'payment_method', internals.authenticating ?? '');
  saveInternals(scope, intentId, { ...internals, authenticating: null });
  const failed = failIntent(scope, getIntent(scope, intentId), {
    code: 'payment_intent_authentication_failure',
    doc_url: 'https://stripe.com/docs/error-codes/payment-intent-authentication-failure',
    message: AUTHENTICATION_FAILED,
    ...(method ? { payment_method: method } : {}),
    type: 'invalid_request_error',
  });
  emit(scope, 'payment_intent.payment_failed', failed);
  return failed;
}

/** A charge that says how its payer proved who they are. */
function authenticated(charge: Stripe.Charge): Stripe.Charge {
  const { payment_method_details: details } = charge;
  if (!details?.card) return charge;
  return {
    ...charge,
    payment_method_details: {
      ...details,
      card: {
        ...details.card,
        three_d_secure: {
          authentication_flow: 'challenge',
          electronic_commerce_indicator: '05',
          exemption_indicator: null,
          result: 'authenticated',
          result_reason: null,
          transaction_id: charge.id,
          version: '2.2.0',
        },
      },
    },
  };
}
