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

/** What Stripe's word means for one dispute. */
export type DisputeMove<F> = {
  readonly found: F;
  readonly known: KnownDispute | null;
  readonly kind: DisputeKind;
  /** What the business is told of; a debit that came back is told of as a return, not as a dispute. */
  readonly stages: readonly DisputeStage[];
  readonly isInquiry: boolean;
  /** The money is gone, now. */
  readonly takes: boolean;
};

/**
 * Compares our disputes of a payment with Stripe's, each by Stripe's id. `contradicted` are those that are not lost any
 * more at Stripe although they were recorded as lost: the books were settled on it, so that somebody has to look.
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
