import type { Storage } from './causes.ts';

const DAY_MS = 24 * 3_600_000;
/** Growth is taken from the samples of so many days. */
export const SAMPLE_DAYS = 30;

/** The database's size by day, `YYYY-MM-DD` → bytes. */
export type Samples = Readonly<Record<string, number>>;

export const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

/** How full the database is, and when it will be full if it grows as it did over the last samples. */
export function storageOf(samples: Samples, limitBytes: number, now: number): Storage {
  const since = dayOf(now - SAMPLE_DAYS * DAY_MS);
  const known = Object.entries(samples)
    .filter(([day]) => day >= since)
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
  const [first, last] = [known.at(0), known.at(-1)];
  if (first === undefined || last === undefined) {
    return { bytes: null, limitBytes, fullOn: null, daysLeft: null };
  }
  const days = (Date.parse(last[0]) - Date.parse(first[0])) / DAY_MS;
  const bytes = last[1];
  const aDay = days > 0 ? (bytes - first[1]) / days : 0;
  if (aDay <= 0) return { bytes, limitBytes, fullOn: null, daysLeft: null };
  const daysLeft = Math.max(0, Math.floor((limitBytes - bytes) / aDay));
  // Beyond the calendar's years nobody plans.
  const fullOn = daysLeft > 36_500 ? null : dayOf(Date.parse(last[0]) + daysLeft * DAY_MS);
  return { bytes, limitBytes, fullOn, daysLeft };
}

/** The samples that growth no longer needs. */
export const outdated = (samples: Samples, now: number): readonly string[] =>
  Object.keys(samples).filter((day) => day < dayOf(now - 2 * SAMPLE_DAYS * DAY_MS));
