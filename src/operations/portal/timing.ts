const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** A sign-in link works this long. */
export const SIGN_IN_LIFE_MS = 15 * MINUTE_MS;
/** A link that has run out, or was opened elsewhere, still offers to send a new one this long after it was asked for. */
export const SIGN_IN_AGAIN_MS = DAY_MS;

/** A session ends when nobody came for so long: bills come monthly. */
export const SESSION_IDLE_MS = 30 * DAY_MS;
/** And after so long whatever happens. */
export const SESSION_LIFE_MS = 90 * DAY_MS;
/** A session that the business opened for a user of its own: whether they still are one is asked again every day. */
export const API_SESSION_LIFE_MS = 12 * 60 * MINUTE_MS;
/** That somebody was here is written down at most this often. */
export const SEEN_EVERY_MS = DAY_MS;

/**
 * How many sign-in links are sent in a window of time. Whoever asks for somebody else's from one network uses up what
 * that network gets for the address, and neither keeps its owner out nor floods their mailbox.
 */
export const ASKING_LIMITS = {
  addressFromNetwork: { windowMs: 15 * MINUTE_MS, most: 5 },
  addressFromNetworkInADay: { windowMs: DAY_MS, most: 20 },
  address: { windowMs: 15 * MINUTE_MS, most: 15 },
  addressInADay: { windowMs: DAY_MS, most: 60 },
  network: { windowMs: 15 * MINUTE_MS, most: 30 },
} as const;
export const LONGEST_WINDOW_MS = DAY_MS;

/** What is over is kept this long, then forgotten. */
export const FORGET_AFTER_MS = 7 * DAY_MS;
