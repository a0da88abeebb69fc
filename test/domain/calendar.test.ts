import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  addDaysWithin,
  daysBetween,
  endOfDay,
  formatDate,
  formatInstant,
  instantAt,
  isTimeZone,
  type LocalDate,
  localDateAt,
  parseLocalDate,
} from '../../src/domain/calendar.ts';
import { runs } from '../support/properties.ts';

function date(text: string): LocalDate {
  const parsed = parseLocalDate(text);
  if (parsed === null) throw new Error(`${text} is not a date`);
  return parsed;
}
const utc = (ms: number) => new Date(ms).toISOString();

describe('a date', () => {
  it.each(['2025-02-30', '2025-02-29', '2025-13-01', '2025-00-10', '2025-04-31', '1969-12-31', '3000-01-01'])(
    '%s does not exist',
    (text) => expect(parseLocalDate(text)).toBeNull(),
  );

  it.each([
    '',
    '2025-1-1',
    '20250101',
    '2025-01-01T00:00:00Z',
    ' 2025-01-01',
    '2025-01-01\n',
    '+02025-01-01',
  ])('is not read from %j', (text) => expect(parseLocalDate(text)).toBeNull());

  it.each(['1970-01-01', '2024-02-29', '2000-02-29', '2999-12-31'])('%s exists', (text) =>
    expect(parseLocalDate(text)).toBe(text),
  );

  it('moves by days over months, years and leap days', () => {
    expect(addDays(date('2024-02-28'), 1)).toBe('2024-02-29');
    expect(addDays(date('2025-12-31'), 1)).toBe('2026-01-01');
    expect(addDays(date('2026-03-01'), -1)).toBe('2026-02-28');
    expect(addDays(date('2026-11-22'), 30)).toBe('2026-12-22');
    expect(daysBetween(date('2026-11-22'), date('2026-12-22'))).toBe(30);
    expect(daysBetween(date('2027-03-01'), date('2027-02-28'))).toBe(-1);
    expect(() => addDays(date('2999-12-31'), 1)).toThrow(RangeError);
    expect(() => addDays(date('2026-01-01'), 0.5)).toThrow(RangeError);
  });

  it('is written so that day and month cannot be swapped', () => {
    expect(formatDate(date('2026-11-22'), 'en')).toBe('22 Nov 2026');
    expect(formatDate(date('2026-11-22'), 'en-US')).toBe('Nov 22, 2026');
    expect(formatDate(date('2026-11-02'), 'de')).toBe('2. Nov. 2026');
    expect(formatDate(date('2026-11-22'), 'th')).toContain('2026');
  });
});

describe('time zones', () => {
  it.each(['Europe/Paris', 'America/New_York', 'UTC', 'Asia/Kolkata', 'Etc/GMT+5', 'europe/paris'])(
    '%s is one',
    (name) => expect(isTimeZone(name)).toBe(true),
  );
  it.each(['', '+01:00', '-0500', 'Mars/Olympus', 'Europe/Paris ', '../etc/passwd', 'a'.repeat(65)])(
    '%j is none',
    (name) => expect(isTimeZone(name)).toBe(false),
  );
});

describe('a day in a place', () => {
  it('is the day on the wall there', () => {
    const instant = Date.UTC(2026, 10, 22, 3, 30);
    expect(localDateAt(instant, 'America/New_York')).toBe('2026-11-21');
    expect(localDateAt(instant, 'Europe/London')).toBe('2026-11-22');
    expect(localDateAt(Date.UTC(2026, 10, 22, 10, 30), 'Pacific/Kiritimati')).toBe('2026-11-23');
    expect(localDateAt(0, 'UTC')).toBe('1970-01-01');
    expect(() => localDateAt(-1, 'UTC')).toThrow(RangeError);
    expect(() => localDateAt(Number.NaN, 'UTC')).toThrow(RangeError);
  });

  it('has 23 or 25 hours where clocks change', () => {
    const hours = (day: string, zone: string) =>
      (endOfDay(date(day), zone) - instantAt(date(day), 0, zone)) / 3_600_000;
    expect(hours('2026-03-29', 'Europe/Berlin')).toBe(23);
    expect(hours('2026-10-25', 'Europe/Berlin')).toBe(25);
    expect(hours('2026-06-01', 'Europe/Berlin')).toBe(24);
    expect(hours('2026-10-04', 'Australia/Lord_Howe')).toBe(23.5);
  });

  it('ends for an invoice when the next one starts, and not a millisecond sooner', () => {
    const end = endOfDay(date('2026-11-22'), 'America/Los_Angeles');
    expect(utc(end)).toBe('2026-11-23T08:00:00.000Z');
    expect(localDateAt(end - 1, 'America/Los_Angeles')).toBe('2026-11-22');
    expect(localDateAt(end, 'America/Los_Angeles')).toBe('2026-11-23');
  });

  it('starts after the gap where midnight is skipped', () => {
    // Beirut went from 00:00 to 01:00 on 2024-03-31; Samoa skipped all of 2011-12-30.
    expect(utc(endOfDay(date('2024-03-30'), 'Asia/Beirut'))).toBe('2024-03-30T22:00:00.000Z');
    expect(utc(endOfDay(date('2011-12-29'), 'Pacific/Apia'))).toBe('2011-12-30T10:00:00.000Z');
    expect(utc(instantAt(date('2011-12-30'), 9, 'Pacific/Apia'))).toBe('2011-12-30T10:00:00.000Z');
  });

  it('runs on where midnight comes twice', () => {
    // At midnight São Paulo went back to 23:00 of 2018-02-17; Havana goes from 01:00 back to 00:00.
    expect(utc(endOfDay(date('2018-02-17'), 'America/Sao_Paulo'))).toBe('2018-02-18T03:00:00.000Z');
    expect(utc(endOfDay(date('2025-11-01'), 'America/Havana'))).toBe('2025-11-02T04:00:00.000Z');
  });
});

describe('an hour of a day in a place', () => {
  it('that a change of clocks skips is the first valid instant', () => {
    expect(utc(instantAt(date('2026-03-29'), 2, 'Europe/Berlin'))).toBe('2026-03-29T01:00:00.000Z');
    expect(utc(instantAt(date('2026-03-08'), 2, 'America/New_York'))).toBe('2026-03-08T07:00:00.000Z');
    expect(utc(instantAt(date('2026-10-04'), 2, 'Australia/Lord_Howe'))).toBe('2026-10-03T15:30:00.000Z');
  });

  it('that comes twice is the first', () => {
    expect(utc(instantAt(date('2026-10-25'), 2, 'Europe/Berlin'))).toBe('2026-10-25T00:00:00.000Z');
    expect(utc(instantAt(date('2026-11-01'), 1, 'America/New_York'))).toBe('2026-11-01T05:00:00.000Z');
  });

  it('before and after a change has the offset of its own side', () => {
    expect(utc(instantAt(date('2026-03-29'), 1, 'Europe/Berlin'))).toBe('2026-03-29T00:00:00.000Z');
    expect(utc(instantAt(date('2026-03-29'), 3, 'Europe/Berlin'))).toBe('2026-03-29T01:00:00.000Z');
    expect(utc(instantAt(date('2026-10-25'), 3, 'Europe/Berlin'))).toBe('2026-10-25T02:00:00.000Z');
  });

  it('is one of the 24', () => {
    for (const hour of [-1, 24, 1.5])
      expect(() => instantAt(date('2026-01-01'), hour, 'UTC')).toThrow(RangeError);
  });

  it('in any zone is the first instant at which that day has come', () => {
    const days = fc.integer({ min: 1, max: 24_000 }).map((n) => addDays(date('1972-01-01'), n));
    const zones = fc.constantFrom(...Intl.supportedValuesOf('timeZone'));
    fc.assert(
      fc.property(days, zones, (day, zone) => {
        const start = instantAt(day, 0, zone);
        expect(localDateAt(start - 1, zone) < day).toBe(true);
        // Only a day that the place skipped altogether starts on a later one.
        if (day !== '2011-12-30' && day !== '1993-08-21' && !/Kiritimati|Enderbury|Kanton/.test(zone)) {
          expect(localDateAt(start, zone)).toBe(day);
        }
        expect(endOfDay(addDays(day, -1), zone)).toBe(start);
      }),
      runs(400),
    );
  });
});

describe('an instant', () => {
  it('is written with the time on the wall and its zone', () => {
    const instant = Date.UTC(2026, 10, 22, 13, 5);
    expect(formatInstant(instant, 'Europe/Paris', 'en')).toBe('22 Nov 2026, 14:05 CET');
    expect(formatInstant(instant, 'UTC', 'de')).toBe('22. Nov. 2026, 13:05 UTC');
  });
});

describe('days counted beyond the calendar', () => {
  it.each([
    ['1970-01-02', -1, '1970-01-01'],
    ['1970-01-02', -2, '1970-01-01'],
    ['1970-01-01', -400, '1970-01-01'],
    ['2999-12-30', 1, '2999-12-31'],
    ['2999-12-30', 2, '2999-12-31'],
    ['2999-12-31', 1e9, '2999-12-31'],
    ['2026-11-30', 1, '2026-12-01'],
  ])('from %s by %i are %s', (from, n, to) => expect(addDaysWithin(date(from), n)).toBe(to));
});
