const DAY_MS = 86_400_000;

/** Stripe keeps events for 30 days. https://docs.stripe.com/api/events */
export const EVENTS_KEPT_MS = 29 * DAY_MS;
