/**
 * Where nobody has read Stripe's events for so long (ms), cron stood still or the database was restored: money waits
 * until everything that was made at Stripe meanwhile is known.
 */
export const UNWATCHED_MS = 10 * 60_000;
