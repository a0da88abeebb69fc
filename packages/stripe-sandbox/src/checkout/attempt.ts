import type { Stripe } from 'stripe';
import { idOf } from '../core/json.ts';
import { find, type Scope, save } from '../core/scope.ts';
import { type Confirmed, confirm } from '../payments/confirm.ts';
import { createIntent, saveIntent } from '../payments/intent.ts';
import type { MethodOptions } from '../payments/method-options.ts';
import type { Decline } from '../payments/traits.ts';
import { confirmSetup, type SetUp } from '../setups/confirm.ts';
import { createSetup, getSetup, saveSetup } from '../setups/setup-intent.ts';
import { finishSession, finishSetupSession, saveSession } from './finish.ts';
import { withPayer } from './payer.ts';

/** A payment method that a payer submits in a session, to pay with or to save. */
export interface Attempt {
  method: Stripe.PaymentMethod;
  name: string | null;
  email: string;
  /** The form's token. */
  token: string | null;
  /** The payer agreed that it is saved and shown again. */
  keep: boolean;
  byMicrodeposits: boolean;
}

export type Attempted =
  | { kind: 'paid'; session: Stripe.Checkout.Session }
  | { kind: 'authenticate'; session: Stripe.Checkout.Session; intentId: string; url: string }
  | { kind: 'declined'; session: Stripe.Checkout.Session; decline: Decline; intentId: string };

/** Tries a method in an open session: pays with it, or sets it up, as the session's mode says. */
export function attempt(scope: Scope, session: Stripe.Checkout.Session, by: Attempt): Attempted {
  const ready = withPayer(scope, session, by.name, by.email);
  return session.mode === 'setup' ? setUp(scope, ready, by) : payWith(scope, ready, by);
}

function payWith(scope: Scope, session: Stripe.Checkout.Session, by: Attempt): Attempted {
  const intent = intentOf(scope, session, by.keep);
  const trying: Stripe.Checkout.Session = { ...session, payment_intent: intent.id };
  saveSession(scope, trying);
  const { method, byMicrodeposits } = by;
  const returnUrl = `${scope.baseUrl}/c/pay/${session.id}`;
  const confirmed = confirm(scope, intent, {
    method,
    offSession: false,
    returnUrl,
    byMicrodeposits,
    agreedOnPage: true,
  });
  const waits = confirmed.intent.next_action?.type === 'verify_with_microdeposits';
  if (waits || confirmed.kind === 'succeeded' || confirmed.kind === 'processing') {
    finishSession(scope, confirmed.intent);
  }
  const url = `${scope.baseUrl}/c/authenticate/${intent.id}`;
  return conclude(scope, trying, confirmed, { intentId: intent.id, waits, url, token: by.token });
}

function setUp(scope: Scope, session: Stripe.Checkout.Session, by: Attempt): Attempted {
  const made = setupOf(scope, session);
  const trying: Stripe.Checkout.Session = { ...session, setup_intent: made.id };
  saveSession(scope, trying);
  const setup = withCustomer(scope, made, trying);
  const { method, byMicrodeposits } = by;
  const returnUrl = `${scope.baseUrl}/c/pay/${session.id}`;
  const result = confirmSetup(scope, setup, { method, returnUrl, byMicrodeposits, agreedOnPage: true });
  const waits = result.setup.next_action?.type === 'verify_with_microdeposits';
  if (waits) finishSetupSession(scope, result.setup);
  const url = `${scope.baseUrl}/c/setup/${setup.id}/authenticate`;
  return conclude(scope, trying, result, { intentId: setup.id, waits, url, token: by.token });
}

function conclude(
  scope: Scope,
  session: Stripe.Checkout.Session,
  result: Confirmed | SetUp,
  said: { intentId: string; waits: boolean; url: string; token: string | null },
): Attempted {
  const { intentId, url } = said;
  if (result.kind === 'declined') return { kind: 'declined', session, decline: result.decline, intentId };
  if (result.kind === 'requires_action' && !said.waits)
    return { kind: 'authenticate', session, intentId, url };
  const internals = find(scope, '_session', session.id);
  if (internals) save(scope, '_session', session.id, { ...internals, completedBy: said.token });
  return { kind: 'paid', session: find(scope, 'checkout.session', session.id) ?? session };
}

/** How a bank account is verified, where the session says so. */
function verificationOf({ payment_method_options: options }: Stripe.Checkout.Session): MethodOptions {
  const verification = options?.us_bank_account?.verification_method;
  return verification === 'instant' ? { us_bank_account: { verification_method: 'instant' } } : {};
}

/** The session's SetupIntent: made with the session, or with the first attempt. */
function setupOf(scope: Scope, session: Stripe.Checkout.Session): Stripe.SetupIntent {
  const known = idOf(session.setup_intent);
  if (known !== null) return getSetup(scope, known);
  const input = find(scope, '_session', session.id)?.setupInput;
  if (!input) throw new Error(`session ${session.id} has nothing to make a SetupIntent from`);
  return createSetup(scope, input);
}

/** The method is saved to the customer created for this session. */
function withCustomer(
  scope: Scope,
  setup: Stripe.SetupIntent,
  session: Stripe.Checkout.Session,
): Stripe.SetupIntent {
  const customer = idOf(session.customer);
  if (customer === null || idOf(setup.customer) !== null) return setup;
  const owned: Stripe.SetupIntent = { ...setup, customer };
  saveSetup(scope, owned);
  return owned;
}

/** The session's PaymentIntent: made with the first attempt, and then the same for every further one. */
function intentOf(scope: Scope, session: Stripe.Checkout.Session, keep: boolean): Stripe.PaymentIntent {
  const data = find(scope, '_session', session.id)?.paymentIntentData;
  const usage = data?.setupFutureUsage ?? (keep ? 'on_session' : null);
  const known = find(scope, 'payment_intent', idOf(session.payment_intent) ?? '');
  if (known) {
    if (known.setup_future_usage === usage) return known;
    const changed: Stripe.PaymentIntent = { ...known, setup_future_usage: usage };
    saveIntent(scope, changed);
    return changed;
  }
  return createIntent(scope, {
    amount: session.amount_total ?? 0,
    currency: session.currency ?? 'usd',
    types: session.payment_method_types,
    allowedTypes: session.allowed_payment_method_types,
    automatic: null,
    customer: idOf(session.customer),
    description: data?.description ?? null,
    metadata: data?.metadata ?? {},
    receiptEmail: data?.receiptEmail ?? null,
    setupFutureUsage: usage,
    statementDescriptorSuffix: data?.statementDescriptorSuffix ?? null,
    shipping: data?.shipping ?? null,
    captureMethod: 'automatic_async',
    paymentMethod: null,
    sessionId: session.id,
    options: verificationOf(session),
  });
}
