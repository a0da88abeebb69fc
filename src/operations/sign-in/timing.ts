const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** How long an expired link, or one opened elsewhere, still offers to send a new one. */
export const SIGN_IN_AGAIN_MS = DAY_MS;

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
