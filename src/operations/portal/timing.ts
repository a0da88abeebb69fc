const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** A link that the business got by the API works this long. */
export const SIGN_IN_LIFE_MS = 15 * MINUTE_MS;
/** How long an expired link, or one opened elsewhere, still offers to send a new one. */
export const SIGN_IN_AGAIN_MS = DAY_MS;

/** A session ends after this long without a visit: bills come monthly. */
export const SESSION_IDLE_MS = 30 * DAY_MS;
/** A session ends after this long in any case. */
export const SESSION_LIFE_MS = 90 * DAY_MS;
/** A session that the business opened for one of its users: short, so that the business decides again every day. */
export const API_SESSION_LIFE_MS = 12 * 60 * MINUTE_MS;
/** How often a session's last visit is updated at most. */
export const SEEN_EVERY_MS = DAY_MS;

/**
 * How often a network may ask, over all addresses. What an address gets is its own budget (`domain/sign-in`), which no
 * number of askers uses up for its owner; a browser that signed in before is not counted here.
 */
export const ASKING_LIMITS = {
  network: { windowMs: 15 * MINUTE_MS, most: 30 },
  networkInADay: { windowMs: DAY_MS, most: 200 },
} as const;
export const LONGEST_WINDOW_MS = DAY_MS;

/** How long a browser remembers what it asked for, and that it signed in: as long as browsers keep any cookie. */
export const BROWSER_LIFE_MS = 400 * DAY_MS;

/** How long expired rows are kept. */
export const FORGET_AFTER_MS = 7 * DAY_MS;
