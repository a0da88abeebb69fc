const DAY_MS = 86_400_000;

/** Stripe keeps events for 30 days. https://docs.stripe.com/api/events */
export const EVENTS_KEPT_MS = 29 * DAY_MS;

/** What D1 has to take an event, or to count one: Stripe is answered within a second, whether it answers or not. */
export const D1_HAS_MS = 700;
