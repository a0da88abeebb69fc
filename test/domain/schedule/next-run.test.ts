import { expect, it } from 'vitest';
import { parseLocalDate } from '../../../src/domain/calendar.ts';
import { NO_REFERENCES } from '../../../src/domain/invoice/references.ts';
import { nextRun, type Progress, periodsLeft } from '../../../src/domain/schedule/next-run.ts';
import { type RecurrenceAsk, recurrenceProblems } from '../../../src/domain/schedule/problems.ts';
import type { Recurrence } from '../../../src/domain/schedule/recurrence.ts';
import type { ScheduleLine, ScheduleTerms } from '../../../src/domain/schedule/terms.ts';
import { termsProblems } from '../../../src/domain/schedule/terms-problems.ts';

const day = (text: string) => {
  const date = parseLocalDate(text);
  if (date === null) throw new Error(`no day: ${text}`);
  return date;
};

const MONTHLY: Recurrence = {
  every: 1,
  unit: 'months',
  anchor: day('2027-01-31'),
  day: null,
  endsOn: null,
  runs: 12,
  timing: 'advance',
  timeZone: 'Europe/Paris',
  hour: 9,
};
const FRESH: Progress = { nextNumber: 1, approvedThrough: 0, catchUpLimit: 3 };
const at = (text: string) => Date.parse(text);

it('waits until the very instant, and makes from then on, however late', () => {
  const due = at('2027-01-31T08:00:00Z');
  expect(nextRun(MONTHLY, FRESH, due - 1)).toEqual({ kind: 'wait', until: due });
  const period = { number: 1, from: '2027-01-31', to: '2027-02-27' };
  expect(nextRun(MONTHLY, FRESH, due)).toEqual({ kind: 'make', period });
  expect(nextRun(MONTHLY, FRESH, at('2027-04-29T00:00:00Z'))).toEqual({ kind: 'make', period });
});

it('asks a person above the stated number of missed periods, and goes on once they said so', () => {
  const late = at('2027-04-30T12:00:00Z');
  expect(nextRun(MONTHLY, FRESH, late)).toEqual({ kind: 'ask', through: 4 });
  expect(nextRun(MONTHLY, { ...FRESH, catchUpLimit: 4 }, late)).toMatchObject({ kind: 'make' });
  const approved = { ...FRESH, approvedThrough: 4 };
  expect(nextRun(MONTHLY, approved, late)).toMatchObject({ kind: 'make', period: { number: 1 } });
  expect(nextRun(MONTHLY, { ...approved, nextNumber: 4 }, late)).toMatchObject({ period: { number: 4 } });
});

it('asks of a schedule that began a year ago before it makes the first', () => {
  expect(nextRun(MONTHLY, FRESH, at('2028-01-31T12:00:00Z'))).toEqual({ kind: 'ask', through: 12 });
});

it('makes the same periods of ticks that are missed, doubled or late by an hour as of punctual ones', () => {
  const weekly: Recurrence = { ...MONTHLY, anchor: day('2027-03-15'), unit: 'weeks', runs: 6 };
  /** What is made of these ticks, with the days that each is for. */
  const madeBy = (instants: readonly number[]) => {
    const made: string[] = [];
    for (const now of instants) {
      for (let tries = 0; tries < 9; tries += 1) {
        const next = nextRun(
          weekly,
          { nextNumber: made.length + 1, approvedThrough: 99, catchUpLimit: 3 },
          now,
        );
        if (next.kind !== 'make') break;
        made.push(`${next.period.number} ${next.period.from} ${next.period.to}`);
      }
    }
    return made;
  };
  const ticks = Array.from(
    { length: 45 * 96 },
    (_, quarter) => at('2027-03-14T00:00:00Z') + quarter * 900_000,
  );
  const punctual = madeBy(ticks);
  expect([punctual.length, punctual[2]]).toEqual([6, '3 2027-03-29 2027-04-04']);
  expect(madeBy(ticks.filter((_, quarter) => quarter % (10 * 96) === 0))).toEqual(punctual);
  expect(madeBy(ticks.flatMap((now) => [now, now]))).toEqual(punctual);
  expect(madeBy(ticks.map((now) => now + 3_600_000))).toEqual(punctual);
});

it('keeps its days and hour in Juneau across November, created at 23:30 before its clocks go back', () => {
  // Half past eleven on 31 October there; the clocks go back at two.
  const created = at('2026-11-01T07:30:00Z');
  const juneau: Recurrence = {
    ...MONTHLY,
    anchor: day('2026-10-31'),
    runs: null,
    timeZone: 'America/Juneau',
    hour: 0,
  };
  expect(nextRun(juneau, FRESH, created)).toMatchObject({
    kind: 'make',
    period: { number: 1, from: '2026-10-31' },
  });
  const rest = { ...FRESH, nextNumber: 2 };
  const due = at('2026-11-30T09:00:00Z');
  expect(nextRun(juneau, rest, created)).toEqual({ kind: 'wait', until: due });
  expect(nextRun(juneau, rest, due - 1)).toEqual({ kind: 'wait', until: due });
  expect(nextRun(juneau, rest, due)).toMatchObject({
    kind: 'make',
    period: { number: 2, from: '2026-11-30' },
  });
  // From the next day on: that day has 25 hours, and is one period all the same.
  const daily: Recurrence = { ...juneau, anchor: day('2026-11-01'), unit: 'days' };
  const [first, second] = [at('2026-11-01T08:00:00Z'), at('2026-11-02T09:00:00Z')];
  expect(nextRun(daily, FRESH, created)).toEqual({ kind: 'wait', until: first });
  expect(nextRun(daily, rest, first)).toEqual({ kind: 'wait', until: second });
});

it('is over after its last period', () => {
  expect(nextRun(MONTHLY, { ...FRESH, nextNumber: 13 }, at('2030-01-01T00:00:00Z'))).toEqual({
    kind: 'over',
  });
  expect([periodsLeft(MONTHLY, 1), periodsLeft(MONTHLY, 13)]).toEqual([12, 0]);
  expect(periodsLeft({ ...MONTHLY, runs: null }, 1)).toBeNull();
});

const ASK: RecurrenceAsk = { ...MONTHLY, startsOn: MONTHLY.anchor, trialDays: 0 };
const refusedDays = (change: Partial<RecurrenceAsk>) =>
  recurrenceProblems({ ...ASK, ...change }).map(({ path, message }) => `${path}: ${message}`);

it('takes a schedule that has nothing wrong with it', () => {
  expect(refusedDays({})).toEqual([]);
  expect(refusedDays({ day: 31, anchor: day('2027-02-28'), startsOn: day('2027-02-28') })).toEqual([]);
});

it.each<[string, Partial<RecurrenceAsk>, string]>([
  ['n = 0', { every: 0 }, 'every: Give a whole number from 1 to 60: an invoice every so many months.'],
  [
    'half a month',
    { every: 0.5 },
    'every: Give a whole number from 1 to 60: an invoice every so many months.',
  ],
  [
    'a zone that does not exist',
    { timeZone: 'Europe/Atlantis' },
    'timeZone: There is no time zone Europe/Atlantis: give one by its IANA name, such as Europe/Paris.',
  ],
  [
    'an end before the start',
    { runs: null, endsOn: day('2027-01-30') },
    'endsOn: It would end on 2027-01-30, before its first period begins on 2027-01-31.',
  ],
  [
    'an end within the trial',
    { runs: null, endsOn: day('2027-01-30'), startsOn: day('2027-01-17'), trialDays: 14 },
    'endsOn: It would end on 2027-01-30, before its first period begins on 2027-01-31 after the trial.',
  ],
  [
    'an end and a number of runs',
    { endsOn: day('2027-12-31') },
    'runs: Give runs or endsOn, not both: whichever comes first is not always the same.',
  ],
  [
    'no runs at all',
    { runs: 0 },
    'runs: Give a number of invoices from 1 to 1000, or leave it out for no end.',
  ],
  [
    'a number beyond all',
    { every: 1e308, unit: 'days' },
    'every: Give a whole number from 1 to 730: an invoice every so many days.',
  ],
  [
    'runs beyond all',
    { runs: 1e21 },
    'runs: Give a number of invoices from 1 to 1000, or leave it out for no end.',
  ],
  ['no zone', { timeZone: ' ' }, 'timeZone: Give a time zone by its IANA name, such as Europe/Paris.'],
  [
    'an offset in place of a zone',
    { timeZone: '+01:00' },
    'timeZone: There is no time zone +01:00: give one by its IANA name, such as Europe/Paris.',
  ],
  // Half past two does not exist on the day on which clocks go forward: nobody can ask for it, on that day or another.
  ['half past an hour', { hour: 2.5 }, 'hour: Give an hour of the day from 0 to 23, in the time zone.'],
  ['an hour that no day has', { hour: 24 }, 'hour: Give an hour of the day from 0 to 23, in the time zone.'],
  ['a trial of years', { trialDays: 731 }, 'trialDays: Give from 0 (no trial) to 730 days.'],
  [
    'a day of the month every three weeks',
    { unit: 'weeks', day: 31 },
    'day: Leave it out: every so many weeks, invoices are not made on a day of the month.',
  ],
  ['the 32nd', { day: 32 }, 'day: Give a day of the month from 1 to 31; 31 is the last of each month.'],
  [
    'a day that the first period does not begin on',
    { day: 15 },
    'day: Its first period begins on 2027-01-31, which is not day 15 of that month: begin on 2027-01-15, or leave day out for day 31.',
  ],
])('refuses %s, in words', (_, change, sentence) => {
  expect(refusedDays(change)).toEqual([sentence]);
});

const FIXED: ScheduleLine = {
  kind: 'fixed',
  description: 'Hosting',
  quantity: '1',
  unitAmount: 4_900,
  discount: null,
  taxRates: [],
};
const TERMS: ScheduleTerms = {
  lines: [FIXED],
  adjustments: [],
  withholdings: [],
  roundToCoin: false,
  notes: null,
  references: NO_REFERENCES,
  netDays: 14,
  plan: null,
  paymentLink: true,
  collectPolicy: null,
  issue: 'send',
};
const refusedTerms = (change: Partial<ScheduleTerms>) =>
  termsProblems({ ...TERMS, ...change }).map(({ path, message }) => `${path}: ${message}`);
const metered = (change: Partial<Extract<ScheduleLine, { kind: 'metered' }>>): ScheduleLine => ({
  kind: 'metered',
  meter: 'seats',
  description: 'Seats',
  price: { kind: 'unit', unitAmount: 900 },
  discount: null,
  taxRates: [],
  ...change,
});

it('takes terms that have nothing wrong with them', () => {
  const tiers = [
    { upTo: 10, unitAmount: 5 },
    { upTo: null, unitAmount: 3 },
  ];
  expect(
    refusedTerms({ lines: [FIXED, metered({}), metered({ price: { kind: 'volume', tiers } })] }),
  ).toEqual([]);
});

it.each<[string, Partial<ScheduleTerms>, readonly string[]]>([
  ['no line', { lines: [] }, ['lines: Give at least one line.']],
  [
    'a hundred and one lines',
    { lines: Array.from({ length: 101 }, () => FIXED) },
    ['lines: Give at most 100 lines.'],
  ],
  [
    'a meter that no program would write',
    { lines: [metered({ meter: 'API calls' })] },
    [
      'lines[0].meter: Name what is counted in 1 to 40 lower-case letters, digits and underscores, such as api_calls.',
    ],
  ],
  [
    'no tier',
    { lines: [metered({ price: { kind: 'volume', tiers: [] } })] },
    ['lines[0].tiers: Give from 1 to 20 tiers.'],
  ],
  [
    'tiers that overlap, cost less than nothing, and end',
    {
      lines: [
        metered({
          price: {
            kind: 'graduated',
            tiers: [
              { upTo: 10, unitAmount: 5 },
              { upTo: 10, unitAmount: -1 },
              { upTo: 20, unitAmount: 3 },
            ],
          },
        }),
      ],
    },
    [
      'lines[0].tiers[1].upTo: Give a whole number above 10: each tier ends above the one before it.',
      'lines[0].tiers[1].unitAmount: Give minor units from 0 up.',
      'lines[0].tiers[2].upTo: The last tier has no end: leave upTo out.',
    ],
  ],
  [
    'an amount off what has tiers',
    {
      lines: [
        metered({
          price: { kind: 'volume', tiers: [{ upTo: null, unitAmount: 1 }] },
          discount: { kind: 'amount', amount: 5 },
        }),
      ],
    },
    ['lines[0].discount: Of what has tiers a percentage is taken off, not an amount.'],
  ],
  [
    'days before it is due that are none',
    { netDays: -1 },
    ['netDays: Give from 0 (due at once) to 365 days, or leave it out for no due date.'],
  ],
  [
    'a charge on a due date that there is none of',
    { netDays: null, collectPolicy: 'on_due_date' },
    ['collectPolicy: Without a due date nothing could be charged on it: give netDays, or on_send.'],
  ],
  [
    'a plan with a day of its own, beside net days',
    {
      plan: [
        { share: { kind: 'percentage', percentage: '50' }, due: { kind: 'on', date: '2027-01-01' } },
        { share: { kind: 'rest' }, due: { kind: 'after', count: 1, unit: 'months' } },
      ],
    },
    [
      'paymentPlan[0].dueDate: Invoices are made on different days: give afterDays or afterMonths here.',
      'netDays: Leave it out: each part of paymentPlan says when it is due.',
    ],
  ],
])('refuses %s, in words', (_, change, sentences) => {
  expect(refusedTerms(change)).toEqual(sentences);
});
