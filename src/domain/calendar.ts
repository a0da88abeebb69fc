import { memo } from './memo.ts';

declare const brand: unique symbol;

/** A day in some place's calendar, `YYYY-MM-DD`, from 1970-01-01 to 2999-12-31. Sorts as text. */
export type LocalDate = string & { readonly [brand]: 'LocalDate' };

const SECOND_MS = 1_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

const clocks = memo<Intl.DateTimeFormat>(700); // there are about 600 names of time zones
const dateFormats = memo<Intl.DateTimeFormat>(200);
const instantFormats = memo<Intl.DateTimeFormat>(400);

/** Reads `YYYY-MM-DD`. Null unless that day exists (2025-02-30 does not) in the years 1970 to 2999. */
export function parseLocalDate(text: string): LocalDate | null {
  return isLocalDate(text) ? text : null;
}

/** Whether Intl knows the name in the IANA time zone database (`Europe/Paris`, `UTC`), in any case. No offsets. */
export function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z][A-Za-z0-9_+/-]{0,63}$/.test(name)) return false;
  try {
    clock(name);
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** The day it is in the time zone at an instant (Unix milliseconds). Outside 1970 to 2999 it throws RangeError. */
export function localDateAt(instantMs: number, timeZone: string): LocalDate {
  return localDate(wallClock(instantMs, timeZone));
}

/**
 * The instant (Unix milliseconds) when a clock in the time zone first shows that hour (0 to 23) of the date, or
 * later. So an hour that a change of clocks skips is the first valid instant after the gap, and one that
 * comes twice is the first. Any other hour throws RangeError.
 */
export function instantAt(date: LocalDate, hour: number, timeZone: string): number {
  if (!Number.isInteger(hour) || hour < 0 || hour > 23) throw new RangeError(`not an hour: ${hour}`);
  return firstInstantShowing(midnightUtc(date) + hour * HOUR_MS, timeZone);
}

/**
 * The first instant (Unix milliseconds) of the day after the date, in the time zone. What is due on the date is
 * overdue when now >= this. Not the date plus 24 hours: a day may have 23 or 25.
 */
export function endOfDay(date: LocalDate, timeZone: string): number {
  return firstInstantShowing(midnightUtc(date) + DAY_MS, timeZone);
}

/** The date n days later (earlier, if negative). Outside 1970 to 2999, or for a fraction, it throws RangeError. */
export function addDays(date: LocalDate, n: number): LocalDate {
  if (!Number.isSafeInteger(n)) throw new RangeError(`not a number of days: ${n}`);
  return localDate(midnightUtc(date) + n * DAY_MS);
}

const FIRST_DAY = '1970-01-01' as LocalDate;
const LAST_DAY = '2999-12-31' as LocalDate;

/** The date n days later (earlier, if negative), or the calendar's first or last day where it would lie beyond. */
export function addDaysWithin(date: LocalDate, n: number): LocalDate {
  if (n > daysBetween(date, LAST_DAY)) return LAST_DAY;
  return n < daysBetween(date, FIRST_DAY) ? FIRST_DAY : addDays(date, n);
}

/** How many days the second date is after the first; negative, if it is before. */
export const daysBetween = (first: LocalDate, second: LocalDate): number =>
  (midnightUtc(second) - midnightUtc(first)) / DAY_MS;

/**
 * The date as the locale writes it, month in letters, so that no reader can swap day and month: `22 Nov 2026` in
 * `en`, `Nov 22, 2026` in `en-US`. Always the Gregorian year: an invoice is due in 2026 for a Thai reader too.
 */
export function formatDate(date: LocalDate, locale: string): string {
  const format = dateFormats(
    locale,
    () => new Intl.DateTimeFormat(plainEnglish(locale), { ...DATE_STYLE, timeZone: 'UTC' }),
  );
  return format.format(midnightUtc(date));
}

/** A date without its year, where that goes without saying: `14 Jan`. */
export function formatDay(date: LocalDate, locale: string): string {
  const { year: _, ...style } = DATE_STYLE;
  const format = dateFormats(
    `${locale} day`,
    () => new Intl.DateTimeFormat(plainEnglish(locale), { ...style, timeZone: 'UTC' }),
  );
  return format.format(midnightUtc(date));
}

/** How a zone may be called, the shortest first. */
const ZONE_NAMES = ['short', 'longGeneric', 'shortGeneric'] as const;

/**
 * An instant (Unix milliseconds) as date, time and zone in the locale: `22 Nov 2026, 14:05 CET`, `Nov 22, 2026, 9:05 AM Eastern
 * Time`. Nobody thinks in `GMT-5`: a zone is called as the locale calls it, and where it has no name there is no time.
 */
export function formatInstant(ms: number, timeZone: string, locale: string): string {
  for (const name of ZONE_NAMES) {
    const parts = instantFormat(timeZone, locale, name).formatToParts(ms);
    const zone = parts.find(({ type }) => type === 'timeZoneName');
    if (zone !== undefined && !/\d/.test(zone.value)) return parts.map(({ value }) => value).join('');
  }
  return formatDate(localDateAt(ms, timeZone), locale);
}

/** The time of an instant (Unix milliseconds) with its zone, as {@link formatInstant} calls it: `14:05 CET`. Without a name, the time alone. */
export function formatTime(ms: number, timeZone: string, locale: string): string {
  for (const timeZoneName of ZONE_NAMES) {
    const parts = timeFormat(timeZone, locale, timeZoneName).formatToParts(ms);
    const zone = parts.find(({ type }) => type === 'timeZoneName');
    if (zone !== undefined && !/\d/.test(zone.value)) return parts.map(({ value }) => value).join('');
  }
  return timeFormat(timeZone, locale).format(ms);
}

/** An instant (Unix milliseconds) as date and time, where what stands around it says the zone: `22 Nov 2026, 14:05`. */
export function formatMoment(ms: number, timeZone: string, locale: string): string {
  const format = instantFormats(
    `${locale} ${timeZone.toLowerCase()}`,
    () => new Intl.DateTimeFormat(plainEnglish(locale), { ...DATE_STYLE, ...TIME_STYLE, timeZone }),
  );
  return format.format(ms);
}

const instantFormat = (timeZone: string, locale: string, timeZoneName: (typeof ZONE_NAMES)[number]) =>
  instantFormats(
    `${locale} ${timeZone.toLowerCase()} ${timeZoneName}`,
    () =>
      new Intl.DateTimeFormat(plainEnglish(locale), {
        ...DATE_STYLE,
        ...TIME_STYLE,
        timeZone,
        timeZoneName,
      }),
  );

const timeFormat = (timeZone: string, locale: string, timeZoneName?: (typeof ZONE_NAMES)[number]) =>
  instantFormats(
    `${locale} ${timeZone.toLowerCase()} ${timeZoneName ?? ''} time`,
    () =>
      new Intl.DateTimeFormat(plainEnglish(locale), {
        ...TIME_STYLE,
        timeZone,
        ...(timeZoneName !== undefined && { timeZoneName }),
      }),
  );

const DATE_STYLE = { calendar: 'gregory', year: 'numeric', month: 'short', day: 'numeric' } as const;
const TIME_STYLE = { hour: 'numeric', minute: '2-digit' } as const;

/** `en` alone names no country, and Intl would write it as in the United States; most others put the day first. */
function plainEnglish(locale: string): string {
  return locale === 'en' ? 'en-GB' : locale;
}

/**
 * The smallest instant whose wall clock shows `wall` or later, where `wall` is written as if it were UTC.
 * Offsets lie between -12 and +14 hours, so it is within 16 hours of `wall`, and no zone has changed its clocks
 * twice in so short a time.
 */
function firstInstantShowing(wall: number, timeZone: string): number {
  const earliest = wall - 16 * HOUR_MS;
  const latest = wall + 16 * HOUR_MS;
  const before = offset(earliest, timeZone);
  const after = offset(latest, timeZone);
  if (before === after) return wall - before;
  const change = changeOfOffset(earliest, latest, before, timeZone);
  return wall - before < change ? wall - before : Math.max(change, wall - after);
}

/** The first instant in (lo, hi] at which the zone no longer has the offset it had at lo. Changes fall on seconds. */
function changeOfOffset(lo: number, hi: number, before: number, timeZone: string): number {
  let same = lo;
  let changed = hi;
  while (changed - same > SECOND_MS) {
    const middle = same + Math.floor((changed - same) / SECOND_MS / 2) * SECOND_MS;
    if (offset(middle, timeZone) === before) same = middle;
    else changed = middle;
  }
  return changed;
}

/** How far the zone's clocks are ahead of UTC at an instant on a whole second, in milliseconds. */
function offset(instantMs: number, timeZone: string): number {
  return wallClock(instantMs, timeZone) - instantMs;
}

/** What a clock in the zone shows at an instant, to the second, written as if it were UTC. */
function wallClock(instantMs: number, timeZone: string): number {
  const shown = new Map<string, number>();
  for (const part of clock(timeZone).formatToParts(instantMs)) shown.set(part.type, Number(part.value));
  const read = (name: string): number => shown.get(name) ?? Number.NaN;
  return Date.UTC(read('year'), read('month') - 1, read('day'), read('hour'), read('minute'), read('second'));
}

function clock(timeZone: string): Intl.DateTimeFormat {
  return clocks(
    timeZone.toLowerCase(),
    () =>
      new Intl.DateTimeFormat('en-US', {
        calendar: 'gregory',
        numberingSystem: 'latn',
        timeZone,
        hourCycle: 'h23',
        year: 'numeric',
        month: 'numeric',
        day: 'numeric',
        hour: 'numeric',
        minute: 'numeric',
        second: 'numeric',
      }),
  );
}

function midnightUtc(date: LocalDate): number {
  return Date.parse(`${date}T00:00:00Z`);
}

function localDate(utcMs: number): LocalDate {
  const date = new Date(utcMs).toISOString().slice(0, 10);
  if (!isLocalDate(date)) throw new RangeError('outside the years 1970 to 2999');
  return date;
}

function isLocalDate(text: string): text is LocalDate {
  if (!/^(?:19[7-9]|2[0-9]{2})[0-9]-[0-9]{2}-[0-9]{2}$/.test(text)) return false;
  const ms = Date.parse(`${text}T00:00:00Z`);
  // Some days that do not exist are parsed into the next month.
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(text);
}
