import { instantAt, parseLocalDate } from '../calendar.ts';
import { addMonths } from '../months.ts';

/** Nothing is billed by a clock that stands before this program was written (2026-11-01). */
const WRITTEN_AT = Date.UTC(2026, 10, 1);

/** Instants that are known from elsewhere: offsets from UTC, in hours, of midnight there. */
const KNOWN = [
  ['America/Los_Angeles', '2026-04-15', -7],
  ['America/Los_Angeles', '2026-01-15', -8],
  ['Europe/Paris', '2026-07-15', 2],
  ['Europe/Paris', '2026-12-15', 1],
  ['Australia/Lord_Howe', '2026-01-15', 11],
] as const;

/**
 * Why this runtime cannot be trusted with dates, or null: its clock stands still, its time zones are not those of the world, or
 * months are not counted as they were when this was written. Asked before anything is billed.
 */
export function calendarFault(now: number): 'clock' | 'time_zones' | 'months' | null {
  if (!(now >= WRITTEN_AT)) return 'clock';
  const offsets = KNOWN.every(([zone, day, hours]) => {
    const date = parseLocalDate(day);
    return date !== null && instantAt(date, 0, zone) === Date.parse(`${day}T00:00:00Z`) - hours * 3_600_000;
  });
  if (!offsets) return 'time_zones';
  const start = parseLocalDate('2026-01-31');
  const counted = start === null ? [] : [1, 2, 25].map((months) => addMonths(start, months));
  return counted.join() === '2026-02-28,2026-03-31,2028-02-29' ? null : 'months';
}
