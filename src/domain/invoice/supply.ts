import type { LocalDate } from '../calendar.ts';

/** When goods or services were supplied: a day, or the days from the first to the last. `YYYY-MM-DD`. */
export type Supply = { readonly from: LocalDate; readonly to: LocalDate };

/** What an invoice prints of it: its own where one is said, the span of its lines' where all of them say one. */
export function supplyShown(own: Supply | null, lines: readonly (Supply | null)[]): Supply | null {
  if (own !== null) return own;
  const said = lines.filter((supply) => supply !== null);
  const from = said.map((supply) => supply.from).toSorted()[0];
  const to = said
    .map((supply) => supply.to)
    .toSorted()
    .at(-1);
  return from === undefined || to === undefined || said.length < lines.length ? null : { from, to };
}

/** What is wrong with a period, or null: a line's may lie anywhere, since one invoice may bill several months. */
export const supplyProblem = ({ from, to }: Supply): 'ends_before_it_begins' | null =>
  to < from ? 'ends_before_it_begins' : null;
