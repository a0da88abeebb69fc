const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** Lifetime of a session that puts a method on file; Stripe allows 30 minutes to 24 hours. */
export const SETUP_SESSION_LIFE_MS = HOUR_MS;
/** After this, a session that cannot be found at Stripe was never created. */
export const SETUP_SURELY_OVER_MS = 5 * MINUTE_MS;
/** After this, a SetupIntent that cannot be found was never created: its request is sent once, at the start. */
export const BANK_SETUP_FOUND_WITHIN_MS = 15 * MINUTE_MS;

/** How soon a set-up is first polled without any webhook. */
export const SETUP_FIRST_POLL_AFTER_MS = 2 * MINUTE_MS;
export const SETUP_POLL_EVERY_MS = 3 * MINUTE_MS;
/** Test deposits take days; Stripe sends an event at the end, and they are polled this often as a fallback. */
export const DEPOSITS_POLL_EVERY_MS = 6 * HOUR_MS;

/** How many set-ups a customer may begin in a day, against testing of stolen cards and accounts. */
export const SETUPS_A_DAY = 12;
export const DAY_MS = 24 * HOUR_MS;

/** How long until a removal whose worker died is resumed. */
export const REMOVE_AGAIN_MS = 30_000;
