import type { Stripe } from 'stripe';
import { invalidRequest, unexpectedState } from '../core/api-error.ts';
import { emit } from '../core/emit.ts';
import { idOf, toJson } from '../core/json.ts';
import type { Scope } from '../core/scope.ts';
import { sendMicrodeposits, stopMicrodeposits } from '../microdeposits/send.ts';
import { newCharge } from './charge.ts';
import { debit, namedMandate } from './debit.ts';
import { decline, failIntent } from './decline.ts';
import { internalsOf, saveIntent, saveInternals } from './intent.ts';
import { createMandate, refuseWithoutMandate, setMandateStatus, standingMandate } from './mandate.ts';
import type { MandateData } from './mandate-data.ts';
import { traitsOf } from './payment-method.ts';
import { refuseBlocked } from './refuse-blocked.ts';
import { succeed } from './succeed.ts';
import type { BankTraits, CardTraits, Decline } from './traits.ts';
import { needsMicrodeposits } from './verification.ts';

/** The outcome of a confirmation. A decline is an outcome; the caller decides how to report it. */
export type Confirmed =
  | { kind: 'succeeded' | 'processing' | 'requires_action'; intent: Stripe.PaymentIntent }
  | { kind: 'declined'; intent: Stripe.PaymentIntent; decline: Decline };

export interface ConfirmInput {
  method: Stripe.PaymentMethod;
  /** The payer is away and cannot authenticate. */
  offSession: boolean;
  returnUrl: string | null;
  /** `refused`: a payer who would have to act counts as a decline (`error_on_requires_action`). */
  actions?: 'allowed' | 'refused';
  /** The payer chose to verify the bank account by micro-deposits rather than at once. */
  byMicrodeposits?: boolean;
  mandateData?: MandateData | undefined;
  /** The payer agreed to the debit on Stripe's own page. */
  agreedOnPage?: boolean;
  /** A mandate that allows this payment. */
  mandateId?: string | undefined;
}

const AUTHENTICATION_REQUIRED: Decline = {
  code: 'authentication_required',
  declineCode: 'authentication_required',
  message: 'Your card was declined. This transaction requires authentication.',
  adviceCode: null,
  networkDeclineCode: null,
};
const ACTION_REFUSED: Decline = {
  ...AUTHENTICATION_REQUIRED,
  declineCode: null,
  message:
    'This payment required an authentication action to complete, but `error_on_requires_action` was set.',
};

/**
 * Tries to collect a PaymentIntent with a payment method: the one place where money is taken. Throws where the
 * intent's state or the method do not allow it. Runs within the caller's transaction, so it is all or nothing.
 */
export function confirm(scope: Scope, intent: Stripe.PaymentIntent, input: ConfirmInput): Confirmed {
  const { method } = input;
  checkState(intent);
  checkMethod(scope, intent, method);
  stopMicrodeposits(scope, intent.id);
  const traits = traitsOf(scope, method.id);
  const ready: Stripe.PaymentIntent = {
    ...intent,
    payment_method: method.id,
    last_payment_error: null,
    next_action: null,
  };
  return traits.type === 'card'
    ? confirmCard(scope, ready, input, traits)
    : confirmBank(scope, ready, input, traits);
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
  refuseBlocked(method);
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
  if (!asksToAuthenticate(traits, input.offSession)) {
    if (traits.decline) return decline(scope, intent, input.method, charge(), traits.decline);
    return { kind: 'succeeded', intent: succeed(scope, intent, input.method, charge()) };
  }
  if (input.offSession) return decline(scope, intent, input.method, charge(), AUTHENTICATION_REQUIRED);
  if (input.actions === 'refused') {
    return { kind: 'declined', intent: refuse(scope, intent, input.method), decline: ACTION_REFUSED };
  }
  return { kind: 'requires_action', intent: askToAuthenticate(scope, intent, input) };
}

/** Whether the issuer wants to hear from the payer (docs.stripe.com/testing#three-ds-cards). */
function asksToAuthenticate(traits: CardTraits, offSession: boolean): boolean {
  switch (traits.authentication) {
    case 'never':
      return false;
    case 'always':
      return true;
    case 'on_session':
      return !offSession;
    case 'unless_set_up':
      return !offSession || !traits.setUp;
  }
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
  input: ConfirmInput,
  traits: BankTraits,
): Confirmed {
  const { method } = input;
  const { us_bank_account: bank } = intent.payment_method_options ?? {};
  const wanted = input.byMicrodeposits || needsMicrodeposits(scope, bank?.verification_method);
  const verifies = wanted && !traits.verified;
  if (verifies && input.actions === 'refused') {
    return { kind: 'declined', intent: refuse(scope, intent, method), decline: ACTION_REFUSED };
  }
  const mandate = mandateOf(scope, intent, input, verifies ? 'pending' : 'active');
  if (!verifies) {
    const processing = debit(scope, intent, method, mandate.id);
    if (input.mandateId !== undefined && mandate.type === 'single_use') {
      setMandateStatus(scope, mandate.id, 'inactive');
    }
    return { kind: 'processing', intent: processing };
  }
  const waiting: Stripe.PaymentIntent = {
    ...intent,
    status: 'requires_action',
    next_action: {
      type: 'verify_with_microdeposits',
      verify_with_microdeposits: sendMicrodeposits(scope, intent.id, method, mandate.id),
    },
  };
  saveIntent(scope, waiting);
  emit(scope, 'payment_intent.requires_action', waiting);
  return { kind: 'requires_action', intent: waiting };
}

/** The mandate that was named, the one from an earlier set-up, or a new one. */
function mandateOf(
  scope: Scope,
  intent: Stripe.PaymentIntent,
  input: ConfirmInput,
  status: 'active' | 'pending',
): Stripe.Mandate {
  const { method } = input;
  if (input.mandateId !== undefined) return namedMandate(scope, input.mandateId, intent, method);
  const standing = standingMandate(scope, method.id);
  if (standing && input.mandateData === undefined) return standing;
  refuseWithoutMandate(scope, input);
  const { amount, currency } = intent;
  const multiUse = intent.setup_future_usage === 'off_session' || idOf(method.customer) !== null;
  const singleUse = multiUse ? null : { amount, currency };
  return createMandate(scope, { method, data: input.mandateData, singleUse, status });
}

/** With `error_on_requires_action` a payer who would have to act is a decline. */
function refuse(
  scope: Scope,
  intent: Stripe.PaymentIntent,
  method: Stripe.PaymentMethod,
): Stripe.PaymentIntent {
  const { code, message } = ACTION_REFUSED;
  const failed = failIntent(scope, intent, { code, message, payment_method: method, type: 'card_error' });
  emit(scope, 'payment_intent.payment_failed', failed);
  return failed;
}
