/** An event's way to an endpoint: `failed` was given up after three days, or when the endpoint was switched off. */
export const DELIVERY_STATES = ['pending', 'delivered', 'failed'] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

/** Why an endpoint is off: somebody did it, nothing got through for days, or it said that it is gone (410). */
export const OFF_REASONS = ['by_hand', 'failing', 'gone'] as const;
export type OffReason = (typeof OFF_REASONS)[number];

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** An event is tried for so long. */
export const GIVE_UP_AFTER_MS = 3 * DAY_MS;
/** The business is mailed once nothing got through for so long, and the endpoint is switched off after so long. */
export const WARN_AFTER_MS = DAY_MS;
export const OFF_AFTER_MS = 3 * DAY_MS;
/** Failures in a row of different objects before the endpoint itself, and no single event, counts as failing. */
const FEW_FAILURES = 3;

/** What came of an attempt. */
export type Attempted = {
  /** Null where there was no answer. */
  readonly status: number | null;
  readonly durationMs: number;
  /** In words; null where it was taken. */
  readonly error: string | null;
  /** The first characters of what was answered. */
  readonly answer: string | null;
  /** How long the receiver asked to be left alone, ms; null where it did not. */
  readonly retryAfterMs: number | null;
};

/** The waits after the first attempt, the second and so on; the last one again and again. */
const WAITS_MS = [
  5 * SECOND_MS,
  30 * SECOND_MS,
  2 * MINUTE_MS,
  10 * MINUTE_MS,
  30 * MINUTE_MS,
  HOUR_MS,
  2 * HOUR_MS,
  4 * HOUR_MS,
];
const LONGEST_WAIT_MS = DAY_MS;
const LONGEST_PAUSE_MS = 30 * MINUTE_MS;

export const wasTaken = ({ status }: Pick<Attempted, 'status'>): boolean =>
  status !== null && status >= 200 && status < 300;

/** A receiver says that it is gone for good. */
export const isGone = ({ status }: Pick<Attempted, 'status'>): boolean => status === 410;

/**
 * When an event is tried again: later each time, a fifth earlier or later by chance, no sooner than the receiver asked, and a last time when
 * its three days are over. Null once they are. `chance` is from 0 to 1.
 */
export function nextTry(
  { attempts, begunAt }: { readonly attempts: number; readonly begunAt: number },
  { retryAfterMs }: Pick<Attempted, 'retryAfterMs'>,
  { now, chance }: { readonly now: number; readonly chance: number },
): number | null {
  const end = begunAt + GIVE_UP_AFTER_MS;
  if (now >= end) return null;
  const step = WAITS_MS[Math.min(attempts, WAITS_MS.length) - 1] ?? 0;
  const wait = Math.round(step * (0.8 + 0.4 * chance));
  return Math.min(end, now + Math.max(wait, Math.min(retryAfterMs ?? 0, LONGEST_WAIT_MS)));
}

/** What is remembered of an endpoint that attempts fail at. */
export type Standing = {
  readonly failures: number;
  readonly failedKey: string | null;
  readonly failingSince: number | null;
  readonly pausedUntil: number;
};

export const SOUND: Standing = { failures: 0, failedKey: null, failingSince: null, pausedUntil: 0 };

/**
 * How an endpoint stands after an attempt. One event that fails again and again is no failing endpoint: failures count where they are of
 * different objects. Where several are, it rests as a whole, and one event at a time asks whether it is back.
 */
export function standingAfter(
  before: Standing,
  attempt: Attempted,
  { key, at }: { readonly key: string; readonly at: number },
): Standing {
  if (wasTaken(attempt)) return SOUND;
  const failures = before.failedKey === key ? before.failures : before.failures + 1;
  const rest = isFailing({ failures })
    ? Math.min(LONGEST_PAUSE_MS, (WAITS_MS[0] ?? 0) * 2 ** (failures - FEW_FAILURES))
    : 0;
  const asked = attempt.status === 429 || attempt.status === 503 ? (attempt.retryAfterMs ?? 0) : 0;
  return {
    failures,
    failedKey: key,
    failingSince: before.failingSince ?? at,
    pausedUntil: at + Math.max(rest, Math.min(asked, LONGEST_WAIT_MS)),
  };
}

/** Whether the endpoint itself seems to be away: it is asked with one event at a time. */
export const isFailing = ({ failures }: Pick<Standing, 'failures'>): boolean => failures >= FEW_FAILURES;

/** What has to be done about an endpoint that fails: a mail that warns, or switching it off with one. */
export function measureFor(
  {
    failures,
    failingSince,
    warnedAt,
  }: Pick<Standing, 'failures' | 'failingSince'> & { warnedAt: number | null },
  now: number,
): 'warn' | 'switch_off' | null {
  if (failingSince === null || !isFailing({ failures })) return null;
  if (now - failingSince >= OFF_AFTER_MS) return 'switch_off';
  return warnedAt === null && now - failingSince >= WARN_AFTER_MS ? 'warn' : null;
}

/** `Retry-After` in ms: seconds, or an instant of HTTP; null for anything else. RFC 9110, 10.2.3 */
export function retryAfterMs(header: string | null, now: number): number | null {
  const text = header?.trim() ?? '';
  if (/^\d{1,9}$/.test(text)) return Number(text) * SECOND_MS;
  if (!/^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/.test(text)) return null;
  const at = Date.parse(text);
  return Number.isNaN(at) ? null : Math.max(0, at - now);
}
