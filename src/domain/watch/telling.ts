import type { Cause } from './causes.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** It is over once it was away for so long: what comes and goes is not told each time. */
const OVER_AFTER_MS = 10 * MINUTE_MS;
/** What comes back is told again, but not within this. */
const AGAIN_AFTER_MS = HOUR_MS;
/** What lasts is repeated after this. */
const REPEAT_AFTER_MS = 24 * HOUR_MS;

export type Way = 'mail' | 'webhook';

/** What each way of telling last said of a cause, and when. */
export type Told = { readonly [W in Way]?: { readonly what: 'stands' | 'over'; readonly at: number } };

export type AlarmState = {
  readonly cause: Cause;
  readonly since: number;
  readonly clearSince: number | null;
  readonly told: Told;
};

/** The rows that change, by what stands now: what begins, what comes back, what is clear for the first time. */
export function follow(
  known: readonly AlarmState[],
  standing: readonly Cause[],
  now: number,
): readonly AlarmState[] {
  const begun = standing.flatMap((cause): readonly AlarmState[] => {
    const row = known.find((state) => state.cause === cause);
    if (row === undefined) return [{ cause, since: now, clearSince: null, told: {} }];
    if (row.clearSince === null) return [];
    // After a short gap it is the same alarm.
    const isSame = now - row.clearSince < OVER_AFTER_MS;
    return [{ ...row, since: isSame ? row.since : now, clearSince: null }];
  });
  const cleared = known
    .filter(({ cause, clearSince }) => clearSince === null && !standing.includes(cause))
    .map((row) => ({ ...row, clearSince: now }));
  return [...begun, ...cleared];
}

/** What is told now, by one way. Null where there is nothing that would have to be. */
export type Notice = { readonly standing: readonly AlarmState[]; readonly over: readonly AlarmState[] };

/**
 * What is to be told by one way: once that a cause stands, once a day that it still does, once that it is over. Whatever
 * stands is told together, in one notice.
 */
export function noticeFor(states: readonly AlarmState[], way: Way, now: number): Notice | null {
  const standing = states.filter(({ clearSince }) => clearSince === null);
  const over = states.filter(
    ({ clearSince, told }) =>
      clearSince !== null && told[way]?.what === 'stands' && now - clearSince >= OVER_AFTER_MS,
  );
  const isDue = standing.some(({ told }) => {
    const last = told[way];
    if (last === undefined) return true;
    return now - last.at >= (last.what === 'stands' ? REPEAT_AFTER_MS : AGAIN_AFTER_MS);
  });
  return isDue || over.length > 0 ? { standing, over } : null;
}

/** How a way of telling is doing, as it is noted. */
export type WayNote = {
  readonly failingSince: number | null;
  readonly triedAt: number;
  readonly tries: number;
  /** Protocol codes and a server's words, without addresses. */
  readonly reason: string | null;
  /** The message that went out last, for reports about it. */
  readonly noticeId: string | null;
  /** The mail service's own name of it. */
  readonly transportId: string | null;
};

/** As many tries as none has that was only refused: what was taken and came back is taken again tomorrow, too. */
export const CAME_BACK_TRIES = 1_000_000;

/**
 * Whether a way that failed is tried again now: after a minute, then half as often each time, down to once an hour; a day
 * after a mail came back.
 */
export function mayTry(note: WayNote | null, now: number): boolean {
  if (note === null || note.failingSince === null) return true;
  if (note.tries >= CAME_BACK_TRIES) return now >= note.triedAt + REPEAT_AFTER_MS;
  return now >= note.triedAt + Math.min(HOUR_MS, MINUTE_MS * 2 ** Math.min(note.tries - 1, 10));
}
