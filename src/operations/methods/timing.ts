const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** A session that puts a method on file lives so long; Stripe takes 30 minutes to 24 hours. */
export const SETUP_SESSION_LIFE_MS = HOUR_MS;
/** So long after its end, a session that nobody finds at Stripe was never made. */
export const SETUP_SURELY_OVER_MS = 5 * MINUTE_MS;
/** A SetupIntent that nobody finds after so long was never made: its request is sent once, at the start. */
export const BANK_SETUP_FOUND_WITHIN_MS = 15 * MINUTE_MS;

/** How soon a set-up is looked at without any webhook. */
export const SETUP_LOOK_SOON_MS = 2 * MINUTE_MS;
export const SETUP_LOOK_EVERY_MS = 3 * MINUTE_MS;
/** Test deposits take days; their end is told by Stripe, and looked for so often. */
export const DEPOSITS_LOOK_EVERY_MS = 6 * HOUR_MS;

/** A customer may begin so many set-ups in a day: neither cards nor accounts are tried out here. */
export const SETUPS_A_DAY = 12;
export const DAY_MS = 24 * HOUR_MS;

/** When a removal whose worker died is taken up again. */
export const REMOVE_AGAIN_MS = 30_000;
