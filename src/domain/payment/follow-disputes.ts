import {
  type DisputeKind,
  type DisputeStage,
  type DisputeStatus,
  disputeKind,
  isDisputeNews,
  isInquiry,
  isMoneyTaken,
  isWithdrawnBy,
  stagesToNotify,
} from './disputes.ts';

/** A dispute as our row has it. */
export type KnownDispute = {
  readonly id: string;
  readonly stripeDisputeId: string;
  readonly state: DisputeStatus;
  /** What it took, minor units of the payment's currency; null while it has taken nothing. */
  readonly takenAmount: number | null;
  readonly withdrawn: boolean;
};

/** A dispute as Stripe has it. */
export type FoundDispute = {
  readonly stripeDisputeId: string;
  readonly status: DisputeStatus;
  readonly methodKind: 'card' | 'us_bank_account' | 'other';
  /** Whether its balance transactions leave the money out of the balance; null where it has none. */
  readonly withdrawn: boolean | null;
  /** The books say so: all of its balance transactions, of which Stripe shows two with the dispute. */
  readonly isBooked?: boolean;
};

/** The change that Stripe's state means for one dispute. */
export type DisputeMove<F> = {
  readonly found: F;
  readonly known: KnownDispute | null;
  readonly kind: DisputeKind;
  /** The stages to notify the business of; a returned debit is announced as a return, not as a dispute. */
  readonly stages: readonly DisputeStage[];
  readonly isInquiry: boolean;
  /** The money is out of the balance. */
  readonly withdrawn: boolean;
  /** The money is gone, now. */
  readonly takes: boolean;
  /** What was taken is back, now; minor units of the payment's currency, null where nothing is given back. */
  readonly givesBack: number | null;
};

/**
 * Compares our disputes of a payment with Stripe's, each by Stripe's id, and follows its money both ways: a decision may
 * be turned around or appealed, long after it was made. Nothing moves where Stripe says what we know.
 */
export function followDisputes<F extends FoundDispute>(
  known: readonly KnownDispute[],
  found: readonly F[],
): readonly DisputeMove<F>[] {
  return found.flatMap((facts) => {
    const row = known.find(({ stripeDisputeId }) => stripeDisputeId === facts.stripeDisputeId) ?? null;
    const isNews = row === null || isDisputeNews(row.state, facts.status);
    // What comes late says nothing of the money either.
    if (!isNews && row.state !== facts.status) return [];
    const before = row === null ? null : { state: row.state, wasTaken: row.takenAmount !== null };
    const wasTaken = before?.wasTaken ?? false;
    // What was lost stays as it is, but for the books: they have every transaction.
    const isKept = row?.state === 'lost' && facts.status === 'lost' && facts.isBooked !== true;
    const isTaken = isKept
      ? wasTaken
      : isMoneyTaken(before, facts.status, facts.withdrawn, facts.isBooked === true);
    const withdrawn = isKept ? row.withdrawn : isTaken || (facts.withdrawn ?? isWithdrawnBy(facts.status));
    if (!isNews && isTaken === wasTaken && withdrawn === row.withdrawn) return [];
    const isBankDebit = facts.methodKind === 'us_bank_account';
    return [
      {
        found: facts,
        known: row,
        kind: disputeKind(isBankDebit, facts.status),
        stages: isBankDebit ? [] : stagesToNotify(row?.state ?? null, facts.status),
        isInquiry: isInquiry(facts.status),
        withdrawn,
        takes: isTaken && !wasTaken,
        givesBack: wasTaken && !isTaken ? (row?.takenAmount ?? 0) : null,
      },
    ];
  });
}
