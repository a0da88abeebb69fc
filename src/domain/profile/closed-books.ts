import { type LocalDate, parseLocalDate } from '../calendar.ts';
import type { FieldProblem } from '../rejection.ts';

/** What is wrong with the last day of closed books. Today has to stay open, or nothing could be issued any more. */
export function closedBooksProblems(
  until: string | null | undefined,
  today: LocalDate,
): readonly FieldProblem[] {
  if (until === null || until === undefined) return [];
  const path = 'booksClosedUntil';
  const date = parseLocalDate(until);
  if (date === null) return [{ path, message: 'Give a day that exists as YYYY-MM-DD, such as 2026-12-31.' }];
  return date < today ? [] : [{ path, message: `Give a day before today, which is ${today} where you are.` }];
}
