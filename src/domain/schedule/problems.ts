import { isTimeZone, type LocalDate } from '../calendar.ts';
import { addMonths, dayOfMonth } from '../months.ts';
import type { FieldProblem } from '../rejection.ts';
import { type CadenceUnit, MOST_EVERY, type Recurrence } from './recurrence.ts';

export const MOST_RUNS = 1_000;
export const MOST_TRIAL_DAYS = 730;

/** A schedule's days as they are asked for. */
export type RecurrenceAsk = Omit<Recurrence, 'anchor'> & {
  readonly startsOn: LocalDate;
  /** Free days before period 1 begins. */
  readonly trialDays: number;
  readonly anchor: LocalDate;
};

const isBetween = (value: number, least: number, most: number): boolean =>
  Number.isInteger(value) && value >= least && value <= most;

/** What is wrong with the days of a schedule, in sentences. */
export function recurrenceProblems(ask: RecurrenceAsk): readonly FieldProblem[] {
  const problems: FieldProblem[] = [];
  const refuse = (path: string, message: string) => problems.push({ path, message });
  const { every, unit, day, anchor, startsOn, trialDays, endsOn, runs, timeZone, hour } = ask;
  if (!isBetween(every, 1, MOST_EVERY[unit])) {
    refuse('every', `Give a whole number from 1 to ${MOST_EVERY[unit]}: an invoice every so many ${unit}.`);
  }
  if (!isTimeZone(timeZone)) {
    const none = timeZone.trim() === '' ? '' : `There is no time zone ${timeZone.trim().slice(0, 64)}: `;
    const give = none === '' ? 'Give a time zone' : 'give one';
    refuse('timeZone', `${none}${give} by its IANA name, such as Europe/Paris.`);
  }
  if (!isBetween(hour, 0, 23)) refuse('hour', 'Give an hour of the day from 0 to 23, in the time zone.');
  if (!isBetween(trialDays, 0, MOST_TRIAL_DAYS)) {
    refuse('trialDays', `Give from 0 (no trial) to ${MOST_TRIAL_DAYS} days.`);
  }
  const dayProblem = day === null ? null : problemOfDay(day, unit, anchor);
  if (dayProblem !== null) refuse('day', dayProblem);
  if (runs !== null && endsOn !== null) {
    refuse('runs', 'Give runs or endsOn, not both: whichever comes first is not always the same.');
  }
  if (runs !== null && !isBetween(runs, 1, MOST_RUNS)) {
    refuse('runs', `Give a number of invoices from 1 to ${MOST_RUNS}, or leave it out for no end.`);
  }
  if (endsOn !== null && endsOn < anchor) {
    const after = anchor === startsOn ? '' : ' after the trial';
    refuse('endsOn', `It would end on ${endsOn}, before its first period begins on ${anchor}${after}.`);
  }
  return problems;
}

function problemOfDay(day: number, unit: CadenceUnit, anchor: LocalDate): string | null {
  if (unit === 'days' || unit === 'weeks') {
    return `Leave it out: every so many ${unit}, invoices are not made on a day of the month.`;
  }
  if (!isBetween(day, 1, 31)) return 'Give a day of the month from 1 to 31; 31 is the last of each month.';
  const wanted = addMonths(anchor, 0, day);
  if (wanted === anchor) return null;
  return `Its first period begins on ${anchor}, which is not day ${day} of that month: begin on ${wanted}, or leave day out for day ${dayOfMonth(anchor)}.`;
}
