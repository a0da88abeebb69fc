import type { Stripe } from 'stripe';
import { idOf } from '../core/json.ts';
import { type Scope, save } from '../core/scope.ts';
import type { Decline } from './traits.ts';

/** A new charge for an attempt to pay, not yet stored: pending, with nothing captured. */
export function newCharge(
  scope: Scope,
  intent: Stripe.PaymentIntent,
  method: Stripe.PaymentMethod,
  mandateId: string | null,
): Stripe.Charge {
  const id = scope.ids.next(method.type === 'card' ? 'ch' : 'py');
  const account = scope.store.get('account', scope.account)?.value;
  const prefix = account?.settings?.payments.statement_descriptor ?? 'SANDBOX';
  return {
    id,
    object: 'charge',
    amount: intent.amount,
    amount_captured: 0,
    amount_refunded: 0,
    application: null,
    application_fee: null,
    application_fee_amount: null,
    balance_transaction: null,
    billing_details: method.billing_details,
    calculated_statement_descriptor: statementDescriptor(prefix, intent.statement_descriptor_suffix),
    captured: false,
    created: scope.now(),
    currency: intent.currency,
    customer: idOf(intent.customer),
    description: intent.description,
    disputed: false,
    failure_balance_transaction: null,
    failure_code: null,
    failure_message: null,
    fraud_details: {},
    livemode: false,
    metadata: intent.metadata,
    on_behalf_of: null,
    outcome: null,
    paid: false,
    payment_intent: intent.id,
    payment_method: method.id,
    payment_method_details: methodDetails(scope, intent, method, mandateId),
    radar_options: {},
    receipt_email: intent.receipt_email,
    receipt_number: null,
    receipt_url: null,
    refunded: false,
    review: null,
    shipping: intent.shipping,
    source: null,
    source_transfer: null,
    statement_descriptor: intent.statement_descriptor,
    statement_descriptor_suffix: intent.statement_descriptor_suffix,
    status: 'pending',
    transfer_data: null,
    transfer_group: null,
  };
}

/** Writes a charge so that it can be listed by its payment and its customer. */
export function saveCharge(scope: Scope, charge: Stripe.Charge): void {
  save(scope, 'charge', charge.id, charge, {
    payment_intent: idOf(charge.payment_intent),
    customer: idOf(charge.customer),
  });
}

/** What is said of a charge that the network approved. */
export const APPROVED: Stripe.Charge.Outcome = {
  advice_code: null,
  network_advice_code: null,
  network_decline_code: null,
  network_status: 'approved_by_network',
  reason: null,
  risk_level: 'normal',
  risk_score: 20,
  seller_message: 'Payment complete.',
  type: 'authorized',
};

/** A word that the SDK does not list comes by `last_payment_error` alone, which is free text there. */
const ADVICE = ['confirm_card_data', 'do_not_try_again', 'try_again_later'] as const;

/** What is said of a charge that the issuer declined. */
export function declinedOutcome(decline: Decline): Stripe.Charge.Outcome {
  return {
    ...APPROVED,
    advice_code: ADVICE.find((advice) => advice === decline.adviceCode) ?? null,
    network_advice_code: decline.networkAdviceCode ?? null,
    network_decline_code: decline.networkDeclineCode,
    network_status: 'declined_by_network',
    reason: decline.declineCode,
    seller_message: 'The bank did not return any further details with this decline.',
    type: 'issuer_declined',
  };
}

/** At most 22 characters, `PREFIX* SUFFIX` (docs.stripe.com/get-started/account/statement-descriptors). */
function statementDescriptor(prefix: string, suffix: string | null): string {
  return suffix === null ? prefix : `${prefix}* ${suffix}`.slice(0, 22);
}

function methodDetails(
  scope: Scope,
  intent: Stripe.PaymentIntent,
  method: Stripe.PaymentMethod,
  mandateId: string | null,
): Stripe.Charge.PaymentMethodDetails {
  const { card, us_bank_account: bank } = method;
  if (card) {
    return {
      type: 'card',
      card: {
        amount_authorized: intent.amount,
        authorization_code: scope.ids.derive('authorization', intent.id, 6).toUpperCase(),
        brand: card.brand,
        checks: card.checks,
        country: card.country,
        electronic_commerce_indicator: null,
        exp_month: card.exp_month,
        exp_year: card.exp_year,
        extended_authorization: { status: 'disabled' },
        fingerprint: card.fingerprint ?? null,
        funding: card.funding,
        incremental_authorization: { status: 'unavailable' },
        installments: null,
        last4: card.last4,
        mandate: mandateId,
        multicapture: { status: 'unavailable' },
        network: card.brand,
        network_token: { used: false },
        network_transaction_id: scope.ids.derive('network', intent.id, 15),
        overcapture: { maximum_amount_capturable: intent.amount, status: 'unavailable' },
        regulated_status: card.regulated_status,
        three_d_secure: null,
        transaction_link_id: null,
        wallet: null,
      },
    };
  }
  if (!bank) throw new Error(`payment method ${method.id} is neither a card nor a bank account`);
  return {
    type: 'us_bank_account',
    us_bank_account: {
      account_holder_type: bank.account_holder_type,
      account_type: bank.account_type,
      bank_name: bank.bank_name,
      fingerprint: bank.fingerprint,
      last4: bank.last4,
      ...(mandateId === null ? {} : { mandate: mandateId }),
      payment_reference: null,
      routing_number: bank.routing_number,
    },
  };
}
