const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** A sign-in link works this long. */
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
 * Rate limits on sign-in links. An attacker who requests links for somebody else's address from one network uses up
 * that network's share for the address, and can neither lock its owner out nor flood their mailbox.
 */
export const ASKING_LIMITS = {
  addressFromNetwork: { windowMs: 15 * MINUTE_MS, most: 5 },
  addressFromNetworkInADay: { windowMs: DAY_MS, most: 20 },
  address: { windowMs: 15 * MINUTE_MS, most: 15 },
  addressInADay: { windowMs: DAY_MS, most: 60 },
  network: { windowMs: 15 * MINUTE_MS, most: 30 },
} as const;
export const LONGEST_WINDOW_MS = DAY_MS;

/** How long expired rows are kept. */
export const FORGET_AFTER_MS = 7 * DAY_MS;
