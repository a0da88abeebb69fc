import type { Stripe } from 'stripe';
import { unexpectedState } from '../core/api-error.ts';
import { emit } from '../core/emit.ts';
import { toJson } from '../core/json.ts';
import { find, type Scope } from '../core/scope.ts';
import { stopMicrodeposits } from '../microdeposits/send.ts';
import { getIntent, internalsOf, saveIntent, saveInternals } from './intent.ts';

type Reason = Stripe.PaymentIntent.CancellationReason;

/**
 * Cancels a PaymentIntent on request. Throws where money has moved or is moving, and where an open Checkout Session
 * owns it, which has to be expired instead.
 */
export function cancelIntent(scope: Scope, intentId: string, reason: Reason | null): Stripe.PaymentIntent {
  const intent = getIntent(scope, intentId);
  refuseIfOwned(scope, intent, 'cancel');
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

/** "You can't confirm or cancel the PaymentIntent for a Checkout Session": the SDK's words on `payment_intent`. */
export function refuseIfOwned(scope: Scope, intent: Stripe.PaymentIntent, verb: string): void {
  const { sessionId } = internalsOf(scope, intent.id);
  const session = sessionId === null ? undefined : find(scope, 'checkout.session', sessionId);
  if (session?.status !== 'open') return;
  throw unexpectedState(
    'payment_intent_unexpected_state',
    `You cannot ${verb} this PaymentIntent because it was created by a Checkout Session. To cancel it, expire the Checkout Session (${session.id}) instead.`,
    { extra: { payment_intent: toJson(intent) } },
  );
}
