import { addDays, instantAt, type LocalDate, localDateAt } from '../calendar.ts';

const HOUR_MS = 3_600_000;

export const hours = (count: number): number => count * HOUR_MS;
export const minutes = (count: number): number => count * 60_000;

/** A merchant's local hour (0–23) in its time zone. */
export type LocalHour = { readonly hour: number; readonly timeZone: string };

/** The instant of the local hour, so many days after (before, if negative) a date; null beyond the calendar. */
export function atHourAfter(date: LocalDate, days: number, { hour, timeZone }: LocalHour): number | null {
  try {
    return instantAt(addDays(date, days), hour, timeZone);
  } catch (error) {
    // An old invoice may be due on the calendar's last day: nothing happens after that.
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** The instant of the local hour, so many days after the day of an instant (ms). */
export const atHourDaysLater = (instant: number, days: number, at: LocalHour): number | null =>
  atHourAfter(localDateAt(instant, at.timeZone), days, at);

/** The first instant at the local hour that is not before `instant` (ms). */
export function nextAtHour(instant: number, at: LocalHour): number {
  for (const days of [0, 1]) {
    const candidate = atHourDaysLater(instant, days, at);
    if (candidate !== null && candidate >= instant) return candidate;
  }
  return instant;
}
