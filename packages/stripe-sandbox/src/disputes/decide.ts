import type { Stripe } from 'stripe';
import { noSuchObject, undocumentedState } from '../core/api-error.ts';
import { emit } from '../core/emit.ts';
import { idOf } from '../core/json.ts';
import { cancelTask, scheduleTask } from '../core/schedule-task.ts';
import { find, type Scope } from '../core/scope.ts';
import { readWorlds } from '../core/worlds.ts';
import {
  answerWithinSeconds,
  getDispute,
  isClosed,
  isInquiry,
  isWithdrawn,
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
  return decision === 'lost' ? lose(scope, dispute) : win(scope, dispute);
}

function win(scope: Scope, dispute: Stripe.Dispute): Stripe.Dispute {
  return close(scope, giveBack(scope, { ...dispute, status: 'won', is_charge_refundable: true }));
}

function lose(scope: Scope, dispute: Stripe.Dispute): Stripe.Dispute {
  return close(scope, takeAgain(scope, { ...dispute, status: 'lost', is_charge_refundable: false }));
}

/** Reinstates what is withdrawn. */
function giveBack(scope: Scope, dispute: Stripe.Dispute): Stripe.Dispute {
  if (!isWithdrawn(dispute)) return dispute;
  const given: Stripe.Dispute = {
    ...dispute,
    balance_transactions: [...dispute.balance_transactions, reinstate(scope, dispute)],
  };
  emit(scope, 'charge.dispute.funds_reinstated', given);
  return given;
}

/** Withdraws what was reinstated. */
function takeAgain(scope: Scope, dispute: Stripe.Dispute): Stripe.Dispute {
  if (isWithdrawn(dispute)) return dispute;
  const charge = find(scope, 'charge', idOf(dispute.charge) ?? '');
  if (!charge) throw noSuchObject('charge', idOf(dispute.charge) ?? '');
  const taken: Stripe.Dispute = {
    ...dispute,
    balance_transactions: [...dispute.balance_transactions, withdraw(scope, dispute.id, charge)],
  };
  emit(scope, 'charge.dispute.funds_withdrawn', taken);
  return taken;
}

/**
 * Decides whatever was decided before: networks turn decisions around for months. Lost after it was won, the money is
 * withdrawn once more; won after it was lost, it is reinstated.
 */
export function rule(scope: Scope, id: string, ruling: Ruling): Stripe.Dispute {
  const dispute = getDispute(scope, id);
  if (ruling === 'appealed') return appeal(scope, dispute);
  if (ruling === 'put_back') return putBack(scope, dispute);
  if (dispute.status === 'won' && ruling === 'lost') return lose(scope, dispute);
  if (dispute.status === 'lost' && ruling === 'won') return win(scope, dispute);
  return decide(scope, id, ruling);
}

/** A lost dispute is under review again. Whether it moves money before it is decided is a matter of the sandbox's world. */
function appeal(scope: Scope, dispute: Stripe.Dispute): Stripe.Dispute {
  // "All ACH Direct Debit disputes are final and there is no process to appeal" (support.stripe.com).
  const isCard = dispute.payment_method_details?.card !== undefined;
  if (dispute.status !== 'lost' || !isCard) {
    throw undocumentedState('dispute_unexpected_state', 'Only a lost dispute of a card can be appealed.');
  }
  const appealed: Stripe.Dispute = { ...dispute, status: 'appeal_under_review' };
  const { appeals } = readWorlds(scope.store);
  return updateDispute(scope, dispute, appeals === 'give_back' ? giveBack(scope, appealed) : appealed);
}

/** Money comes back though the dispute stays lost. */
function putBack(scope: Scope, dispute: Stripe.Dispute): Stripe.Dispute {
  if (dispute.status !== 'lost') {
    throw undocumentedState('dispute_unexpected_state', 'Only money of a lost dispute can be put back.');
  }
  const kept = giveBack(scope, dispute);
  saveDispute(scope, kept);
  return kept;
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
    throw undocumentedState('dispute_unexpected_state', 'Only an inquiry can be escalated.');
  }
  const due = scope.now() + answerWithinSeconds(scope);
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
  return undocumentedState('dispute_already_closed', 'This dispute is already closed.');
}
