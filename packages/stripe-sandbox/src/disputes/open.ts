import type { Stripe } from 'stripe';
import { changed, emit } from '../core/emit.ts';
import { idOf } from '../core/json.ts';
import { scheduleTask } from '../core/schedule-task.ts';
import { find, type Scope } from '../core/scope.ts';
import { saveCharge } from '../payments/charge.ts';
import { endMandates } from '../payments/mandate.ts';
import { traitsOf } from '../payments/payment-method.ts';
import { answerWithinSeconds, saveDispute, withdraw } from './dispute.ts';
import { NO_EVIDENCE } from './no-evidence.ts';

/** Visa's codes for the dispute reasons of the test cards. */
const REASON_CODES: Record<string, string> = { fraudulent: '10.4', product_not_received: '13.1' };

/**
 * A payer complains about a charge. A card's dispute takes the money back with a fee and waits for the merchant's
 * answer; an inquiry waits and takes nothing; a bank account's is a return of the debit that cannot be answered, so it
 * arrives lost (docs.stripe.com/disputes, docs.stripe.com/payments/ach-direct-debit). `as` says which, where the test
 * card does not.
 */
export function openDispute(scope: Scope, chargeId: string, as?: 'fraudulent' | 'inquiry'): void {
  const charge = find(scope, 'charge', chargeId);
  if (!charge || charge.disputed || charge.refunded) return;
  const card = charge.payment_method_details?.card;
  const traits = traitsOf(scope, charge.payment_method ?? '');
  const kind = traits.type === 'card' ? (as ?? traits.dispute ?? 'fraudulent') : 'debit_not_authorized';
  const isInquiry = kind === 'inquiry';
  const reason = isInquiry ? 'fraudulent' : kind;
  const id = scope.ids.next(card ? 'du' : 'pdu');
  const dispute: Stripe.Dispute = {
    id,
    object: 'dispute',
    amount: charge.amount,
    balance_transactions: isInquiry ? [] : [withdraw(scope, id, charge)],
    charge: chargeId,
    created: scope.now(),
    currency: charge.currency,
    enhanced_eligibility_types: [],
    evidence: NO_EVIDENCE,
    evidence_details: {
      due_by: card ? scope.now() + answerWithinSeconds(scope) : null,
      enhanced_eligibility: {},
      has_evidence: false,
      past_due: false,
      submission_count: 0,
      submission_method: 'not_submitted',
    },
    intended_submission_method: null,
    is_charge_refundable: isInquiry,
    livemode: false,
    metadata: {},
    payment_intent: idOf(charge.payment_intent),
    ...(card
      ? {
          payment_method_details: {
            card: {
              brand: card.brand ?? 'visa',
              case_type: isInquiry ? ('inquiry' as const) : ('chargeback' as const),
              network: card.network ?? 'visa',
              network_reason_code: REASON_CODES[reason] ?? null,
            },
            type: 'card' as const,
          },
        }
      : {}),
    reason,
    status: isInquiry ? 'warning_needs_response' : card ? 'needs_response' : 'lost',
  };
  saveDispute(scope, dispute);
  const disputed: Stripe.Charge = { ...charge, disputed: true };
  saveCharge(scope, disputed);
  emit(scope, 'charge.dispute.created', dispute);
  if (!isInquiry) emit(scope, 'charge.dispute.funds_withdrawn', dispute);
  if (!card) emit(scope, 'charge.dispute.closed', dispute);
  emit(scope, 'charge.updated', disputed, changed(charge, disputed));
  // "It invalidates the mandate" (support.stripe.com/questions/respond-to-or-contest-an-ach-direct-debit-dispute-as-a-merchant).
  if (!card) endMandates(scope, charge.payment_method ?? '');
  if (card) scheduleTask(scope, 'dispute_due', id, (scope.now() + answerWithinSeconds(scope)) * 1000);
}
