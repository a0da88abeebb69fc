import type Stripe from 'stripe';
import type { IntentFacts, IntentStatus, SessionFacts } from '../../domain/payment/outcome.ts';
import type { MethodSummary } from '../../domain/payment/state.ts';
import { fromStripeAmount } from './amounts.ts';
import { typedPayer } from './payer-field.ts';

/** The fields to expand, so that one retrieve is enough. */
export const SESSION_EXPAND = ['payment_intent.latest_charge'];
export const INTENT_EXPAND = ['latest_charge'];

const SESSION_STATUSES = ['open', 'complete', 'expired'] as const;
const INTENT_STATUSES = [
  'requires_payment_method',
  'requires_confirmation',
  'requires_action',
  'processing',
  'requires_capture',
  'succeeded',
  'canceled',
] as const satisfies readonly IntentStatus[];

/** Our API version pins the statuses, so an unknown one is a bug of ours and throws. */
export function known<T extends string>(statuses: readonly T[], status: string | null): T {
  const found = statuses.find((candidate) => candidate === status);
  if (found === undefined) throw new Error(`unknown status from Stripe: ${status}`);
  return found;
}

/** An object that we asked Stripe to expand. An unexpanded id must not be read as proof that there is no object. */
export function expanded<T>(object: T | string): T {
  if (typeof object === 'string') throw new Error('Stripe returned an id instead of the expanded object');
  return object;
}

/** Stripe's session, retrieved with {@link SESSION_EXPAND}, as our facts. */
export function readSession(session: Stripe.Checkout.Session): SessionFacts {
  const intent = session.payment_intent;
  return {
    sessionId: session.id,
    status: known(SESSION_STATUSES, session.status),
    livemode: session.livemode,
    url: session.url,
    paymentId: session.metadata?.quittance_payment ?? null,
    payerEmail: typedPayer(session),
    intent: intent === null ? null : readIntent(expanded(intent)),
  };
}

/** Stripe's PaymentIntent, with its latest charge, as our facts; amounts in ISO minor units. */
export function readIntent(intent: Stripe.PaymentIntent): IntentFacts {
  const currency = intent.currency.toUpperCase();
  const charge =
    intent.latest_charge === null || typeof intent.latest_charge === 'string' ? null : intent.latest_charge;
  return {
    intentId: intent.id,
    status: known(INTENT_STATUSES, intent.status),
    currency,
    amountReceived: fromStripeAmount(currency, intent.amount_received),
    chargeId: charge?.id ?? null,
    method: charge?.payment_method_details ? readMethod(charge.payment_method_details) : null,
    failureCode:
      intent.last_payment_error?.decline_code ??
      intent.last_payment_error?.code ??
      charge?.failure_code ??
      null,
    adviceCode: adviceOf(intent.last_payment_error, charge),
    chargedAt: charge === null ? null : charge.created * 1000,
    livemode: intent.livemode,
    paymentId: intent.metadata.quittance_payment ?? null,
    fingerprint: fingerprintOf(charge?.payment_method_details ?? null),
    stripePaymentMethodId: idOf(intent.payment_method) ?? charge?.payment_method ?? null,
    wasTried: intent.last_payment_error !== null || intent.latest_charge !== null,
  };
}

/** Mastercard's own advice not to try again: 03 for good, 21 where the cardholder ended the agreement. */
const NETWORK_NEVER_AGAIN: readonly string[] = ['03', '21'];

/**
 * Stripe's advice on a decline. Of Mastercard it passes the network's code on as well, which is obeyed where Stripe
 * itself gives no such advice; other networks number theirs differently. `network_decline_code` says why, not what next.
 * https://docs.stripe.com/declines/card#retrying-issuer-declines
 */
function adviceOf(
  error: Stripe.PaymentIntent.LastPaymentError | null,
  charge: Stripe.Charge | null,
): string | null {
  const outcome = charge?.outcome ?? null;
  const network = error?.network_advice_code ?? outcome?.network_advice_code ?? null;
  const card = charge?.payment_method_details?.card;
  const isMastercard = (card?.network ?? card?.brand) === 'mastercard';
  if (isMastercard && network !== null && NETWORK_NEVER_AGAIN.includes(network)) return 'do_not_try_again';
  return error?.advice_code ?? outcome?.advice_code ?? null;
}

const idOf = (object: string | { readonly id: string } | null): string | null =>
  typeof object === 'string' ? object : (object?.id ?? null);

function fingerprintOf(details: Stripe.Charge.PaymentMethodDetails | null): string | null {
  return details?.card?.fingerprint ?? details?.us_bank_account?.fingerprint ?? null;
}

function readMethod(details: Stripe.Charge.PaymentMethodDetails): MethodSummary {
  if (details.card) {
    return { kind: 'card', brand: details.card.brand ?? 'card', last4: details.card.last4 ?? '' };
  }
  if (details.us_bank_account) {
    const bank = details.us_bank_account;
    return { kind: 'us_bank_account', bankName: bank.bank_name, last4: bank.last4 ?? '' };
  }
  return { kind: 'other', type: details.type };
}
