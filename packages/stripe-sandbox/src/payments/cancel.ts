import type { Stripe } from 'stripe';
import { unexpectedState } from '../core/api-error.ts';
import { emit } from '../core/emit.ts';
import { toJson } from '../core/json.ts';
import { find, type Scope } from '../core/scope.ts';
import { stopMicrodeposits } from '../microdeposits/send.ts';
import { getIntent, internalsOf, saveIntent, saveInternals } from './intent.ts';

type Reason = Stripe.PaymentIntent.CancellationReason;

/**
 * Cancels a PaymentIntent at a caller's wish. Throws where money has moved or is moving, and where it is a Checkout
 * Session's, open or over: of those only one in `requires_capture` can be cancelled (SDK, `paymentIntents.cancel`).
 */
export function cancelIntent(scope: Scope, intentId: string, reason: Reason | null): Stripe.PaymentIntent {
  const intent = getIntent(scope, intentId);
  if (intent.status !== 'requires_capture') refuseIfCheckouts(scope, intent);
  const { status } = intent;
  if (status === 'succeeded' || status === 'canceled' || status === 'processing') {
    throw unexpectedState(
      'payment_intent_unexpected_state',
      `You cannot cancel this PaymentIntent because it has a status of ${status}. Only a PaymentIntent with one of the following statuses may be canceled: requires_payment_method, requires_capture, requires_confirmation, requires_action.`,
      { extra: { payment_intent: toJson(intent) } },
    );
  }
  return cancelNow(scope, intent, reason);
}

/** Cancels without asking who owns it: for the session itself. */
export function cancelNow(
  scope: Scope,
  intent: Stripe.PaymentIntent,
  reason: Reason | null,
): Stripe.PaymentIntent {
  const canceled: Stripe.PaymentIntent = {
    ...intent,
    status: 'canceled',
    canceled_at: scope.now(),
    cancellation_reason: reason,
    next_action: null,
  };
  saveIntent(scope, canceled);
  saveInternals(scope, intent.id, { ...internalsOf(scope, intent.id), authenticating: null });
  stopMicrodeposits(scope, intent.id);
  emit(scope, 'payment_intent.canceled', canceled);
  return canceled;
}

/**
 * "You can't confirm or cancel the PaymentIntent for a Checkout Session", says the SDK on `payment_intent`: neither while
 * the session is open nor after it has ended. The words are Stripe's (stripe/stripe-dotnet#2429).
 */
export function refuseIfCheckouts(scope: Scope, intent: Stripe.PaymentIntent): void {
  if (internalsOf(scope, intent.id).sessionId === null) return;
  throw unexpectedState(
    'payment_intent_unexpected_state',
    'You cannot perform this action on PaymentIntents created by Checkout.',
    { codeAssumed: true, extra: { payment_intent: toJson(intent) } },
  );
}

/** The page of an open session is the payer's; what is typed there is not the merchant's to say. */
export function refuseWhileOpen(scope: Scope, intent: Stripe.PaymentIntent): void {
  const { sessionId } = internalsOf(scope, intent.id);
  const session = sessionId === null ? undefined : find(scope, 'checkout.session', sessionId);
  if (session?.status === 'open') refuseIfCheckouts(scope, intent);
}
