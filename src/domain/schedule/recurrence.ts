import { addDays, daysBetween, instantAt, type LocalDate, localDateAt } from '../calendar.ts';
import { addMonths, dayOfMonth } from '../months.ts';

export const CADENCE_UNITS = ['days', 'weeks', 'months', 'years'] as const;
export type CadenceUnit = (typeof CADENCE_UNITS)[number];
/** Every so many of a unit. */
export type Cadence = { readonly every: number; readonly unit: CadenceUnit };

/** The most of each unit between two invoices. */
export const MOST_EVERY: Readonly<Record<CadenceUnit, number>> = {
  days: 730,
  weeks: 104,
  months: 60,
  years: 10,
};

/** Whether a period is invoiced on its first day, or on the day after its last. */
export const TIMINGS = ['advance', 'arrears'] as const;
export type Timing = (typeof TIMINGS)[number];

/** When a schedule makes invoices. Days are of its time zone. */
export type Recurrence = Cadence & {
  /** The first day of period 1: every other day is counted from it, never from the one before. */
  readonly anchor: LocalDate;
  /** The day of the month (1 to 31) that months and years begin on, or their last where they have no such day. */
  readonly day: number | null;
  /** No period begins after it. */
  readonly endsOn: LocalDate | null;
  readonly runs: number | null;
  readonly timing: Timing;
  readonly timeZone: string;
  /** The hour of the day at which invoices are made. */
  readonly hour: number;
};

/** A period by its number, from 1: its first and its last day. */
export type Period = { readonly number: number; readonly from: LocalDate; readonly to: LocalDate };

/** The first day of the period after so many; null beyond the calendar. */
function firstDayAfter(periods: number, { anchor, day, every, unit }: Recurrence): LocalDate | null {
  const count = periods * every;
  try {
    switch (unit) {
      case 'days':
        return addDays(anchor, count);
      case 'weeks':
        return addDays(anchor, 7 * count);
      case 'months':
        return addMonths(anchor, count, day ?? dayOfMonth(anchor));
      case 'years':
        return addMonths(anchor, 12 * count, day ?? dayOfMonth(anchor));
    }
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** A period of the rule, whether or not its schedule ends before; null beyond the calendar. */
export function periodAt(recurrence: Recurrence, number: number): Period | null {
  const from = firstDayAfter(number - 1, recurrence);
  const next = firstDayAfter(number, recurrence);
  return from === null || next === null ? null : { number, from, to: addDays(next, -1) };
}

/** A period that the schedule has: its runs are not over, and it begins no later than its end. */
export function periodOf(recurrence: Recurrence, number: number): Period | null {
  const { runs, endsOn } = recurrence;
  if (number < 1 || (runs !== null && number > runs)) return null;
  const period = periodAt(recurrence, number);
  return period === null || (endsOn !== null && period.from > endsOn) ? null : period;
}

/** How many days a period has. */
export const daysOf = ({ from, to }: Pick<Period, 'from' | 'to'>): number => daysBetween(from, to) + 1;

/** The day on which a period is invoiced. */
export const invoicedOn = ({ timing }: Recurrence, { from, to }: Period): LocalDate =>
  timing === 'advance' ? from : addDays(to, 1);

/** The instant (ms) from which a period is invoiced: that hour of that very day, whatever clocks do before or after. */
export const invoicedAt = (recurrence: Recurrence, period: Period): number =>
  instantAt(invoicedOn(recurrence, period), recurrence.hour, recurrence.timeZone);

/** The number of the period that a day is in; 0 before the first. */
export function numberOn(recurrence: Recurrence, day: LocalDate): number {
  if (day < recurrence.anchor) return 0;
  // No period has less than a day, so its number is at most one more than the days since the anchor.
  let [low, high] = [1, daysBetween(recurrence.anchor, day) + 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    const from = firstDayAfter(middle - 1, recurrence);
    if (from !== null && from <= day) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The number of the last period that is due to be invoiced at an instant (ms); 0 where none is. */
export function lastDue(recurrence: Recurrence, now: number): number {
  const today = localDateAt(now, recurrence.timeZone);
  let number = numberOn(recurrence, today);
  if (recurrence.timing === 'arrears') number -= 1;
  const candidate = number < 1 ? null : periodAt(recurrence, number);
  if (candidate !== null && invoicedAt(recurrence, candidate) > now) number -= 1;
  return Math.min(Math.max(number, 0), lastNumber(recurrence));
}

/** The number of the last period that a schedule has; infinite without an end. */
export function lastNumber(recurrence: Recurrence): number {
  const { runs, endsOn } = recurrence;
  const byEnd = endsOn === null ? Number.POSITIVE_INFINITY : numberOn(recurrence, endsOn);
  return Math.min(runs ?? Number.POSITIVE_INFINITY, byEnd);
}

/** The next periods from a number on, at most so many. */
export function periodsFrom(recurrence: Recurrence, number: number, most: number): readonly Period[] {
  const periods: Period[] = [];
  for (let at = number; periods.length < most; at += 1) {
    const period = periodOf(recurrence, at);
    if (period === null) break;
    periods.push(period);
  }
  return periods;
}
