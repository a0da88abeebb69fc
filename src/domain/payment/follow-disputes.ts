import {
  type DisputeKind,
  type DisputeStage,
  type DisputeStatus,
  disputeKind,
  isDisputeNews,
  isInquiry,
  isLost,
  stagesToNotify,
} from './disputes.ts';

/** A dispute as our row has it. */
export type KnownDispute = {
  readonly id: string;
  readonly stripeDisputeId: string;
  readonly state: DisputeStatus;
};

/** A dispute as Stripe has it. */
export type FoundDispute = {
  readonly stripeDisputeId: string;
  readonly status: DisputeStatus;
  readonly methodKind: 'card' | 'us_bank_account' | 'other';
};

/** The change that Stripe's state means for one dispute. */
export type DisputeMove<F> = {
  readonly found: F;
  readonly known: KnownDispute | null;
  readonly kind: DisputeKind;
  /** The stages to notify the business of; a returned debit is announced as a return, not as a dispute. */
  readonly stages: readonly DisputeStage[];
  readonly isInquiry: boolean;
  /** True where the money is lost with this change. */
  readonly takes: boolean;
};

/**
 * Compares our disputes of a payment with Stripe's, each by Stripe's id. `contradicted` are those that were recorded as
 * lost and no longer are at Stripe: the money was already taken back in our books, so a person has to decide.
 */
export function followDisputes<F extends FoundDispute>(
  known: readonly KnownDispute[],
  found: readonly F[],
): { readonly moves: readonly DisputeMove<F>[]; readonly contradicted: readonly F[] } {
  const moves: DisputeMove<F>[] = [];
  const contradicted: F[] = [];
  for (const facts of found) {
    const row = known.find(({ stripeDisputeId }) => stripeDisputeId === facts.stripeDisputeId) ?? null;
    if (row !== null && isLost(row.state) && !isLost(facts.status)) contradicted.push(facts);
    if (row !== null && !isDisputeNews(row.state, facts.status)) continue;
    const isBankDebit = facts.methodKind === 'us_bank_account';
    moves.push({
      found: facts,
      known: row,
      kind: disputeKind(isBankDebit, facts.status),
      stages: isBankDebit ? [] : stagesToNotify(row?.state ?? null, facts.status),
      isInquiry: isInquiry(facts.status),
      takes: isLost(facts.status),
    });
  }
  return { moves, contradicted };
}
