import { addDays, type LocalDate } from '../calendar.ts';
import type { Period } from './recurrence.ts';
import type { ScheduleTerms } from './terms.ts';

/** Terms from a period on; where a change came in the midst of it, from a day of it on. */
export type TermsVersion = {
  readonly version: number;
  readonly fromNumber: number;
  readonly fromDate: LocalDate | null;
  readonly terms: ScheduleTerms;
};

/** Days of a period for which the same terms hold. */
export type Slice = {
  readonly terms: ScheduleTerms;
  readonly from: LocalDate;
  readonly to: LocalDate;
};

/** The terms that hold for each day of a period, in the order of its days. Of two for the same day the later version holds. */
export function slicesOf({ number, from, to }: Period, versions: readonly TermsVersion[]): readonly Slice[] {
  const inOrder = versions.toSorted((a, b) => a.version - b.version);
  const isFromItsStart = ({ fromNumber, fromDate }: TermsVersion) =>
    fromNumber < number || (fromNumber === number && (fromDate === null || fromDate <= from));
  const base = inOrder.findLast(isFromItsStart);
  if (base === undefined) throw new Error(`no terms for period ${number}`);
  const midst = inOrder.filter(
    ({ version, fromNumber, fromDate }) =>
      version > base.version && fromNumber === number && fromDate !== null && fromDate <= to,
  );
  const slices: Slice[] = [{ terms: base.terms, from, to }];
  for (const { fromDate, terms } of midst) {
    if (fromDate === null) continue;
    while ((slices.at(-1)?.from ?? from) >= fromDate && slices.length > 0) slices.pop();
    const last = slices.pop();
    if (last !== undefined) slices.push({ ...last, to: addDays(fromDate, -1) });
    slices.push({ terms, from: slices.length === 0 ? from : fromDate, to });
  }
  return slices;
}

/** The terms at the end of a period, which hold for whatever is counted in it and for the invoice as a whole. */
export function termsOf(period: Period, versions: readonly TermsVersion[]): ScheduleTerms {
  const last = slicesOf(period, versions).at(-1);
  if (last === undefined) throw new Error(`no terms for period ${period.number}`);
  return last.terms;
}
