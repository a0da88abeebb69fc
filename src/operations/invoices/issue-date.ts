import { selectDates } from '../../db/queries/number-series.ts';
import type { invoices, merchants } from '../../db/schema/index.ts';
import { type LocalDate, localDateAt, parseLocalDate } from '../../domain/calendar.ts';
import { type IssueDateProblem, issueDateProblem } from '../../domain/invoice/issue-date.ts';
import type { Rejection } from '../../domain/rejection.ts';
import type { Context } from '../core/context.ts';
import { seriesFor } from '../facts/series.ts';

/** Which date an invoice is to bear, as whoever issues it says. */
export type Dating = {
  /** The draft's own where it is null, or else today. */
  readonly issueDate: LocalDate | null;
  /** Whether it may be before the last one of its series. */
  readonly allowsEarlier: boolean;
};

export const UNDATED: Dating = { issueDate: null, allowsEarlier: false };

type Facts = {
  readonly invoice: typeof invoices.$inferSelect;
  readonly merchant: typeof merchants.$inferSelect;
};

/** The date that somebody chose, or null; a day where the business is. */
export const chosenDate = ({ invoice }: Pick<Facts, 'invoice'>, { issueDate }: Dating): LocalDate | null =>
  issueDate ?? parseLocalDate(invoice.issueDate ?? '');

/** Why an invoice may not be issued on the date that was chosen for it, or today, or null. */
export async function refuseIssueDate(
  ctx: Context,
  facts: Facts,
  dating: Dating,
  at: number,
): Promise<Rejection | null> {
  const { merchant, invoice } = facts;
  const date = chosenDate(facts, dating);
  if (date === null) return refuseClosedBooks(merchant, at);
  // Read anew: the books may have been closed since.
  const [dates] = await selectDates(ctx.db, { ...invoice, series: seriesFor('invoice', merchant, date) });
  const problem = issueDateProblem(date, {
    today: localDateAt(at, merchant.timeZone),
    lastOfSeries: parseLocalDate(dates?.lastIssued ?? ''),
    closedUntil: parseLocalDate(dates?.closedUntil ?? ''),
    allowsEarlier: dating.allowsEarlier,
  });
  return problem === null
    ? null
    : { code: 'invalid', problems: [{ path: 'issueDate', message: sentence(problem) }] };
}

/** Why no document may be dated today, or null: books are closed before today, unless the business moved its clocks. */
export function refuseClosedBooks(
  { booksClosedUntil, timeZone }: Facts['merchant'],
  at: number,
): Rejection | null {
  const closedUntil = parseLocalDate(booksClosedUntil ?? '');
  return closedUntil === null || localDateAt(at, timeZone) > closedUntil
    ? null
    : { code: 'invalid', problems: [{ path: 'issueDate', message: closedSentence(closedUntil) }] };
}

/** Said of any document that would be dated into closed books. */
const closedSentence = (closedUntil: LocalDate): string =>
  `Your books are closed until ${closedUntil}: give a later day, or open them again in your settings.`;

function sentence(problem: IssueDateProblem): string {
  switch (problem.problem) {
    case 'after_today':
      return `An invoice cannot be dated after today, which is ${problem.today} where you are.`;
    case 'in_closed_books':
      return closedSentence(problem.closedUntil);
    case 'before_last_of_series':
      return `The last invoice of this series is of ${problem.lastOfSeries}: give that day or a later one, or allow an earlier one.`;
    default:
      return problem satisfies never;
  }
}
