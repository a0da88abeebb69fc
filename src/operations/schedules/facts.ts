import {
  selectQuantitiesAhead,
  selectSchedule,
  selectScheduleOfJob,
  selectScheduleTerms,
  selectSkippedAhead,
} from '../../db/queries/schedules.ts';
import type {
  customers,
  merchants,
  scheduleQuantities,
  schedules,
  scheduleTerms,
} from '../../db/schema/index.ts';
import { type Head, headOf, selectCommand, selectHead } from '../../db/streams.ts';
import { type LocalDate, parseLocalDate } from '../../domain/calendar.ts';
import { type Currency, parseCurrency } from '../../domain/currency.ts';
import type { Quantities } from '../../domain/schedule/invoice-lines.ts';
import { type NextRun, nextRun } from '../../domain/schedule/next-run.ts';
import type { Recurrence } from '../../domain/schedule/recurrence.ts';
import type { TermsVersion } from '../../domain/schedule/terms-in-force.ts';
import type { Context } from '../core/context.ts';
import type { Scope } from '../core/scope.ts';

type Schedule = typeof schedules.$inferSelect;

/** A schedule as whatever is done to it is decided on. */
export type ScheduleFacts = {
  readonly schedule: Schedule;
  readonly merchant: typeof merchants.$inferSelect;
  readonly customer: typeof customers.$inferSelect;
  readonly connected: boolean;
  readonly recurrence: Recurrence;
  readonly currency: Currency;
  readonly versions: readonly TermsVersion[];
  /** Periods that were left out before they came. */
  readonly skippedAhead: ReadonlySet<number>;
  readonly quantities: readonly (typeof scheduleQuantities.$inferSelect)[];
  readonly head: Head;
  readonly wasCommanded: boolean;
};

/** A stored day; what is no day is a bug. */
export function storedDay(text: string): LocalDate {
  const day = parseLocalDate(text);
  if (day === null) throw new Error(`no day: ${text}`);
  return day;
}

export const recurrenceOf = (schedule: Schedule): Recurrence => ({
  every: schedule.every,
  unit: schedule.unit,
  anchor: storedDay(schedule.anchor),
  day: schedule.day,
  endsOn: schedule.endsOn === null ? null : storedDay(schedule.endsOn),
  runs: schedule.runs,
  timing: schedule.timing,
  timeZone: schedule.timeZone,
  hour: schedule.hour,
});

export const versionOf = ({
  version,
  fromNumber,
  fromDate,
  terms,
}: typeof scheduleTerms.$inferSelect): TermsVersion => ({
  version,
  fromNumber,
  fromDate: fromDate === null ? null : storedDay(fromDate),
  terms,
});

/** Reads a schedule with everything that is decided on, in one round trip; undefined where it is not this business's. */
export async function readScheduleFacts(
  ctx: Context,
  /** Null for a job, which knows no business. */
  scope: Scope | null,
  scheduleId: string,
  commandId: string,
): Promise<ScheduleFacts | undefined> {
  const { db, livemode } = ctx;
  const stream = { type: 'schedule', id: scheduleId } as const;
  const [head, commanded, [found], terms, skipped, quantities] = await db.batch([
    selectHead(db, stream),
    selectCommand(db, stream, commandId),
    scope === null ? selectScheduleOfJob(db, livemode, scheduleId) : selectSchedule(db, scope, scheduleId),
    selectScheduleTerms(db, scheduleId),
    selectSkippedAhead(db, scheduleId),
    selectQuantitiesAhead(db, scheduleId),
  ]);
  if (found === undefined) return undefined;
  const { schedule, merchant, customer, connectionId } = found;
  const currency = parseCurrency(schedule.currency);
  if (currency === null) throw new Error(`a schedule in the unknown currency ${schedule.currency}`);
  return {
    schedule,
    merchant,
    customer,
    connected: connectionId !== null,
    recurrence: recurrenceOf(schedule),
    currency,
    versions: terms.map(versionOf),
    skippedAhead: new Set(skipped.map(({ number }) => number)),
    quantities,
    head: headOf(head),
    wasCommanded: commanded.length > 0,
  };
}

/** What was reported for a period. */
export const quantitiesOf = (
  rows: Pick<ScheduleFacts, 'quantities'>['quantities'],
  ofNumber: number,
): Quantities =>
  new Map(rows.filter(({ number }) => number === ofNumber).map(({ meter, quantity }) => [meter, quantity]));

export const nextRunOf = ({ schedule, recurrence }: ScheduleFacts, now: number): NextRun =>
  nextRun(recurrence, schedule, now);

/** The number after one that is dealt with now, past those that were left out before. */
export function numberAfter(number: number, skippedAhead: ReadonlySet<number>): number {
  let next = number + 1;
  while (skippedAhead.has(next)) next += 1;
  return next;
}
