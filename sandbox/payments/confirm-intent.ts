import type { Stripe } from 'stripe';
import { ApiError, invalidRequest } from '../core/api-error.ts';
import { idOf, toJson } from '../core/json.ts';
import type { Scope } from '../core/scope.ts';
import { cardError } from './attach.ts';
import { refuseIfOwned } from './cancel.ts';
import { checkState, confirm } from './confirm.ts';
import { failIntent } from './decline.ts';
import type { IntentConfirmInput } from './intent-routes.ts';
import { resolvePaymentMethod } from './payment-method.ts';
import type { Decline } from './traits.ts';

/**
 * Confirms at a caller's wish. A decline is thrown as 402 with the PaymentIntent inside; what it wrote stays.
 * Throws where `amount_to_confirm` is not the amount, so that nobody collects what they did not mean to.
 */
export function confirmIntent(
  scope: Scope,
  intent: Stripe.PaymentIntent,
  input: IntentConfirmInput,
): Stripe.PaymentIntent {
  refuseIfOwned(scope, intent, 'confirm');
  checkState(intent);
  if (input.amount_to_confirm !== undefined && input.amount_to_confirm !== intent.amount) {
    throw invalidRequest(
      `The amount to confirm (${input.amount_to_confirm}) does not match the PaymentIntent's amount (${intent.amount}).`,
      { code: 'payment_intent_invalid_parameter', param: 'amount_to_confirm' },
    );
  }
  const methodId = input.payment_method ?? idOf(intent.payment_method);
  if (methodId === null) {
    throw invalidRequest(
      "You cannot confirm this PaymentIntent because it's missing a payment method. You can either update the PaymentIntent with a payment method and then confirm it again, or confirm it again directly with a payment method.",
      { code: 'payment_intent_unexpected_state', extra: { payment_intent: toJson(intent) } },
    );
  }
  const method = resolvePaymentMethod(scope, methodId, 'payment_method');
  const updated: Stripe.PaymentIntent = {
    ...intent,
    receipt_email: input.receipt_email === undefined ? intent.receipt_email : input.receipt_email,
    setup_future_usage: input.setup_future_usage ?? intent.setup_future_usage,
  };
  const offSession = input.off_session ?? false;
  checkReturnUrl(updated, input, offSession);
  const confirmed = confirm(scope, updated, { method, offSession, returnUrl: input.return_url ?? null });
  if (confirmed.kind === 'declined') throw declined(confirmed.intent, confirmed.decline, method);
  if (confirmed.kind === 'requires_action' && input.error_on_requires_action) {
    throw refuseAction(scope, confirmed.intent, method);
  }
  return confirmed.intent;
}

/** Methods chosen automatically may send the payer elsewhere: Stripe wants to know where they come back to. */
function checkReturnUrl(intent: Stripe.PaymentIntent, input: IntentConfirmInput, offSession: boolean): void {
  const mayRedirect =
    intent.automatic_payment_methods?.enabled && intent.automatic_payment_methods.allow_redirects !== 'never';
  if (!mayRedirect || offSession || input.return_url !== undefined || input.use_stripe_sdk) return;
  throw invalidRequest(
    "This PaymentIntent is configured to accept payment methods enabled in your Dashboard. Because some of these payment methods might redirect your customer off of your page, you must provide a `return_url`. If you don't want to accept redirect-based payment methods, set `automatic_payment_methods[enabled]` to `true` and `automatic_payment_methods[allow_redirects]` to `never` when creating Setup Intents and Payment Intents.",
    { param: 'return_url' },
  );
}

function declined(intent: Stripe.PaymentIntent, reason: Decline, method: Stripe.PaymentMethod): ApiError {
  const charge = idOf(intent.latest_charge);
  const extra = {
    ...(charge === null ? {} : { charge }),
    payment_intent: toJson(intent),
    payment_method: toJson(method),
  };
  return cardError(reason, { keepsChanges: true, extra });
}

/** With `error_on_requires_action` a payer who would have to act is a decline. */
function refuseAction(scope: Scope, intent: Stripe.PaymentIntent, method: Stripe.PaymentMethod): ApiError {
  const message =
    'This payment required an authentication action to complete, but `error_on_requires_action` was set.';
  const failed = failIntent(scope, intent, {
    code: 'authentication_required',
    message,
    payment_method: method,
    type: 'card_error',
  });
  return new ApiError(402, 'card_error', message, {
    code: 'authentication_required',
    keepsChanges: true,
    extra: { payment_intent: toJson(failed), payment_method: toJson(method) },
  });
}
