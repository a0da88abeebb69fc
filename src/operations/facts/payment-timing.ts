import type { PaymentState } from '../../domain/payment/state.ts';

const MINUTE_MS = 60_000;

/** A session lives from the claim until then; Stripe takes 30 minutes to 24 hours from its create. */
export const SESSION_LIFE_MS = 60 * MINUTE_MS;
/** Its create is sent only so long after the claim: later, fewer than Stripe's 30 minutes might be left. */
export const SESSION_CREATE_WITHIN_MS = 25 * MINUTE_MS;
/** So long after its end, a session that nobody finds at Stripe was never created. */
export const SESSION_SURELY_OVER_MS = SESSION_LIFE_MS + 5 * MINUTE_MS;

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

/** Stripe's clock and ours may differ: what was made for a claim is looked for from so long before it. */
export const SKEW_MS = 10 * MINUTE_MS;

/** At most so many claims by link per connection and second: below autopay's share of Stripe's 25/s. */
export const CLAIMS_PER_SECOND = 10;

/** How long a bank debit usually takes to settle. https://docs.stripe.com/payments/ach-direct-debit */
export const DEBIT_TAKES_MS = 4 * 24 * 60 * MINUTE_MS;
