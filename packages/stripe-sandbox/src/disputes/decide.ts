import type { Stripe } from 'stripe';
import { noSuchObject, unexpectedState } from '../core/api-error.ts';
import { emit } from '../core/emit.ts';
import { idOf } from '../core/json.ts';
import { cancelTask, scheduleTask } from '../core/schedule-task.ts';
import { find, type Scope } from '../core/scope.ts';
import {
  getDispute,
  isClosed,
  isInquiry,
  reinstate,
  saveDispute,
  updateDispute,
  withdraw,
} from './dispute.ts';

/** A dispute's outcome, or the escalation of an inquiry. */
export type Decision = 'won' | 'lost' | 'escalated';

/**
 * What a bank, or Stripe, does of its own accord: a decision that may come after another one, an appeal of a loss, or the
 * money of a loss put back while it stays one.
 */
export type Ruling = Decision | 'appealed' | 'put_back';

/** The texts by which Stripe's test mode decides (docs.stripe.com/testing#disputes). */
const DECIDING_TEXTS: Record<string, Decision> = {
  winning_evidence: 'won',
  losing_evidence: 'lost',
  escalate_inquiry_evidence: 'escalated',
};

/** The outcome that a test word in the submitted evidence asks for, if any. */
export function decisionIn(evidence: Stripe.Dispute.Evidence): Decision | null {
  return DECIDING_TEXTS[evidence.uncategorized_text?.trim() ?? ''] ?? null;
}

/**
 * Ends a dispute. Won: the money comes back and `charge.dispute.funds_reinstated` goes before
 * `charge.dispute.closed`. Lost: it stays away. An inquiry ends as `warning_closed` either way, or turns into a dispute
 * that takes the money. Throws where it has ended already.
 */
export function decide(scope: Scope, id: string, decision: Decision): Stripe.Dispute {
  const dispute = getDispute(scope, id);
  if (isClosed(dispute)) throw alreadyClosed();
  cancelTask(scope, 'dispute_due', id);
  cancelTask(scope, 'decide_dispute', id);
  if (decision === 'escalated') return escalate(scope, dispute);
  if (isInquiry(dispute)) return close(scope, { ...dispute, status: 'warning_closed' });
  if (decision === 'lost') return close(scope, { ...dispute, status: 'lost' });
  return win(scope, dispute);
}

function win(scope: Scope, dispute: Stripe.Dispute): Stripe.Dispute {
  const won: Stripe.Dispute = {
    ...dispute,
    status: 'won',
    is_charge_refundable: true,
    balance_transactions: [...dispute.balance_transactions, reinstate(scope, dispute)],
  };
  saveDispute(scope, won);
  emit(scope, 'charge.dispute.funds_reinstated', won);
  return close(scope, won);
}

/**
 * Decides whatever was decided before: networks turn decisions around for months. Lost after it was won, the money is
 * withdrawn once more; won after it was lost, it is reinstated. An appeal moves no money until it is decided.
 */
export function rule(scope: Scope, id: string, ruling: Ruling): Stripe.Dispute {
  const dispute = getDispute(scope, id);
  if (ruling === 'appealed') {
    if (dispute.status !== 'lost') {
      throw unexpectedState('dispute_unexpected_state', 'Only a lost dispute can be appealed.');
    }
    return updateDispute(scope, dispute, { ...dispute, status: 'appeal_under_review' });
  }
  if (ruling === 'put_back') {
    if (dispute.status !== 'lost') {
      throw unexpectedState('dispute_unexpected_state', 'Only money of a lost dispute can be put back.');
    }
    const back = [...dispute.balance_transactions, reinstate(scope, dispute)];
    const kept: Stripe.Dispute = { ...dispute, balance_transactions: back };
    saveDispute(scope, kept);
    emit(scope, 'charge.dispute.funds_reinstated', kept);
    return kept;
  }
  const turns =
    (dispute.status === 'won' && ruling === 'lost') || (dispute.status === 'lost' && ruling === 'won');
  if (!turns) return decide(scope, id, ruling);
  if (ruling === 'won') return win(scope, dispute);
  const charge = find(scope, 'charge', idOf(dispute.charge) ?? '');
  if (!charge) throw noSuchObject('charge', idOf(dispute.charge) ?? '');
  const lost: Stripe.Dispute = {
    ...dispute,
    status: 'lost',
    is_charge_refundable: false,
    balance_transactions: [...dispute.balance_transactions, withdraw(scope, id, charge)],
  };
  saveDispute(scope, lost);
  emit(scope, 'charge.dispute.funds_withdrawn', lost);
  return close(scope, lost);
}

/** The issuer has read the evidence: a test word in it decides. */
export function decideAsSubmitted(scope: Scope, id: string): void {
  const dispute = find(scope, 'dispute', id);
  const decision = dispute && decisionIn(dispute.evidence);
  if (!dispute || isClosed(dispute) || !decision) return;
  decide(scope, id, decision === 'escalated' && !isInquiry(dispute) ? 'lost' : decision);
}

/** Handles a missed deadline: without a response a dispute is lost and an inquiry is closed. */
export function loseUnanswered(scope: Scope, id: string): void {
  const dispute = find(scope, 'dispute', id);
  if (dispute?.status !== 'needs_response' && dispute?.status !== 'warning_needs_response') return;
  saveDispute(scope, { ...dispute, evidence_details: { ...dispute.evidence_details, past_due: true } });
  decide(scope, id, 'lost');
}

/** Closes the inquiry of a charge that was refunded in full. */
export function closeInquiryOf(scope: Scope, chargeId: string): void {
  for (const { value } of scope.store.scan('dispute', scope.account, {
    index: { name: 'charge', value: chargeId },
    order: 'newest',
  })) {
    if (isInquiry(value) && !isClosed(value)) decide(scope, value.id, 'won');
  }
}

function escalate(scope: Scope, dispute: Stripe.Dispute): Stripe.Dispute {
  const charge = find(scope, 'charge', idOf(dispute.charge) ?? '');
  if (!isInquiry(dispute) || !charge) {
    throw unexpectedState('dispute_unexpected_state', 'Only an inquiry can be escalated.');
  }
  const due = scope.now() + 9 * 86_400;
  const details = dispute.payment_method_details;
  const escalated: Stripe.Dispute = {
    ...dispute,
    status: 'needs_response',
    is_charge_refundable: false,
    balance_transactions: [withdraw(scope, dispute.id, charge)],
    evidence_details: { ...dispute.evidence_details, due_by: due },
    ...(details?.card
      ? {
          payment_method_details: { ...details, card: { ...details.card, case_type: 'chargeback' as const } },
        }
      : {}),
  };
  scheduleTask(scope, 'dispute_due', dispute.id, due * 1000);
  updateDispute(scope, dispute, escalated);
  emit(scope, 'charge.dispute.funds_withdrawn', escalated);
  return escalated;
}

function close(scope: Scope, dispute: Stripe.Dispute): Stripe.Dispute {
  saveDispute(scope, dispute);
  emit(scope, 'charge.dispute.closed', dispute);
  return dispute;
}

export function alreadyClosed() {
  return unexpectedState('dispute_already_closed', 'This dispute is already closed.');
}
