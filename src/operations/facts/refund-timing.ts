const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** After this, a refund's worker counts as dead and the sweep takes over. */
export const SEND_CHECK_AFTER_MS = 2 * MINUTE_MS;
/** How often a pending refund, which takes days, is polled. */
export const PENDING_POLL_EVERY_MS = 6 * HOUR_MS;
/** While a dispute holds the money, or money is paused, nothing is sent; it is checked again after this. */
export const HELD_CHECK_EVERY_MS = HOUR_MS;
/** Stripe keeps idempotency keys for at least 24 hours: a later request with the same key might be executed again. */
export const KEY_VALID_FOR_MS = 23 * HOUR_MS;
/** A refund whose outcome is unknown for this long raises an alarm (I9). */
export const STUCK_AFTER_MS = 24 * HOUR_MS;

/** When a refund with an unknown outcome is polled next: soon at first, then with backoff. */
export const nextPollOfUnknown = (now: number, sentAt: number): number =>
  now + Math.min(HOUR_MS, Math.max(MINUTE_MS, (now - sentAt) / 2));
