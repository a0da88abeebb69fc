const MINUTE_MS = 60_000;

/** An invoice that is being charged, or waits for Stripe, is looked at again after this, in case its worker died. */
export const CHARGING_LOOK_AFTER_MS = 10 * MINUTE_MS;
/** So long after its turn, an invoice that was put in the queue is put there again. */
export const QUEUED_LOOK_AFTER_MS = 10 * MINUTE_MS;
/** Charges of a connection are this far apart: Stripe takes 25 a second per endpoint. https://docs.stripe.com/rate-limits */
export const TURN_MS = 42;
