import type { OpenState, PaymentState } from '../../domain/payment/state.ts';

const MINUTE_MS = 60_000;

/** A session's lifetime from the claim; Stripe allows 30 minutes to 24 hours from its creation. */
export const SESSION_LIFE_MS = 60 * MINUTE_MS;
/** How long after the claim its creation may still be sent: later, less than Stripe's 30 minutes might be left. */
export const SESSION_CREATE_WITHIN_MS = 25 * MINUTE_MS;
/** After this, a session that cannot be found at Stripe was never created. */
export const SESSION_SURELY_OVER_MS = SESSION_LIFE_MS + 5 * MINUTE_MS;

/** A bank's page for 3-D Secure gives up within minutes (EMV 3-D Secure: ten); after this nobody comes through it. */
const CHALLENGE_LASTS_MS = 30 * MINUTE_MS;

/**
 * True once nobody can be at the bank's page any more: the session has ended at `expiresAt` at the latest, and none of its
 * challenges begins later. Should one be passed all the same, its success is recorded late.
 */
export const isPayerGone = (payment: { readonly expiresAt: number }, now: number): boolean =>
  now >= payerGoneAt(payment);

export const payerGoneAt = ({ expiresAt }: { readonly expiresAt: number }): number =>
  expiresAt + CHALLENGE_LASTS_MS;

/** A claim whose worker seems to be gone is taken up by the next one after this. */
export const CLAIM_ABANDONED_MS = 10_000;
/** After this, an unconfirmed intent has lost its worker and is cancelled. */
export const UNCONFIRMED_CHECK_AFTER_MS = 2 * MINUTE_MS;
/** When the sweep takes over an abandoned claim. */
export const CLAIM_CHECK_AFTER_MS = 2 * MINUTE_MS;
/** How often an open session is polled, so that a success shows within minutes without any webhook. */
const SESSION_POLL_EVERY_MS = 3 * MINUTE_MS;
/** A debit takes days and the sweep of events reports its end; it is polled this often as a fallback. */
const PROCESSING_POLL_EVERY_MS = 6 * 60 * MINUTE_MS;
/** How often the sweep polls an open payment. */
export const pollEvery = (state: PaymentState): number =>
  state === 'processing' || state === 'verifying' ? PROCESSING_POLL_EVERY_MS : SESSION_POLL_EVERY_MS;

const MOST_POLL_PAUSE_MS = 60 * MINUTE_MS;
const SESSION_OVER_AFTER_MS = SESSION_SURELY_OVER_MS - SESSION_LIFE_MS;

/** When a payment is looked at again that could not be looked at, so often in a row: half as often each time. */
export function pollAfterMisses(
  { state, expiresAt }: { readonly state: PaymentState; readonly expiresAt: number },
  missed: number,
  now: number,
): number {
  const every = pollEvery(state);
  const next = now + Math.max(every, Math.min(MOST_POLL_PAUSE_MS, every * 2 ** missed));
  // Not later than its session is surely over, or its payer surely gone: either may be what ends it.
  const turns = [expiresAt + SESSION_OVER_AFTER_MS, payerGoneAt({ expiresAt })].filter((turn) => turn > now);
  return Math.min(next, ...turns);
}

const DAY_MS = 24 * 60 * MINUTE_MS;
/**
 * How old an open payment of each state can be before somebody has to look (I9), by what the state waits for: an answer of
 * Stripe, or a payer whose session lives for an hour; micro-deposits, which are waited for ten days
 * (https://docs.stripe.com/payments/ach-direct-debit/accept-a-payment); a debit, which takes four business days and
 * fails within about ten days.
 */
export const OLDEST_MS: Readonly<Record<OpenState, number>> = {
  claimed: DAY_MS,
  unknown: DAY_MS,
  session_open: DAY_MS,
  confirming: DAY_MS,
  authenticating: DAY_MS,
  verifying: 11 * DAY_MS,
  processing: 10 * DAY_MS,
};

/** From when (ms) an open payment is older than its state can last; a debit counts from when it began. */
export const oldestAt = (
  state: OpenState,
  { claimedAt, beganAt }: { readonly claimedAt: number; readonly beganAt: number | null },
): number => (state === 'processing' ? (beganAt ?? claimedAt) : claimedAt) + OLDEST_MS[state];

/** How often, and for how long, a payment that was ended without proof is looked at again. */
export const LOOK_BACK_EVERY_MS = DAY_MS;
export const LOOK_BACK_FOR_MS = 90 * DAY_MS;

/** Stripe's clock and ours may differ: what was made for a claim is looked for from so long before it. */
export const SKEW_MS = 10 * MINUTE_MS;

/** The most claims by link per connection and second: below autopay's share of Stripe's 25/s. */
export const CLAIMS_PER_SECOND = 10;

/** How long a bank debit usually takes to settle. https://docs.stripe.com/payments/ach-direct-debit */
export const DEBIT_TAKES_MS = 4 * 24 * 60 * MINUTE_MS;
