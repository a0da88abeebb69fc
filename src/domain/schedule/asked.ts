import type { LocalDate } from '../calendar.ts';
import type { Currency } from '../currency.ts';
import type { Cadence, Timing } from './recurrence.ts';
import type { ScheduleTerms } from './terms.ts';

/** A schedule as it is asked for, whoever its customer is. */
export type AskedSchedule = Cadence & {
  readonly name: string;
  /** The business's own where it is null; so are the time zone and the hour. */
  readonly currency: Currency | null;
  readonly startsOn: LocalDate;
  readonly trialDays: number;
  readonly day: number | null;
  readonly endsOn: LocalDate | null;
  readonly runs: number | null;
  readonly timing: Timing;
  readonly timeZone: string | null;
  readonly hour: number | null;
  readonly catchUpLimit: number;
  /** Whether its customer is mailed of what becomes of it. */
  readonly mails: boolean;
  readonly terms: ScheduleTerms;
};
