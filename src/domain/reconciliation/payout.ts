import { emptyLines, LINES, type Line, linesOf } from './report.ts';

/** What moved the balance of a currency, summed by category and class. Stripe's minor units. */
export type MovedSum = Parameters<typeof linesOf>[0];

type Payout = {
  /** What was available right after the payout before. */
  readonly opening: number;
  /** What became available since. */
  readonly sums: readonly MovedSum[];
  /** What left, its own fee with it. */
  readonly paid: number;
};

/** A payout to the cent: `opening` and all lines are `paid` and `left`. Lines are signed as they move the balance. */
export type PayoutBooks = {
  readonly opening: number;
  readonly lines: Readonly<Record<Exclude<Line, 'payouts'>, number>>;
  readonly paid: number;
  /** What was available and did not leave. Stripe's automatic payouts leave nothing. */
  readonly left: number;
};

/** A payout with what it is made of. One that came back (a reversal) is among the `other` lines of the next. */
export function payoutBooks({ opening, sums, paid }: Payout): PayoutBooks {
  const all = emptyLines();
  for (const sum of sums) for (const [line, amount] of linesOf(sum)) all[line] += amount;
  const { payouts: reversed, ...lines } = all;
  const total = LINES.reduce((sum, line) => sum + all[line], opening);
  return { opening, lines: { ...lines, other: lines.other + reversed }, paid, left: total - paid };
}
