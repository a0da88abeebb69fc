import type { LocalDate } from '../calendar.ts';

/** What decides which date an invoice may bear. All days where the business is. */
export type IssueDateFacts = {
  readonly today: LocalDate;
  /** The newest date that its series has given; null where it has given none. */
  readonly lastOfSeries: LocalDate | null;
  /** The last day that the business has closed its books for; null where none are closed. */
  readonly closedUntil: LocalDate | null;
  /** The business takes a date before the series' last on purpose: numbers and dates then run apart. */
  readonly allowsEarlier: boolean;
};

export type IssueDateProblem =
  | { readonly problem: 'after_today'; readonly today: LocalDate }
  | { readonly problem: 'in_closed_books'; readonly closedUntil: LocalDate }
  | { readonly problem: 'before_last_of_series'; readonly lastOfSeries: LocalDate };

/**
 * Why an invoice may not be issued on a date, or null. Numbers are given in the order of issuing, so that a date
 * before the last one makes the series look rearranged; closed books take no more invoices at all.
 */
export function issueDateProblem(date: LocalDate, facts: IssueDateFacts): IssueDateProblem | null {
  const { today, lastOfSeries, closedUntil, allowsEarlier } = facts;
  if (date > today) return { problem: 'after_today', today };
  if (closedUntil !== null && date <= closedUntil) return { problem: 'in_closed_books', closedUntil };
  if (lastOfSeries !== null && date < lastOfSeries && !allowsEarlier) {
    return { problem: 'before_last_of_series', lastOfSeries };
  }
  return null;
}
