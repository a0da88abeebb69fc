import type { PaymentState } from '../../domain/payment/state.ts';

const MINUTE_MS = 60_000;

/** A session's lifetime from the claim; Stripe allows 30 minutes to 24 hours from its creation. */
export const SESSION_LIFE_MS = 60 * MINUTE_MS;
/** How long after the claim its creation may still be sent: later, less than Stripe's 30 minutes might be left. */
export const SESSION_CREATE_WITHIN_MS = 25 * MINUTE_MS;
/** After this, a session that cannot be found at Stripe was never created. */
export const SESSION_SURELY_OVER_MS = SESSION_LIFE_MS + 5 * MINUTE_MS;

/** After this, a claim's worker counts as dead and the next request takes over. */
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

/** Stripe's clock and ours may differ: the search for a claim's objects starts this long before it. */
export const SKEW_MS = 10 * MINUTE_MS;

/** The most claims by link per connection and second: below autopay's share of Stripe's 25/s. */
export const CLAIMS_PER_SECOND = 10;

/** How long a bank debit usually takes to settle. https://docs.stripe.com/payments/ach-direct-debit */
export const DEBIT_TAKES_MS = 4 * 24 * 60 * MINUTE_MS;
