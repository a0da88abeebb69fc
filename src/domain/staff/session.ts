const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** A session ends after this long without a request: a weekend and a Monday off are no reason to sign in again. */
export const STAFF_IDLE_MS = 4 * DAY_MS;
/** A session ends after this long in any case. */
export const STAFF_SESSION_LIFE_MS = 30 * DAY_MS;
/** How exactly it is known when a session was last used. */
export const STAFF_SEEN_EVERY_MS = HOUR_MS / 4;

type Times = { readonly seenAt: number; readonly expiresAt: number; readonly endedAt: number | null };

export const isSessionOver = ({ seenAt, expiresAt, endedAt }: Times, now: number): boolean =>
  endedAt !== null || now >= expiresAt || now >= seenAt + STAFF_IDLE_MS;
