/**
 * Stripe's statuses of a dispute: `warning_…` is an inquiry, which takes no money; `prevented` was resolved by a
 * refund before it began. https://docs.stripe.com/api/disputes/object#dispute_object-status
 */
export const DISPUTE_STATUSES = [
  'warning_needs_response',
  'warning_under_review',
  'warning_closed',
  'needs_response',
  'under_review',
  'appeal_needs_response',
  'appeal_under_review',
  'prevented',
  'won',
  'lost',
] as const;
export type DisputeStatus = (typeof DISPUTE_STATUSES)[number];

/** A dispute, an inquiry that may become one, or a bank debit that came back. */
export type DisputeKind = 'dispute' | 'inquiry' | 'return';

/** What Stripe says of a dispute that cannot be. */
export type DisputeAnomaly = 'dispute_without_money';

/** A dispute as the rules look at it. Amount in minor units of its payment's currency. */
export type DisputeStanding = {
  readonly status: DisputeStatus;
  readonly amount: number;
  /** Its money was taken, and is not given back. */
  readonly isTaken: boolean;
};

/** How far along it is, while nothing is decided: an inquiry may still become a dispute. */
const PROGRESS: Record<DisputeStatus, number> = {
  warning_needs_response: 0,
  warning_under_review: 1,
  warning_closed: 2,
  needs_response: 3,
  under_review: 4,
  appeal_needs_response: 5,
  appeal_under_review: 6,
  prevented: 7,
  won: 7,
  lost: 7,
};

/**
 * True where `to` is news about a dispute that is at `from`. What was decided may be decided again, or appealed; until
 * then nothing goes backwards (I7).
 */
export const isDisputeNews = (from: DisputeStatus, to: DisputeStatus): boolean =>
  PROGRESS[to] > PROGRESS[from] || (isDecided(from) && from !== to && !isInquiry(to));

const isDecided = (status: DisputeStatus): boolean => PROGRESS[status] === PROGRESS.won;

/** True while the bank holds the money and nothing is decided. */
export const holdsMoney = (status: DisputeStatus): boolean =>
  PROGRESS[status] >= PROGRESS.needs_response && PROGRESS[status] < PROGRESS.won;

/** True while an answer is waited for. */
export const needsResponse = (status: DisputeStatus): boolean =>
  status === 'needs_response' || status === 'warning_needs_response' || status === 'appeal_needs_response';

export const isInquiry = (status: DisputeStatus): boolean => PROGRESS[status] <= PROGRESS.warning_closed;

/** What Stripe's status says of the money, where no balance transaction does. */
export const isWithdrawnBy = (status: DisputeStatus): boolean => holdsMoney(status) || status === 'lost';

/**
 * Whether the money is taken from where it went, as it `wasTaken` or not. `withdrawn` is what the balance transactions
 * say, null where Stripe shows none. What was lost stays taken: Stripe shows two transactions of a dispute at most, so
 * that a third, which takes the money again, may not be among them; unless the books say it, which have them all
 * (`isBooked`): Stripe may put money back of a dispute that stays lost.
 */
export function isMoneyTaken(
  before: { readonly state: DisputeStatus; readonly wasTaken: boolean } | null,
  status: DisputeStatus,
  withdrawn: boolean | null,
  isBooked = false,
): boolean {
  const wasTaken = before?.wasTaken ?? false;
  switch (status) {
    case 'lost':
      if (isBooked) return withdrawn !== false;
      return wasTaken || before?.state === 'won' || withdrawn !== false;
    // It was decided for us: what is taken comes back when Stripe has put it back.
    case 'won':
    case 'prevented':
    case 'warning_closed':
    case 'warning_needs_response':
    case 'warning_under_review':
      return wasTaken && withdrawn === true;
    // Nothing is decided, or not any more: what is taken stays so unless Stripe has put it back.
    case 'needs_response':
    case 'under_review':
      return wasTaken && withdrawn !== false;
    // Only what was lost is appealed: where the loss itself was missed, its money says what became of it.
    case 'appeal_needs_response':
    case 'appeal_under_review':
      if (isBooked) return withdrawn !== false;
      return wasTaken ? withdrawn !== false : withdrawn === true && isLossNews(before?.state ?? null);
  }
}

/** Whether a dispute that is appealed was lost since it was at that state. */
const isLossNews = (before: DisputeStatus | null): boolean =>
  before === null || (before !== 'lost' && !isAppeal(before));

/** True where nothing more is expected of it. */
export const isClosed = (status: DisputeStatus): boolean => status === 'warning_closed' || isDecided(status);

/**
 * Inquiry, dispute or return. Stripe reports a bank debit that its owner takes back as an unanswerable dispute.
 * https://docs.stripe.com/payments/ach-direct-debit#disputed-payments
 */
export function disputeKind(isBankDebit: boolean, status: DisputeStatus): DisputeKind {
  if (isBankDebit) return 'return';
  return isInquiry(status) ? 'inquiry' : 'dispute';
}

const isAppeal = (status: DisputeStatus): boolean =>
  status === 'appeal_needs_response' || status === 'appeal_under_review';

/** What the business is told of, each once a decision. */
export type DisputeStage = 'opened' | 'won' | 'lost';

/**
 * What there is to tell where a dispute goes `from` (null where it is new) to `to`. An inquiry and the dispute that it
 * becomes are both told of when they begin, and so is one that was decided and is open again, but for our own appeal;
 * an inquiry that ends quietly is not.
 */
export function stagesToNotify(from: DisputeStatus | null, to: DisputeStatus): readonly DisputeStage[] {
  if (from === to) return [];
  const stages: DisputeStage[] = [];
  const wasInquiry = from === null ? null : isInquiry(from);
  if (to !== 'warning_closed' && to !== 'prevented' && wasInquiry !== isInquiry(to)) {
    // A dispute that is already decided when it is first read is announced by its outcome.
    if (!isClosed(to)) stages.push('opened');
  }
  if (from !== null && isDecided(from) && !isClosed(to) && !(from === 'lost' && isAppeal(to))) {
    stages.push('opened');
  }
  if (to === 'won' || to === 'lost') stages.push(to);
  return stages;
}
