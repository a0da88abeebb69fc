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
export type DisputeAnomaly = 'dispute_not_lost_any_more' | 'dispute_without_money';

/** The facts about a dispute that the rules read. Amount in minor units of its payment's currency. */
export type DisputeStanding = { readonly status: DisputeStatus; readonly amount: number };

/** How far along a dispute is. An inquiry may still become a dispute; a decision is final (I7). */
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

/** True where a dispute may move from `from` to `to`. */
export const isDisputeNews = (from: DisputeStatus, to: DisputeStatus): boolean =>
  PROGRESS[to] > PROGRESS[from];

/** True while the bank holds the money and nothing is decided. */
export const holdsMoney = (status: DisputeStatus): boolean =>
  PROGRESS[status] >= PROGRESS.needs_response && PROGRESS[status] < PROGRESS.won;

export const isInquiry = (status: DisputeStatus): boolean => PROGRESS[status] <= PROGRESS.warning_closed;

export const isLost = (status: DisputeStatus): boolean => status === 'lost';

/** True where no further status is expected. */
export const isClosed = (status: DisputeStatus): boolean =>
  status === 'warning_closed' || PROGRESS[status] === PROGRESS.won;

/**
 * Inquiry, dispute or return. Stripe reports a bank debit that its owner takes back as an unanswerable dispute.
 * https://docs.stripe.com/payments/ach-direct-debit#disputed-payments
 */
export function disputeKind(isBankDebit: boolean, status: DisputeStatus): DisputeKind {
  if (isBankDebit) return 'return';
  return isInquiry(status) ? 'inquiry' : 'dispute';
}

/** The stages that the business is notified of, each once. */
export type DisputeStage = 'opened' | 'won' | 'lost';

/**
 * The stages to notify the business of when a dispute moves `from` (null where it is new) to `to`: the start of an
 * inquiry and of the dispute that it becomes, but not an inquiry that ends without one.
 */
export function stagesToNotify(from: DisputeStatus | null, to: DisputeStatus): readonly DisputeStage[] {
  const stages: DisputeStage[] = [];
  const wasInquiry = from === null ? null : isInquiry(from);
  if (to !== 'warning_closed' && to !== 'prevented' && wasInquiry !== isInquiry(to)) {
    // A dispute that is already decided when it is first read is announced by its outcome.
    if (!isClosed(to)) stages.push('opened');
  }
  if (to === 'won' || to === 'lost') stages.push(to);
  return stages;
}
