/** The states of a payment while money may still come: it holds its invoices' slots. */
export const OPEN_STATES = [
  'claimed',
  'session_open',
  'confirming',
  'authenticating',
  'verifying',
  'processing',
  'unknown',
] as const;
export type OpenState = (typeof OPEN_STATES)[number];

/** The states of a payment that is over. `returned` follows `succeeded` and only that, and ends where the money is back. */
export type ClosedState = 'succeeded' | 'failed' | 'canceled' | 'returned';

export type PaymentState = OpenState | ClosedState;

/** Why a payment was closed without money. */
export const CLOSE_REASONS = [
  'expired',
  'canceled',
  'refused',
  'failed',
  'never_created',
  /** Its account was disconnected: Stripe will not say what came of it. */
  'unreachable',
  /** A person closed it, without proof. */
  'by_staff',
] as const;
export type CloseReason = (typeof CLOSE_REASONS)[number];

/** A refund: `requested` before Stripe was asked, `unknown` where it did not answer; the others are Stripe's own. */
export type RefundState =
  | 'requested'
  | 'unknown'
  | 'pending'
  | 'requires_action'
  | 'succeeded'
  | 'failed'
  | 'canceled';

/** The payment method, as shown to people. */
export type MethodSummary =
  | { readonly kind: 'card'; readonly brand: string; readonly last4: string }
  | { readonly kind: 'us_bank_account'; readonly bankName: string | null; readonly last4: string }
  | { readonly kind: 'other'; readonly type: string };

export const isOpen = (state: PaymentState): state is OpenState => OPEN_STATES.some((open) => open === state);

/**
 * How far along an open payment is: money that began to move is not reported as waiting again, whatever
 * order the news comes in (I7).
 */
const PROGRESS: Record<OpenState, number> = {
  claimed: 0,
  unknown: 0,
  session_open: 1,
  confirming: 2,
  authenticating: 3,
  verifying: 4,
  processing: 5,
};

/** True where `to` is further along than `from`; a closed payment goes nowhere but to `returned`. */
export function isAdvance(from: PaymentState, to: PaymentState): boolean {
  if (!isOpen(from)) return from === 'succeeded' && to === 'returned';
  if (!isOpen(to)) return to !== 'returned';
  return PROGRESS[to] > PROGRESS[from];
}
