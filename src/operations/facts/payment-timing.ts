import type { OpenState, PaymentState } from '../../domain/payment/state.ts';

const MINUTE_MS = 60_000;

/** A session lives from the claim until then; Stripe takes 30 minutes to 24 hours from its create. */
export const SESSION_LIFE_MS = 60 * MINUTE_MS;
/** Its create is sent only so long after the claim: later, fewer than Stripe's 30 minutes might be left. */
export const SESSION_CREATE_WITHIN_MS = 25 * MINUTE_MS;
/** So long after its end, a session that nobody finds at Stripe was never created. */
export const SESSION_SURELY_OVER_MS = SESSION_LIFE_MS + 5 * MINUTE_MS;

/** A bank's page for 3-D Secure gives up within minutes (EMV 3-D Secure: ten); after this nobody comes through it. */
const CHALLENGE_LASTS_MS = 30 * MINUTE_MS;

/**
 * True once nobody can be at the bank's page any more: the session has ended at `expiresAt` at the latest, and none of its
 * challenges begins later. Should one be passed all the same, its success is recorded late.
 */
export const isPayerGone = ({ expiresAt }: { readonly expiresAt: number }, now: number): boolean =>
  now >= expiresAt + CHALLENGE_LASTS_MS;

/** A claim whose worker seems to be gone is taken up by the next one after this. */
export const CLAIM_ABANDONED_MS = 10_000;
/** An intent that was not confirmed by then has lost its worker, and is cancelled. */
export const UNCONFIRMED_LOOK_AFTER_MS = 2 * MINUTE_MS;
/** And by the sweep after this. */
export const CLAIM_LOOK_AFTER_MS = 2 * MINUTE_MS;
/** An open session is looked at this often, so that a success shows within minutes without any webhook. */
const SESSION_LOOK_EVERY_MS = 3 * MINUTE_MS;
/** A debit takes days, and the sweep of events tells when it is over; it is looked at this often all the same. */
const PROCESSING_LOOK_EVERY_MS = 6 * 60 * MINUTE_MS;
/** How long until the sweep looks at an open payment again. */
export const lookEvery = (state: PaymentState): number =>
  state === 'processing' || state === 'verifying' ? PROCESSING_LOOK_EVERY_MS : SESSION_LOOK_EVERY_MS;

const LOOK_AFTER_MISSES_MOST_MS = 60 * MINUTE_MS;
/** Not later than its session is surely over, which may be proof by itself. */
const SESSION_OVER_AFTER_MS = SESSION_SURELY_OVER_MS - SESSION_LIFE_MS;

/** When a payment is looked at again that could not be looked at, so often in a row: half as often each time. */
export function lookAfterMisses(
  { state, expiresAt }: { readonly state: PaymentState; readonly expiresAt: number },
  missed: number,
  now: number,
): number {
  const every = lookEvery(state);
  const next = now + Math.max(every, Math.min(LOOK_AFTER_MISSES_MOST_MS, every * 2 ** missed));
  const over = expiresAt + SESSION_OVER_AFTER_MS;
  return now < over ? Math.min(next, over) : next;
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

/** Stripe's clock and ours may differ: what was made for a claim is looked for from so long before it. */
export const SKEW_MS = 10 * MINUTE_MS;

/** At most so many claims by link per connection and second: below autopay's share of Stripe's 25/s. */
export const CLAIMS_PER_SECOND = 10;

/** How long a bank debit usually takes to settle. https://docs.stripe.com/payments/ach-direct-debit */
export const DEBIT_TAKES_MS = 4 * 24 * 60 * MINUTE_MS;
