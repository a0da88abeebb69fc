import type { Stripe } from 'stripe';
import { type ApiError, invalidRequest } from '../core/api-error.ts';
import { idOf, toJson } from '../core/json.ts';
import type { Scope } from '../core/scope.ts';
import { cardError } from './attach.ts';
import { refuseIfCheckouts } from './cancel.ts';
import { checkState, confirm } from './confirm.ts';
import { internalsOf } from './intent.ts';
import type { IntentConfirmInput } from './intent-params.ts';
import { methodFromParams } from './method-data.ts';
import { shownOptions } from './method-options.ts';
import { retyped } from './method-types.ts';
import { requireReturnUrl } from './return-url.ts';
import { toShipping } from './shipping.ts';
import type { Decline } from './traits.ts';

/**
 * Confirms on request. A decline is thrown as 402 with the PaymentIntent inside; its writes are committed.
 * Throws where `amount_to_confirm` is not the amount, which guards against collecting another amount.
 */
export function confirmIntent(
  scope: Scope,
  intent: Stripe.PaymentIntent,
  input: IntentConfirmInput,
): Stripe.PaymentIntent {
  refuseIfCheckouts(scope, intent);
  checkState(intent);
  if (input.amount_to_confirm !== undefined && input.amount_to_confirm !== intent.amount) {
    throw invalidRequest(
      `The amount to confirm (${input.amount_to_confirm}) does not match the PaymentIntent's amount (${intent.amount}).`,
      { code: 'payment_intent_invalid_parameter', param: 'amount_to_confirm' },
    );
  }
  const method = methodFromParams(scope, input, idOf(intent.payment_method));
  if (!method) {
    throw invalidRequest(
      "You cannot confirm this PaymentIntent because it's missing a payment method. You can either update the PaymentIntent with a payment method and then confirm it again, or confirm it again directly with a payment method.",
      { code: 'payment_intent_unexpected_state', extra: { payment_intent: toJson(intent) } },
    );
  }
  const types = retyped(scope, intent.currency, intent, input);
  const updated: Stripe.PaymentIntent = {
    ...intent,
    ...types,
    payment_method_options: shownOptions(
      types.payment_method_types,
      input.payment_method_options,
      intent.payment_method_options,
    ),
    receipt_email: input.receipt_email === undefined ? intent.receipt_email : input.receipt_email,
    setup_future_usage: input.setup_future_usage ?? intent.setup_future_usage,
    shipping: input.shipping ? toShipping(input.shipping) : intent.shipping,
  };
  const offSession = input.off_session ?? false;
  if (!offSession) requireReturnUrl(scope, internalsOf(scope, intent.id).redirects, input);
  const confirmed = confirm(scope, updated, {
    method,
    offSession,
    returnUrl: input.return_url ?? null,
    actions: input.error_on_requires_action ? 'refused' : 'allowed',
    mandateData: input.mandate_data,
    mandateId: input.mandate,
  });
  if (confirmed.kind === 'declined') throw declined(confirmed.intent, confirmed.decline, method);
  return confirmed.intent;
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
