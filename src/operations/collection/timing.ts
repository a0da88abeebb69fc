const MINUTE_MS = 60_000;

/** An invoice that is being charged, or waits for Stripe, is checked again after this, in case its worker died. */
export const CHARGING_CHECK_AFTER_MS = 10 * MINUTE_MS;
/** How long after its turn an enqueued invoice is enqueued again. */
export const QUEUED_CHECK_AFTER_MS = 10 * MINUTE_MS;
/** Charges of a connection are this far apart: Stripe takes 25 a second per endpoint. https://docs.stripe.com/rate-limits */
export const TURN_MS = 42;
