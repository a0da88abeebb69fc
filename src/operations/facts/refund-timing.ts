const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** A refund whose worker seems to be gone is taken up by the sweep after this. */
export const SEND_LOOK_AFTER_MS = 2 * MINUTE_MS;
/** A refund under way takes days; it is looked at this often. */
export const PENDING_LOOK_EVERY_MS = 6 * HOUR_MS;
/** While a dispute holds the money, or money is paused, nothing is sent; it is asked again after this. */
export const WAIT_LOOK_EVERY_MS = HOUR_MS;
/** Stripe keeps idempotency keys for 24 hours at least: a later request with the same key might be a new one. */
export const KEY_GOOD_FOR_MS = 23 * HOUR_MS;
/** One that is not known for so long needs somebody (I9). */
export const STUCK_AFTER_MS = 24 * HOUR_MS;

/** When a refund that Stripe said nothing about is looked at next: soon at first, then ever less often. */
export const unknownLookAt = (now: number, sentAt: number): number =>
  now + Math.min(HOUR_MS, Math.max(MINUTE_MS, (now - sentAt) / 2));
