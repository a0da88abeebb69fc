import type { Stripe } from 'stripe';
import { emit } from '../core/emit.ts';
import { idOf } from '../core/json.ts';
import { inWords } from '../core/manner.ts';
import { find, type Scope } from '../core/scope.ts';
import { readWorlds } from '../core/worlds.ts';
import { declineFields } from './attach.ts';
import { blockWhereFinal } from './block.ts';
import { declinedOutcome, saveCharge } from './charge.ts';
import { saveIntent } from './intent.ts';
import type { Decline, Return } from './traits.ts';

interface Declined {
  kind: 'declined';
  intent: Stripe.PaymentIntent;
  decline: Decline;
}

/**
 * An issuer says no: the charge fails, and the PaymentIntent waits for another payment method
 * (docs.stripe.com/payments/paymentintents/lifecycle).
 */
export function decline(
  scope: Scope,
  intent: Stripe.PaymentIntent,
  method: Stripe.PaymentMethod,
  charge: Stripe.Charge,
  reason: Decline,
): Declined {
  const failed: Stripe.Charge = {
    ...charge,
    status: 'failed',
    failure_code: reason.code,
    failure_message: inWords(readWorlds(scope.store), reason.message),
    outcome: declinedOutcome(reason),
  };
  saveCharge(scope, failed);
  const waiting = failIntent(scope, intent, {
    ...declineFields(reason),
    charge: charge.id,
    code: reason.code,
    doc_url: `https://stripe.com/docs/error-codes/${reason.code.replaceAll('_', '-')}`,
    message: reason.message,
    payment_method: method,
    type: 'card_error',
  });
  emit(scope, 'charge.failed', failed);
  emit(scope, 'payment_intent.payment_failed', waiting);
  return { kind: 'declined', intent: waiting, decline: reason };
}

/** A bank returns a debit, days later. */
export function returnDebit(
  scope: Scope,
  intent: Stripe.PaymentIntent,
  charge: Stripe.Charge,
  reason: Return,
): Stripe.PaymentIntent {
  const failed: Stripe.Charge = {
    ...charge,
    status: 'failed',
    paid: false,
    failure_code: reason.code,
    failure_message: inWords(readWorlds(scope.store), reason.message),
    outcome: { ...declinedOutcome(NO_DECLINE), type: 'issuer_declined', reason: reason.code },
  };
  saveCharge(scope, failed);
  const returned = find(scope, 'payment_method', idOf(intent.payment_method) ?? '');
  const method = returned && blockWhereFinal(scope, returned, reason.code);
  const waiting = failIntent(scope, intent, {
    charge: charge.id,
    code: reason.code,
    message: reason.message,
    ...(method ? { payment_method: method } : {}),
    type: 'invalid_request_error',
  });
  emit(scope, 'charge.failed', failed);
  emit(scope, 'payment_intent.payment_failed', waiting);
  return waiting;
}

/** Puts a PaymentIntent back to where it needs another payment method, with the reason. */
export function failIntent(
  scope: Scope,
  intent: Stripe.PaymentIntent,
  error: Stripe.PaymentIntent.LastPaymentError,
): Stripe.PaymentIntent {
  const waiting: Stripe.PaymentIntent = {
    ...intent,
    status: 'requires_payment_method',
    payment_method: null,
    next_action: null,
    last_payment_error: withWords(scope, error),
    latest_charge: error.charge ?? intent.latest_charge,
  };
  saveIntent(scope, waiting);
  return waiting;
}

function withWords(
  scope: Scope,
  error: Stripe.PaymentIntent.LastPaymentError,
): Stripe.PaymentIntent.LastPaymentError {
  const { message } = error;
  return message === undefined ? error : { ...error, message: inWords(readWorlds(scope.store), message) };
}

const NO_DECLINE: Decline = {
  code: '',
  declineCode: null,
  message: '',
  adviceCode: null,
  networkDeclineCode: null,
};
