const DAY = 86_400;

/** The next business day after `now` (Monday to Friday, UTC), at the same time of day. Seconds since the epoch. */
export function arrivalDate(now: number): number {
  let at = now + DAY;
  for (;;) {
    const day = new Date(at * 1000).getUTCDay();
    if (day !== 0 && day !== 6) return at;
    at += DAY;
  }
}
