import type { Stripe } from 'stripe';
import { invalidRequest, unexpectedState } from '../core/api-error.ts';
import { emit } from '../core/emit.ts';
import { idOf, toJson } from '../core/json.ts';
import type { Scope } from '../core/scope.ts';
import { newCharge, saveCharge } from './charge.ts';
import { decline } from './decline.ts';
import { internalsOf, saveIntent, saveInternals } from './intent.ts';
import { createMandate } from './mandate.ts';
import { traitsOf } from './payment-method.ts';
import { scheduleSettlement } from './settle.ts';
import { succeed } from './succeed.ts';
import type { BankTraits, CardTraits, Decline } from './traits.ts';

/** How a confirmation went. A decline is an outcome; the caller decides how to say it. */
export type Confirmed =
  | { kind: 'succeeded' | 'processing' | 'requires_action'; intent: Stripe.PaymentIntent }
  | { kind: 'declined'; intent: Stripe.PaymentIntent; decline: Decline };

export interface ConfirmInput {
  method: Stripe.PaymentMethod;
  /** The payer is not there, so nobody can authenticate. */
  offSession: boolean;
  returnUrl: string | null;
}

const AUTHENTICATION_REQUIRED: Decline = {
  code: 'authentication_required',
  declineCode: 'authentication_required',
  message: 'Your card was declined. This transaction requires authentication.',
  adviceCode: null,
  networkDeclineCode: null,
};

/**
 * Tries to collect a PaymentIntent with a payment method: the one place where money is taken. Throws where the
 * intent's state or the method do not allow it. Runs within the caller's transaction, so it is all or nothing.
 */
export function confirm(scope: Scope, intent: Stripe.PaymentIntent, input: ConfirmInput): Confirmed {
  const { method } = input;
  checkState(intent);
  checkMethod(scope, intent, method);
  const traits = traitsOf(scope, method.id);
  const ready: Stripe.PaymentIntent = {
    ...intent,
    payment_method: method.id,
    last_payment_error: null,
    next_action: null,
  };
  return traits.type === 'card'
    ? confirmCard(scope, ready, input, traits)
    : confirmBank(scope, ready, method, traits);
}

/** Stripe's refusal of a step that the PaymentIntent's state does not allow. */
export function checkState(intent: Stripe.PaymentIntent): void {
  const { status } = intent;
  if (
    status === 'requires_payment_method' ||
    status === 'requires_confirmation' ||
    status === 'requires_action'
  )
    return;
  const why =
    status === 'succeeded'
      ? 'it has already succeeded after being previously confirmed'
      : `it has a status of ${status}. Only a PaymentIntent with one of the following statuses may be confirmed: requires_confirmation, requires_action`;
  throw unexpectedState(
    'payment_intent_unexpected_state',
    `You cannot confirm this PaymentIntent because ${why}.`,
    {
      extra: { payment_intent: toJson(intent) },
    },
  );
}

function checkMethod(scope: Scope, intent: Stripe.PaymentIntent, method: Stripe.PaymentMethod): void {
  if (!intent.payment_method_types.includes(method.type)) {
    throw invalidRequest(
      `The PaymentMethod provided (${method.type}) is not allowed for this PaymentIntent. It accepts: ${intent.payment_method_types.join(', ')}.`,
      { code: 'payment_intent_incompatible_payment_method', param: 'payment_method' },
    );
  }
  const owner = idOf(method.customer);
  if (owner !== null && owner !== idOf(intent.customer)) {
    throw invalidRequest(
      `The provided PaymentMethod (${method.id}) belongs to a Customer. Please include the Customer in the \`customer\` parameter on the PaymentIntent.`,
      { code: 'payment_method_unexpected_state', param: 'payment_method' },
    );
  }
  if (traitsOf(scope, method.id).detached) {
    throw invalidRequest(
      'The provided PaymentMethod was detached from a Customer. It may not be used again.',
      { code: 'payment_method_unexpected_state', param: 'payment_method' },
    );
  }
}

function confirmCard(
  scope: Scope,
  intent: Stripe.PaymentIntent,
  input: ConfirmInput,
  traits: CardTraits,
): Confirmed {
  const charge = (): Stripe.Charge => newCharge(scope, intent, input.method, null);
  if (traits.decline) return decline(scope, intent, input.method, charge(), traits.decline);
  const asks =
    traits.authentication === 'always' || (traits.authentication === 'unless_set_up' && !traits.setUp);
  if (!asks) return { kind: 'succeeded', intent: succeed(scope, intent, input.method, charge()) };
  if (input.offSession) return decline(scope, intent, input.method, charge(), AUTHENTICATION_REQUIRED);
  return { kind: 'requires_action', intent: askToAuthenticate(scope, intent, input) };
}

function askToAuthenticate(
  scope: Scope,
  intent: Stripe.PaymentIntent,
  input: ConfirmInput,
): Stripe.PaymentIntent {
  const url = `${scope.baseUrl}/c/authenticate/${intent.id}`;
  const waiting: Stripe.PaymentIntent = {
    ...intent,
    status: 'requires_action',
    next_action:
      input.returnUrl === null
        ? { type: 'use_stripe_sdk', use_stripe_sdk: { type: 'three_d_secure_redirect', stripe_js: url } }
        : { type: 'redirect_to_url', redirect_to_url: { return_url: input.returnUrl, url } },
  };
  saveIntent(scope, waiting);
  const internals = internalsOf(scope, intent.id);
  saveInternals(scope, intent.id, {
    ...internals,
    authenticating: input.method.id,
    returnUrl: input.returnUrl,
  });
  emit(scope, 'payment_intent.requires_action', waiting);
  return waiting;
}

function confirmBank(
  scope: Scope,
  intent: Stripe.PaymentIntent,
  method: Stripe.PaymentMethod,
  traits: BankTraits,
): Confirmed {
  const multiUse = intent.setup_future_usage === 'off_session' || idOf(method.customer) !== null;
  const mandate = createMandate(scope, method, intent, multiUse);
  const charge: Stripe.Charge = {
    ...newCharge(scope, intent, method, mandate.id),
    captured: true,
    amount_captured: intent.amount,
  };
  saveCharge(scope, charge);
  const processing: Stripe.PaymentIntent = { ...intent, status: 'processing', latest_charge: charge.id };
  saveIntent(scope, processing);
  saveInternals(scope, intent.id, { ...internalsOf(scope, intent.id), mandateId: mandate.id });
  emit(scope, 'charge.pending', charge);
  emit(scope, 'payment_intent.processing', processing);
  scheduleSettlement(scope, intent.id, traits);
  return { kind: 'processing', intent: processing };
}
