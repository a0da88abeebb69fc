import type { Stripe } from 'stripe';
import { noSuchObject } from '../core/api-error.ts';
import { changed, emit } from '../core/emit.ts';
import { idOf } from '../core/json.ts';
import { find, type Scope, save } from '../core/scope.ts';
import { readWorlds } from '../core/worlds.ts';
import { book } from '../payments/balance.ts';

/** Stripe's fee for a dispute: 15.00 (stripe.com/pricing, United States). Minor units. */
const FEE = 1500;

/** How long a merchant has to respond to a card's dispute or an inquiry: it depends on the network. */
const ANSWER_WITHIN_SECONDS = { nine_days: 9 * 86_400, three_weeks: 21 * 86_400 };

export function answerWithinSeconds(scope: Scope): number {
  return ANSWER_WITHIN_SECONDS[readWorlds(scope.store).disputeDeadline];
}

/** Withdraws a disputed charge's money from the balance, plus the fee for a card. */
export function withdraw(scope: Scope, disputeId: string, charge: Stripe.Charge): Stripe.BalanceTransaction {
  const isCard = charge.payment_method_details?.type === 'card';
  return book(scope, {
    amount: -charge.amount,
    currency: charge.currency,
    fee: isCard ? FEE : 0,
    type: 'adjustment',
    reportingCategory: 'dispute',
    source: disputeId,
    description: `Chargeback withdrawal for ${charge.id}`,
    availableAfterDays: 0,
  });
}

/** Puts back what was withdrawn, the fee included, as Stripe's test mode does (docs.stripe.com/testing#disputes). */
export function reinstate(scope: Scope, dispute: Stripe.Dispute): Stripe.BalanceTransaction {
  return book(scope, {
    amount: dispute.amount,
    currency: dispute.currency,
    fee: dispute.payment_method_details?.card ? -FEE : 0,
    type: 'adjustment',
    reportingCategory: 'dispute_reversal',
    source: dispute.id,
    description: `Chargeback reversal for ${idOf(dispute.charge) ?? ''}`,
    availableAfterDays: 0,
  });
}

/** Writes a dispute so that it can be listed by its charge and its payment. */
export function saveDispute(scope: Scope, dispute: Stripe.Dispute): void {
  save(scope, 'dispute', dispute.id, dispute, {
    charge: idOf(dispute.charge),
    payment_intent: idOf(dispute.payment_intent),
  });
}

/** Saves a dispute and emits `charge.dispute.updated`. */
export function updateDispute(scope: Scope, before: Stripe.Dispute, after: Stripe.Dispute): Stripe.Dispute {
  saveDispute(scope, after);
  emit(scope, 'charge.dispute.updated', after, changed(before, after));
  return after;
}

/** Throws 404 where there is none. */
export function getDispute(scope: Scope, id: string): Stripe.Dispute {
  const dispute = find(scope, 'dispute', id);
  if (!dispute) throw noSuchObject('dispute', id);
  return dispute;
}

/** True while the disputed money is with the payer's bank: it was withdrawn once more than it was reinstated. */
export function isWithdrawn(dispute: Stripe.Dispute): boolean {
  return dispute.balance_transactions.length % 2 === 1;
}

/** True for an inquiry: a question that has not taken any money yet. */
export function isInquiry(dispute: Stripe.Dispute): boolean {
  return dispute.status.startsWith('warning_');
}

/** True where nothing more can happen to it. */
export function isClosed(dispute: Stripe.Dispute): boolean {
  return ['won', 'lost', 'warning_closed'].includes(dispute.status);
}
