import type { Stripe } from 'stripe';
import { type ApiError, invalidRequest, noSuchObject } from '../core/api-error.ts';
import { toJson } from '../core/json.ts';
import { find, type Scope } from '../core/scope.ts';
import { refuseWhileOpen } from '../payments/cancel.ts';
import { traitsOf } from '../payments/payment-method.ts';
import { type Answer, ATTEMPTS_EXCEEDED, judge, OVER, TIMED_OUT } from './judge.ts';
import { conclude, type Intent } from './outcome.ts';
import { findMicrodeposits, saveMicrodeposits } from './send.ts';

/** Ten tries (docs.stripe.com/payments/ach-direct-debit/accept-a-payment). */
const TRIES = 10;

/**
 * Verifies the amounts or code from a payer, or the merchant for them. The right answer sends the debit or finishes
 * the set-up. Throws Stripe's error for a wrong one, which counts; the tenth, a magic value or a late one ends it.
 */
export function verifyMicrodeposits(scope: Scope, intentId: string, answer: Answer): Intent {
  const intent = getIntent(scope, intentId);
  if (intent.object === 'payment_intent') refuseWhileOpen(scope, intent);
  const record = findMicrodeposits(scope, intentId);
  if (!record) throw nothingToVerify(scope, intent);
  const verdict = judge(answer);
  if (verdict.kind === 'right') return conclude(scope, intent, record, null);
  const attempts = record.attempts + 1;
  if (verdict.kind === 'wrong' && attempts < TRIES) {
    saveMicrodeposits(scope, { ...record, attempts });
    throw refusal(verdict.code, verdict.message, intent);
  }
  const code = verdict.kind === 'over' ? verdict.code : ATTEMPTS_EXCEEDED;
  const message = OVER[code] ?? verdict.message;
  throw refusal(code, message, conclude(scope, intent, record, { code, message }));
}

/** Ten days have passed without the right answer. */
export function expireMicrodeposits(scope: Scope, intentId: string): void {
  end(scope, intentId, TIMED_OUT);
}

/** The bank did not take the deposits. */
export function bounceMicrodeposits(scope: Scope, intentId: string): void {
  end(scope, intentId, 'payment_method_microdeposit_failed');
}

function end(scope: Scope, intentId: string, code: string): void {
  const record = findMicrodeposits(scope, intentId);
  if (!record) return;
  const intent = getIntent(scope, intentId);
  // The payer may have paid by other means on the same page.
  if (intent.status === 'requires_action')
    conclude(scope, intent, record, { code, message: OVER[code] ?? code });
}

function getIntent(scope: Scope, id: string): Intent {
  const intent = id.startsWith('seti_') ? find(scope, 'setup_intent', id) : find(scope, 'payment_intent', id);
  if (!intent) throw noSuchObject(id.startsWith('seti_') ? 'setupintent' : 'payment_intent', id);
  return intent;
}

/** A refusal whose writes (the count of tries, or the end) are committed. */
function refusal(code: string, message: string, intent: Intent): ApiError {
  return invalidRequest(message, { code, keepsChanges: true, stored: true, extra: embedded(intent) });
}

function nothingToVerify(scope: Scope, intent: Intent): ApiError {
  const { payment_method: method } = intent;
  const traits = typeof method === 'string' ? traitsOf(scope, method) : undefined;
  if (traits?.type === 'us_bank_account' && traits.verified) {
    return invalidRequest('This bank account has already been verified.', {
      code: 'payment_method_bank_account_already_verified',
      extra: embedded(intent),
    });
  }
  return invalidRequest(
    `You cannot verify microdeposits on this ${noun(intent)} because it has a status of ${intent.status} and waits for none.`,
    { code: `${intent.object}_unexpected_state`, extra: embedded(intent) },
  );
}

function noun(intent: Intent): string {
  return intent.object === 'setup_intent' ? 'SetupIntent' : 'PaymentIntent';
}

function embedded(intent: Stripe.PaymentIntent | Stripe.SetupIntent) {
  return { [intent.object]: toJson(intent) };
}
