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

/** A window in which sign-in links are counted, and how many one address and one network get in it. */
export const ASKING_WINDOW_MS = 15 * MINUTE_MS;
export const ASKED_FOR_ADDRESS_MOST = 5;
export const ASKED_FROM_NETWORK_MOST = 30;

/** What is over is kept this long, then forgotten. */
export const FORGET_AFTER_MS = 7 * DAY_MS;
