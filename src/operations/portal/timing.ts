const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** A link that the business got by the API works this long. */
export const SIGN_IN_LIFE_MS = 15 * MINUTE_MS;

/** A link to add a payment method that staff have mailed: over a weekend. */
export const METHOD_LINK_LIFE_MS = 3 * DAY_MS;
/** How soon a customer may be sent another one. */
export const METHOD_LINK_AGAIN_MS = 5 * MINUTE_MS;

/** A session ends after this long without a visit: bills come monthly. */
export const SESSION_IDLE_MS = 30 * DAY_MS;
/** A session ends after this long in any case. */
export const SESSION_LIFE_MS = 90 * DAY_MS;
/** A session that the business opened for one of its users: short, so that the business decides again every day. */
export const API_SESSION_LIFE_MS = 12 * 60 * MINUTE_MS;
/** How often a session's last visit is updated at most. */
export const SEEN_EVERY_MS = DAY_MS;

/** How long expired rows are kept. */
export const FORGET_AFTER_MS = 7 * DAY_MS;
