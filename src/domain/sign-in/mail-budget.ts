const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** Mails older than this count for nothing any more. */
export const COUNTS_FOR_MS = 24 * HOUR_MS;
/** A sign-in link works at least this long. */
export const LEAST_LIFE_MS = 15 * MINUTE_MS;
/** A mail that may follow this soon is put off; later, whoever still wants one asks again. */
const PUT_OFF_MS = 5 * MINUTE_MS;

/** The wait after the first, second … mail of a day to an address that browsers asked for which never signed in. */
const GAPS_MS = [1, 5, 60, 120, 180, 240].map((minutes) => minutes * MINUTE_MS);
export const LONGEST_GAP_MS = 240 * MINUTE_MS;
const MOST_IN_AN_HOUR = 3;
const MOST_IN_A_DAY = 10;

/** What a browser that signed in before may cause by itself. */
const OWN = { gapMs: 10_000, inAnHour: 6, inADay: 20 } as const;

export type SignInMail = {
  readonly dueAt: number;
  /** A browser that asked later gets a mail of its own. */
  readonly closesAt: number;
  readonly expiresAt: number;
};

export type PastMail = Pick<SignInMail, 'dueAt' | 'expiresAt'>;

/**
 * The mail that a request by an unknown browser causes, or null: then the newest one works for it as well, or none may go.
 * `past` are the address's mails of a day, newest first. However many ask, an address gets three in an hour at most, and ten
 * in a day. The last mail before a wait works as long as the wait, so that its owner is never without a way in.
 */
export function nextSharedMail(past: readonly PastMail[], now: number): SignInMail | null {
  const counted = past.filter(({ dueAt }) => dueAt > now - COUNTS_FOR_MS);
  const [last] = counted;
  if (last !== undefined && last.dueAt > now) return null;
  const allowedAt = Math.max(
    now,
    // One whose links were ended by their owner holds up nobody.
    last === undefined || last.expiresAt <= now ? now : last.dueAt + gapAfter(counted.length),
    after(counted[MOST_IN_AN_HOUR - 1], HOUR_MS),
    after(counted[MOST_IN_A_DAY - 1], COUNTS_FOR_MS),
  );
  return allowedAt > now + PUT_OFF_MS ? null : mailAt(allowedAt, gapAfter(counted.length + 1));
}

/** The mail that a browser causes which signed in as this address before, or null where its own share is used up. */
export function nextOwnMail(past: readonly PastMail[], now: number): SignInMail | null {
  const [last] = past;
  const isWithin =
    now >= after(last, OWN.gapMs) &&
    now >= after(past[OWN.inAnHour - 1], HOUR_MS) &&
    now >= after(past[OWN.inADay - 1], COUNTS_FOR_MS);
  return isWithin ? mailAt(now, 0) : null;
}

const gapAfter = (mails: number): number => GAPS_MS[mails - 1] ?? LONGEST_GAP_MS;

const after = (mail: PastMail | undefined, ms: number): number => (mail === undefined ? 0 : mail.dueAt + ms);

const mailAt = (dueAt: number, gapMs: number): SignInMail => ({
  dueAt,
  closesAt: dueAt + gapMs,
  expiresAt: dueAt + Math.max(gapMs, LEAST_LIFE_MS),
});
