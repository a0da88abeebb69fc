import type { LocalDate } from '../../domain/calendar.ts';
import type { Settlement } from './mid-period.ts';

/** From the next run on, or at once: then the rest of a period that was invoiced is settled by the day. */
export type TermsFrom = 'next' | 'now';

/** A change of terms that was decided, with what it gives back and asks for at once. */
export type TermsChange = {
  readonly number: number;
  readonly fromDate: LocalDate | null;
  readonly version: number;
  readonly settlement: Settlement | null;
  /** What a period's fixed lines come to under them, without tax. */
  readonly net: number;
};
