import type { Stripe } from 'stripe';
import { invalidRequest, unexpectedState } from '../core/api-error.ts';
import { emit } from '../core/emit.ts';
import { idOf, toJson } from '../core/json.ts';
import type { Scope } from '../core/scope.ts';
import { sendMicrodeposits, stopMicrodeposits } from '../microdeposits/send.ts';
import { declineFields } from '../payments/attach.ts';
import { createMandate, refuseWithoutMandate } from '../payments/mandate.ts';
import type { MandateData } from '../payments/mandate-data.ts';
import { traitsOf } from '../payments/payment-method.ts';
import { refuseBlocked } from '../payments/refuse-blocked.ts';
import type { BankTraits, CardTraits, Decline } from '../payments/traits.ts';
import { needsMicrodeposits } from '../payments/verification.ts';
import { startAttempt } from './attempt.ts';
import { failSetup } from './fail.ts';
import { saveSetup, saveSetupInternals, setupInternals } from './setup-intent.ts';
import { succeedSetup } from './succeed.ts';

/** How a set-up went. A decline is an outcome; the caller decides how to say it. */
export type SetUp =
  | { kind: 'succeeded' | 'requires_action'; setup: Stripe.SetupIntent }
  | { kind: 'declined'; setup: Stripe.SetupIntent; decline: Decline };

export interface SetUpInput {
  method: Stripe.PaymentMethod;
  returnUrl: string | null;
  mandateData?: MandateData | undefined;
  /** The payer agreed to debits on Stripe's own page. */
  agreedOnPage?: boolean;
  /** The payer chose to verify the bank account by micro-deposits rather than at once. */
  byMicrodeposits?: boolean;
}

/**
 * Tries to set a payment method up for later. Throws where the SetupIntent's state or the method do not allow it.
 * Runs within the caller's transaction, so it is all or nothing.
 */
export function confirmSetup(scope: Scope, setup: Stripe.SetupIntent, input: SetUpInput): SetUp {
  const { method } = input;
  checkSetupState(setup);
  checkMethod(scope, setup, method);
  stopMicrodeposits(scope, setup.id);
  const traits = traitsOf(scope, method.id);
  const trying: Stripe.SetupIntent = {
    ...setup,
    last_setup_error: null,
    latest_attempt: startAttempt(scope, setup, method, 'requires_action'),
    next_action: null,
    payment_method: method.id,
  };
  return traits.type === 'card'
    ? setUpCard(scope, trying, input, traits)
    : setUpBank(scope, trying, input, traits);
}

/** Stripe's refusal of a step that the SetupIntent's state does not allow. */
export function checkSetupState(setup: Stripe.SetupIntent): void {
  const { status } = setup;
  if (status !== 'succeeded' && status !== 'canceled' && status !== 'processing') return;
  throw unexpectedState(
    'setup_intent_unexpected_state',
    `You cannot confirm this SetupIntent because it has a status of ${status}.`,
    { extra: { setup_intent: toJson(setup) } },
  );
}

function checkMethod(scope: Scope, setup: Stripe.SetupIntent, method: Stripe.PaymentMethod): void {
  if (!setup.payment_method_types.includes(method.type)) {
    throw invalidRequest(
      `The PaymentMethod provided (${method.type}) is not allowed for this SetupIntent. It accepts: ${setup.payment_method_types.join(', ')}.`,
      { code: 'setup_intent_invalid_parameter', param: 'payment_method' },
    );
  }
  refuseBlocked(method);
  const owner = idOf(method.customer);
  const belongsElsewhere = owner !== null && owner !== idOf(setup.customer);
  if (!belongsElsewhere && !traitsOf(scope, method.id).detached) return;
  throw invalidRequest(
    belongsElsewhere
      ? `The provided PaymentMethod (${method.id}) belongs to a Customer. Please include the Customer in the \`customer\` parameter on the SetupIntent.`
      : 'The provided PaymentMethod was detached from a Customer. It may not be used again.',
    { code: 'payment_method_unexpected_state', param: 'payment_method' },
  );
}

function setUpCard(
  scope: Scope,
  setup: Stripe.SetupIntent,
  { method, returnUrl }: SetUpInput,
  traits: CardTraits,
): SetUp {
  if (traits.decline && !traits.attachable) return declineSetup(scope, setup, method, traits.decline);
  const asks = traits.authentication === 'always' || traits.authentication === 'unless_set_up';
  if (!asks) {
    return { kind: 'succeeded', setup: succeedSetup(scope, withSingleUse(scope, setup, method), method) };
  }
  const url = `${scope.baseUrl}/c/setup/${setup.id}/authenticate`;
  const internals = setupInternals(scope, setup.id);
  saveSetupInternals(scope, setup.id, { ...internals, authenticating: method.id, returnUrl });
  return waitFor(
    scope,
    setup,
    returnUrl === null
      ? { type: 'use_stripe_sdk', use_stripe_sdk: { type: 'three_d_secure_redirect', stripe_js: url } }
      : { type: 'redirect_to_url', redirect_to_url: { return_url: returnUrl, url } },
  );
}

/** An issuer refuses a card already when it is to be kept. */
export function declineSetup(
  scope: Scope,
  setup: Stripe.SetupIntent,
  method: Stripe.PaymentMethod,
  decline: Decline,
): SetUp {
  const failed = failSetup(scope, setup, {
    ...declineFields(decline),
    code: decline.code,
    doc_url: `https://stripe.com/docs/error-codes/${decline.code.replaceAll('_', '-')}`,
    message: decline.message,
    payment_method: method,
    type: 'card_error',
  });
  return { kind: 'declined', setup: failed, decline };
}

/** A card needs no mandate, save for one that was asked for by `single_use`. */
export function withSingleUse(
  scope: Scope,
  setup: Stripe.SetupIntent,
  method: Stripe.PaymentMethod,
): Stripe.SetupIntent {
  const { singleUse } = setupInternals(scope, setup.id);
  if (singleUse === null) return setup;
  return {
    ...setup,
    single_use_mandate: createMandate(scope, { method, singleUse, status: 'active' }).id,
  };
}

function setUpBank(scope: Scope, setup: Stripe.SetupIntent, input: SetUpInput, traits: BankTraits): SetUp {
  const { method, mandateData } = input;
  refuseWithoutMandate(scope, input);
  const { singleUse } = setupInternals(scope, setup.id);
  const { us_bank_account: bank } = setup.payment_method_options ?? {};
  const wanted = input.byMicrodeposits || needsMicrodeposits(scope, bank?.verification_method);
  const verifies = wanted && !traits.verified;
  const status = verifies ? 'pending' : 'active';
  const { id } = createMandate(scope, { method, data: mandateData, singleUse, status });
  const ready: Stripe.SetupIntent =
    singleUse === null ? { ...setup, mandate: id } : { ...setup, single_use_mandate: id };
  if (!verifies) return { kind: 'succeeded', setup: succeedSetup(scope, ready, method) };
  return waitFor(scope, ready, {
    type: 'verify_with_microdeposits',
    verify_with_microdeposits: sendMicrodeposits(scope, setup.id, method, id),
  });
}

function waitFor(scope: Scope, setup: Stripe.SetupIntent, action: Stripe.SetupIntent.NextAction): SetUp {
  const waiting: Stripe.SetupIntent = { ...setup, status: 'requires_action', next_action: action };
  saveSetup(scope, waiting);
  emit(scope, 'setup_intent.requires_action', waiting);
  return { kind: 'requires_action', setup: waiting };
}
