import type { Stripe } from 'stripe';
import { changed, emit } from '../core/emit.ts';
import { idOf } from '../core/json.ts';
import { find, type Scope, save } from '../core/scope.ts';
import { book } from '../payments/balance.ts';
import { saveCharge } from '../payments/charge.ts';

/** Stripe's fee for a dispute: 15.00 (stripe.com/pricing, United States). Minor units. */
const FEE = 1500;
/** How long a merchant has to answer a card's dispute. */
const ANSWER_WITHIN_SECONDS = 9 * 86_400;

/**
 * A payer complains about a charge: the money is taken back with a fee. A card's dispute waits for the merchant's
 * answer; a bank account's is a return of the debit that cannot be answered, so it arrives lost.
 */
export function openDispute(scope: Scope, chargeId: string): void {
  const charge = find(scope, 'charge', chargeId);
  if (!charge || charge.disputed || charge.refunded) return;
  const card = charge.payment_method_details?.card;
  const id = scope.ids.next(card ? 'du' : 'pdu');
  const { amount, currency } = charge;
  const withdrawal = book(scope, {
    amount: -amount,
    currency,
    fee: card ? FEE : 0,
    type: 'adjustment',
    reportingCategory: 'dispute',
    source: id,
    description: `Chargeback withdrawal for ${chargeId}`,
    availableAfterDays: 0,
  });
  const dispute: Stripe.Dispute = {
    id,
    object: 'dispute',
    amount,
    balance_transactions: [withdrawal],
    charge: chargeId,
    created: scope.now(),
    currency,
    enhanced_eligibility_types: [],
    evidence: NO_EVIDENCE,
    evidence_details: {
      due_by: card ? scope.now() + ANSWER_WITHIN_SECONDS : null,
      enhanced_eligibility: {},
      has_evidence: false,
      past_due: false,
      submission_count: 0,
      submission_method: 'not_submitted',
    },
    intended_submission_method: null,
    is_charge_refundable: false,
    livemode: false,
    metadata: {},
    payment_intent: idOf(charge.payment_intent),
    ...(card
      ? {
          payment_method_details: {
            card: {
              brand: card.brand ?? 'visa',
              case_type: 'chargeback' as const,
              network: card.network ?? 'visa',
              network_reason_code: '10.4',
            },
            type: 'card' as const,
          },
        }
      : {}),
    reason: card ? 'fraudulent' : 'debit_not_authorized',
    status: card ? 'needs_response' : 'lost',
  };
  const { payment_intent: intent } = charge;
  save(scope, 'dispute', id, dispute, { charge: chargeId, payment_intent: idOf(intent) });
  const disputed: Stripe.Charge = { ...charge, disputed: true };
  saveCharge(scope, disputed);
  emit(scope, 'charge.dispute.created', dispute);
  emit(scope, 'charge.dispute.funds_withdrawn', dispute);
  if (!card) emit(scope, 'charge.dispute.closed', dispute);
  emit(scope, 'charge.updated', disputed, changed(charge, disputed));
}

const NO_EVIDENCE: Stripe.Dispute.Evidence = {
  access_activity_log: null,
  billing_address: null,
  cancellation_policy: null,
  cancellation_policy_disclosure: null,
  cancellation_rebuttal: null,
  customer_communication: null,
  customer_email_address: null,
  customer_name: null,
  customer_purchase_ip: null,
  customer_signature: null,
  duplicate_charge_documentation: null,
  duplicate_charge_explanation: null,
  duplicate_charge_id: null,
  enhanced_evidence: {},
  product_description: null,
  receipt: null,
  refund_policy: null,
  refund_policy_disclosure: null,
  refund_refusal_explanation: null,
  service_date: null,
  service_documentation: null,
  shipping_address: null,
  shipping_carrier: null,
  shipping_date: null,
  shipping_documentation: null,
  shipping_tracking_number: null,
  uncategorized_file: null,
  uncategorized_text: null,
};
