import fc from 'fast-check';
import { expect, it, vi } from 'vitest';
import { addDays, instantAt, type LocalDate, parseLocalDate } from '../../../src/domain/calendar.ts';
import { addMonths } from '../../../src/domain/months.ts';
import {
  type Cadence,
  daysOf,
  invoicedAt,
  invoicedOn,
  lastDue,
  lastNumber,
  numberOn,
  periodAt,
  periodOf,
  periodsFrom,
  type Recurrence,
} from '../../../src/domain/schedule/recurrence.ts';
import { calendarFault } from '../../../src/domain/schedule/trusted-calendar.ts';
import { runs } from '../../support/properties.ts';
import { BY_HAND, ZONE_HOURS } from './by-hand.ts';

const day = (text: string): LocalDate => {
  const date = parseLocalDate(text);
  if (date === null) throw new Error(`no day: ${text}`);
  return date;
};

const rule = (anchor: string, cadence: Cadence, rest: Partial<Recurrence> = {}): Recurrence => ({
  ...cadence,
  anchor: day(anchor),
  day: null,
  endsOn: null,
  runs: null,
  timing: 'advance',
  timeZone: 'UTC',
  hour: 0,
  ...rest,
});

const beginnings = (recurrence: Recurrence, most: number) =>
  periodsFrom(recurrence, 1, most).map(({ from }) => from);

it.each(BY_HAND)(
  '$what: the dates are those that were written by hand',
  ({ anchor, every, unit, day: ofMonth, dates }) => {
    const recurrence = rule(anchor, { every, unit }, { day: ofMonth ?? null });
    expect(beginnings(recurrence, dates.length)).toEqual(dates);
  },
);

it.each(ZONE_HOURS)('$zone, $date at $hour h: the instant is $utc', ({ zone, date, hour, utc }) => {
  const recurrence = rule(date, { every: 1, unit: 'months' }, { timeZone: zone, hour });
  const first = periodAt(recurrence, 1);
  expect(first === null ? null : new Date(invoicedAt(recurrence, first)).toISOString()).toBe(utc);
});

it('stays at six in the morning in New York, every quarter from 5 August, whatever offset holds', () => {
  const quarterly = rule(
    '2026-08-05',
    { every: 3, unit: 'months' },
    { timeZone: 'America/New_York', hour: 6 },
  );
  const instants = periodsFrom(quarterly, 1, 4).map((period) =>
    new Date(invoicedAt(quarterly, period)).toISOString(),
  );
  expect(instants).toEqual([
    '2026-08-05T10:00:00.000Z',
    '2026-11-05T11:00:00.000Z',
    '2027-02-05T11:00:00.000Z',
    '2027-05-05T10:00:00.000Z',
  ]);
  // A zone is the same however it is written.
  const shouted = { ...quarterly, timeZone: 'america/NEW_york' };
  expect(
    periodsFrom(shouted, 1, 4).map((period) => new Date(invoicedAt(shouted, period)).toISOString()),
  ).toEqual(instants);
});

it('makes the same dates however late the runs before were: each is counted from the anchor', () => {
  const recurrence = rule('2026-01-31', { every: 1, unit: 'months' });
  // The third run is two days late, and the fourth is where it always was.
  expect(lastDue(recurrence, Date.parse('2026-04-02T00:00:00Z'))).toBe(3);
  expect(periodAt(recurrence, 4)?.from).toBe('2026-04-30');
});

it('counts Paris weeks once, with ticks at 20:00 and 23:00 UTC on either side of midnight there', () => {
  const recurrence = rule('2026-07-06', { every: 1, unit: 'weeks' }, { timeZone: 'Europe/Paris' });
  const at = (text: string) => lastDue(recurrence, Date.parse(text));
  expect(at('2026-07-12T20:00:00Z')).toBe(1);
  expect(at('2026-07-12T21:59:59Z')).toBe(1);
  expect(at('2026-07-12T22:00:00Z')).toBe(2);
  expect(at('2026-07-12T23:00:00Z')).toBe(2);
});

it('ends by its runs, or with the last period that begins on or before its end', () => {
  const monthly = (rest: Partial<Recurrence>) => rule('2026-01-31', { every: 1, unit: 'months' }, rest);
  expect(beginnings(monthly({ runs: 2 }), 12)).toEqual(['2026-01-31', '2026-02-28']);
  expect(beginnings(monthly({ endsOn: day('2026-03-31') }), 12)).toHaveLength(3);
  expect(beginnings(monthly({ endsOn: day('2026-03-30') }), 12)).toHaveLength(2);
  expect(lastNumber(monthly({ endsOn: day('2026-03-30') }))).toBe(2);
  expect(lastNumber(monthly({}))).toBe(Number.POSITIVE_INFINITY);
  expect(periodOf(monthly({}), 0)).toBeNull();
});

it('asks in arrears on the day after the last, and in advance on the first', () => {
  const ahead = rule('2026-01-31', { every: 1, unit: 'months' });
  const after: Recurrence = { ...ahead, timing: 'arrears' };
  const second = periodAt(ahead, 2);
  if (second === null) throw new Error('no second period');
  expect(second).toEqual({ number: 2, from: '2026-02-28', to: '2026-03-30' });
  expect([invoicedOn(ahead, second), invoicedOn(after, second)]).toEqual(['2026-02-28', '2026-03-31']);
  expect(lastDue(after, Date.parse('2026-02-27T23:59:59Z'))).toBe(0);
  expect(lastDue(after, Date.parse('2026-02-28T00:00:00Z'))).toBe(1);
});

it('says null beyond the calendar instead of a date', () => {
  const recurrence = rule('2990-01-31', { every: 10, unit: 'years' });
  expect(periodAt(recurrence, 2)).toBeNull();
  expect(periodsFrom(recurrence, 1, 12)).toEqual([]);
});

it('reads no clock: dates are the same where it stands at 1970, as in a Worker that is being loaded', async () => {
  vi.useFakeTimers({ now: 0 });
  try {
    vi.resetModules();
    const fresh = await import('../../../src/domain/months.ts');
    expect(fresh.addMonths(day('2028-01-31'), 1)).toBe('2028-02-29');
    expect(calendarFault(Date.now())).toBe('clock');
  } finally {
    vi.useRealTimers();
    vi.resetModules();
  }
  expect(calendarFault(Date.parse('2026-12-01T00:00:00Z'))).toBeNull();
  expect(new Date(instantAt(day('2026-04-15'), 0, 'America/Los_Angeles')).toISOString()).toBe(
    '2026-04-15T07:00:00.000Z',
  );
});

it('counts by the one implementation that it imports, though the runtime has a Temporal whose clock stands at 0', async () => {
  const throws = () => {
    throw new Error('the runtime’s own Temporal was asked');
  };
  const PlainDate = Object.assign(throws, { from: throws });
  vi.stubGlobal('Temporal', {
    Now: { instant: () => ({ epochMilliseconds: 0 }), plainDateISO: throws },
    PlainDate,
  });
  try {
    vi.resetModules();
    const months = await import('../../../src/domain/months.ts');
    const trusted = await import('../../../src/domain/schedule/trusted-calendar.ts');
    expect(months.addMonths(day('2028-01-31'), 1)).toBe('2028-02-29');
    expect(trusted.calendarFault(Date.parse('2026-12-01T00:00:00Z'))).toBeNull();
  } finally {
    vi.unstubAllGlobals();
    vi.resetModules();
  }
});

const anchors = fc.integer({ min: 0, max: 40_000 }).map((days) => addDays(day('1990-01-01'), days));
const cadences = fc.oneof(
  fc.record({ every: fc.integer({ min: 1, max: 60 }), unit: fc.constant('months' as const) }),
  fc.record({ every: fc.integer({ min: 1, max: 10 }), unit: fc.constant('years' as const) }),
  fc.record({ every: fc.integer({ min: 1, max: 104 }), unit: fc.constant('weeks' as const) }),
  fc.record({ every: fc.integer({ min: 1, max: 730 }), unit: fc.constant('days' as const) }),
);

it('covers every day exactly once, and finds the period of each', () => {
  fc.assert(
    fc.property(
      anchors,
      cadences,
      fc.integer({ min: 1, max: 60 }),
      fc.nat(),
      (anchor, cadence, number, seed) => {
        const recurrence = rule(anchor, cadence);
        const [period, next] = [periodAt(recurrence, number), periodAt(recurrence, number + 1)];
        if (period === null || next === null) return;
        expect(addDays(period.to, 1)).toBe(next.from);
        expect(daysOf(period)).toBeGreaterThan(0);
        const within = addDays(period.from, seed % daysOf(period));
        expect(numberOn(recurrence, within)).toBe(number);
      },
    ),
    runs(400),
  );
});

it('has as many periods due as instants have come, at any instant', () => {
  const zones = fc.constantFrom('Europe/Paris', 'America/New_York', 'Australia/Lord_Howe', 'Pacific/Apia');
  fc.assert(
    fc.property(
      cadences,
      zones,
      fc.constantFrom('advance' as const, 'arrears' as const),
      fc.integer({ min: 0, max: 23 }),
      fc.integer({ min: 0, max: 3 * 366 * 24 * 60 }),
      (cadence, timeZone, timing, hour, minutes) => {
        const recurrence = rule('2027-10-31', cadence, { timeZone, timing, hour, runs: 2_000 });
        const now = Date.parse('2027-10-30T00:00:00Z') + minutes * 60_000;
        const last = lastDue(recurrence, now);
        const [due, next] = [last === 0 ? null : periodOf(recurrence, last), periodOf(recurrence, last + 1)];
        if (due !== null) expect(invoicedAt(recurrence, due)).toBeLessThanOrEqual(now);
        if (next !== null) expect(invoicedAt(recurrence, next)).toBeGreaterThan(now);
      },
    ),
    runs(300),
  );
});

it('counts months as the years go: twelve make a year, and a month’s last day stays one', () => {
  fc.assert(
    fc.property(anchors, fc.integer({ min: 1, max: 40 }), (anchor, years) => {
      const later = addMonths(anchor, 12 * years, 31);
      expect(later.slice(0, 7)).toBe(`${Number(anchor.slice(0, 4)) + years}${anchor.slice(4, 7)}`);
      expect(addDays(later, 1).slice(8)).toBe('01');
    }),
    runs(200),
  );
});
