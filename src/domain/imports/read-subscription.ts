import { type LocalDate, localDateAt } from '../calendar.ts';
import { parseCurrency } from '../currency.ts';
import { NO_REFERENCES } from '../invoice/references.ts';
import { addMonths, dayOfMonth } from '../months.ts';
import type { CadenceUnit } from '../schedule/recurrence.ts';
import type { LineOf, ReadSchedule } from './read-schedule.ts';
import { readItem, type Wrong } from './read-subscription-item.ts';
import { STRIPE_COLUMNS as AT, type SubscriptionCells } from './subscription-columns.ts';
import { readStanding } from './subscription-standing.ts';

type Facts = { readonly timeZone: string; readonly now: number };

/**
 * Reads the rows of one subscription at Stripe: a schedule that is paused, whose first period begins where the one ends that Stripe has
 * invoiced. What Stripe's file does not say, and what of it is assumed, is remarked on.
 */
export function readSubscription(
  rows: readonly LineOf<SubscriptionCells>[],
  { timeZone, now }: Facts,
): ReadSchedule {
  const [first] = rows;
  if (first === undefined) throw new Error('a subscription of no row');
  const { cells } = first;
  const problems: { line: number; column: string | null; message: string }[] = [];
  const wrong: Wrong = (column, message, line = first.line) => {
    problems.push({ line, column, message });
    return null;
  };
  const key = cells[AT.id] ?? wrong(AT.id, 'Give the subscription’s id, such as sub_1AbC.');
  const standing = readStanding(cells, wrong);
  if (key !== null && standing?.kind === 'over') return { kind: 'over', key, remark: standing.remark };
  const currency =
    parseCurrency((cells[AT.currency] ?? '').toUpperCase()) ??
    wrong(AT.currency, 'Give an ISO 4217 code, such as eur.');
  const cadence = readCadence(cells, wrong);
  const end = readInstant(cells, AT.periodEnd, wrong);
  if (end !== null && end <= now) {
    wrong(
      AT.periodEnd,
      `Its period ended on ${utcDay(end)}, so that Stripe has renewed it since: export the file anew.`,
    );
  }
  const items = currency === null ? [] : rows.map((row) => readItem(row, currency, wrong));
  if (problems.length > 0 || key === null || standing?.kind !== 'goes_on') return { kind: 'wrong', problems };
  if (currency === null || cadence === null || end === null) return { kind: 'wrong', problems };
  const coupon = cells[AT.coupon]?.slice(0, 60);
  const lines = items.filter((item) => item !== null);
  const startsOn = localDateAt(end, timeZone);
  const there = lines.reduce((sum, { amount }) => sum + amount, 0);
  const day = dayOf(cells, cadence.unit, startsOn, timeZone);
  return {
    kind: 'schedule',
    filed: {
      key,
      customer: {
        id: null,
        email: null,
        name: null,
        externalIds: [{ key: 'Stripe', value: cells[AT.customerId] ?? '' }],
      },
      asked: {
        ...cadence,
        name: (cells[AT.plan] ?? cells[AT.product] ?? key).slice(0, 200),
        currency,
        startsOn,
        trialDays: 0,
        day,
        endsOn: null,
        runs: null,
        timing: 'advance',
        timeZone,
        hour: null,
        catchUpLimit: 3,
        mails: false,
        terms: {
          lines: lines.map(({ line }) => line),
          adjustments: [],
          withholdings: [],
          roundToCoin: false,
          notes: null,
          references: NO_REFERENCES,
          netDays: 0,
          plan: null,
          paymentLink: true,
          collectPolicy: null,
          issue: 'send',
        },
      },
      status: 'paused',
      nextNumber: 1,
      beyond: null,
      remarks: [
        ...standing.remarks,
        ...(startsOn === utcDay(end)
          ? []
          : [`Stripe’s period ends on ${utcDay(end)} in UTC, which is ${startsOn} where you are.`]),
        ...lines.flatMap(({ remarks }) => remarks),
        ...(coupon === undefined
          ? []
          : [
              `Stripe takes off the coupon ${coupon}, and its file does not say how much: give the schedule a discount before you resume it.`,
            ]),
      ],
      there: { on: utcDay(end), amount: there },
    },
  };
}

const utcDay = (at: number): string => new Date(at).toISOString().slice(0, 10);

const UNITS: Readonly<Record<string, CadenceUnit>> = {
  day: 'days',
  week: 'weeks',
  month: 'months',
  year: 'years',
};

function readCadence(
  cells: SubscriptionCells,
  wrong: Wrong,
): { readonly every: number; readonly unit: CadenceUnit } | null {
  const text = cells[AT.interval] ?? '';
  const [, count, word = ''] = /^(?:every\s+)?(\d{1,3})?\s*([a-z]+?)s?$/i.exec(text) ?? [];
  const unit = UNITS[word.toLowerCase()];
  const every = Number(cells[AT.intervalCount] ?? count ?? '1');
  if (unit === undefined || !Number.isInteger(every)) {
    return wrong(AT.interval, 'Give day, week, month or year, with a count before it where it is not one.');
  }
  return { every, unit };
}

const INSTANT = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2})(:\d{2})?(?:\.\d+)?Z?$/;

function readInstant(
  cells: SubscriptionCells,
  column: (typeof AT)['periodEnd' | 'periodStart' | 'startDate'],
  wrong: Wrong,
): number | null {
  const [, day, time, seconds = ':00'] = INSTANT.exec(cells[column] ?? '') ?? [];
  const at = Date.parse(`${day}T${time}${seconds}Z`);
  return Number.isNaN(at) || utcDay(at) !== day
    ? wrong(column, 'Give an instant in UTC as Stripe writes it, such as 2026-03-31 14:05.')
    : at;
}

/**
 * The day of the month that it renews on, where this month is too short for it: one of the 31st ends its period on 30 November.
 * The file has no anchor: the day on which it began, or the present period did, says it.
 */
function dayOf(
  cells: SubscriptionCells,
  unit: CadenceUnit,
  startsOn: LocalDate,
  timeZone: string,
): number | null {
  if (unit === 'days' || unit === 'weeks') return null;
  const began = [AT.startDate, AT.periodStart].flatMap((column) => {
    const at = cells[column] === undefined ? null : readInstant(cells, column, () => null);
    return at === null ? [] : [dayOfMonth(localDateAt(at, timeZone))];
  });
  const day = Math.max(...began, 0);
  return day > dayOfMonth(startsOn) && addMonths(startsOn, 0, day) === startsOn ? day : null;
}
