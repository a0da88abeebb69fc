import { categoryKind } from './categories.ts';

export type Classification = 'ours' | 'foreign' | 'stripe';

/** What our rows know about a balance transaction. */
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
  /** An unknown category, or metadata or a charge of ours without a row of ours. */
  | { readonly classification: null; readonly problem: 'unclassified' | 'ours_without_row' };

/** Classifies a balance transaction as ours, foreign, Stripe's own, or unexplained (I4). */
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
