import { categoryKind } from './categories.ts';

export type Classification = 'ours' | 'foreign' | 'stripe';

/** What is known here of what a balance transaction is about. */
export type TransactionFacts = {
  readonly reportingCategory: string;
  /** Our payment, refund or dispute that it belongs to. */
  readonly ownerId: string | null;
  /** Its metadata says that it is ours. */
  readonly isNamedOurs: boolean;
  /** It is about a charge of one of our payments. */
  readonly isOfOurCharge: boolean;
};

export type Classified =
  | { readonly classification: Classification }
  /** A category that is not known here, or ours by name or charge without a row of ours. */
  | { readonly classification: null; readonly problem: 'unclassified' | 'ours_without_row' };

/** Whose a balance transaction is: every one is ours, foreign, Stripe's own, or unexplained (I4). */
export function classify(facts: TransactionFacts): Classified {
  const kind = categoryKind(facts.reportingCategory);
  switch (kind) {
    case 'charge':
    case 'refund':
    case 'dispute':
      if (facts.ownerId !== null) return { classification: 'ours' };
      return facts.isNamedOurs || facts.isOfOurCharge
        ? { classification: null, problem: 'ours_without_row' }
        : { classification: 'foreign' };
    case 'fee':
    case 'payout':
    case 'stripe':
      return { classification: 'stripe' };
    case 'foreign':
      return { classification: 'foreign' };
    case null:
      return { classification: null, problem: 'unclassified' };
  }
}
