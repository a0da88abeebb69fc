import type { Stripe } from 'stripe';
import { idOf } from '../core/json.ts';
import { find, type Scope, save } from '../core/scope.ts';

type Status = 'requires_action' | 'succeeded' | 'failed' | 'abandoned';

/** Records that a SetupIntent was confirmed with a method; returns the attempt's id for `latest_attempt`. */
export function startAttempt(
  scope: Scope,
  setup: Stripe.SetupIntent,
  method: Stripe.PaymentMethod,
  status: Status,
): string {
  const before = idOf(setup.latest_attempt);
  if (before !== null && find(scope, 'setup_attempt', before)?.status === 'requires_action') {
    endAttempt(scope, before, 'abandoned');
  }
  const attempt: Stripe.SetupAttempt = {
    id: scope.ids.next('setatt'),
    object: 'setup_attempt',
    application: null,
    created: scope.now(),
    customer: idOf(setup.customer),
    customer_account: null,
    flow_directions: null,
    livemode: false,
    on_behalf_of: null,
    payment_method: method.id,
    payment_method_details: details(method),
    setup_error: null,
    setup_intent: setup.id,
    status,
    usage: setup.usage,
  };
  saveAttempt(scope, attempt);
  return attempt.id;
}

/** How an attempt ended, with what went wrong and whether its payer authenticated. */
export function endAttempt(
  scope: Scope,
  id: string,
  status: Status,
  said: { error?: Stripe.SetupAttempt.SetupError | null; authenticated?: boolean } = {},
): void {
  const attempt = find(scope, 'setup_attempt', id);
  if (!attempt) return;
  const { payment_method_details: before } = attempt;
  const card = before.card && {
    ...before.card,
    three_d_secure:
      said.authenticated === undefined ? before.card.three_d_secure : threeDSecure(id, said.authenticated),
  };
  saveAttempt(scope, {
    ...attempt,
    status,
    setup_error: said.error ?? null,
    payment_method_details: { ...before, ...(card ? { card } : {}) },
  });
}

function saveAttempt(scope: Scope, attempt: Stripe.SetupAttempt): void {
  save(scope, 'setup_attempt', attempt.id, attempt, { setup_intent: idOf(attempt.setup_intent) });
}

function details({ card }: Stripe.PaymentMethod): Stripe.SetupAttempt.PaymentMethodDetails {
  if (!card) return { type: 'us_bank_account', us_bank_account: {} };
  return {
    type: 'card',
    card: {
      brand: card.brand,
      checks: card.checks,
      country: card.country,
      exp_month: card.exp_month,
      exp_year: card.exp_year,
      fingerprint: card.fingerprint ?? null,
      funding: card.funding,
      last4: card.last4,
      network: card.brand,
      three_d_secure: null,
      wallet: null,
    },
  };
}

function threeDSecure(
  transactionId: string,
  passed: boolean,
): Stripe.SetupAttempt.PaymentMethodDetails.Card.ThreeDSecure {
  return {
    authentication_flow: 'challenge',
    electronic_commerce_indicator: passed ? '05' : '07',
    result: passed ? 'authenticated' : 'failed',
    result_reason: passed ? null : 'rejected',
    transaction_id: transactionId,
    version: '2.2.0',
  };
}
