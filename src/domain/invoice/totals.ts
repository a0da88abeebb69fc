import { MAX_MINOR } from '../money.ts';
import { type LineAmounts, readLine, type Taxed } from './line-amounts.ts';
import { sum } from './signs.ts';
import { computeTaxes, type Taxes } from './taxes.ts';
import type { LineInput, LineTax, LineTotals, TaxTotal, Totals, TotalsProblem } from './totals-types.ts';

export type {
  Discount,
  LineInput,
  TaxRate,
  TaxTotal,
  Totals,
  TotalsProblem,
} from './totals-types.ts';

/** The most lines an invoice may have. */
export const MAX_LINES = 1000;

/**
 * Computes an invoice's totals from its lines. All amounts are integer minor units of the invoice's one currency; no
 * lines is a total of zero. Otherwise it returns every problem found, each with its path.
 *
 * - Rounding is to the nearest minor unit, halves away from zero.
 * - A line's subtotal is quantity × unit amount, rounded once. A percentage discount is rounded once; a discount of an
 *   amount may not exceed the subtotal.
 * - A tax (name, percentage, inclusive, category) is computed once over all it applies to on the invoice, rounded once,
 *   and split over the lines by largest remainder, ties to the earlier: the parts sum to the tax.
 * - Inclusive taxes are taken out of the amount; several on one line add up: amount × r / (100 + the sum of the
 *   inclusive rates). Should their roundings sum to more than the amounts they are taken from, the sum is rounded
 *   instead (see taxes.ts): never more tax than money.
 * - Exclusive taxes are computed on the amount less the inclusive taxes, and never on one another.
 * - Total = the sum of the lines' totals = subtotal − discounts + exclusive taxes, exactly. Nothing is negative, and
 *   nothing is above MAX_MINOR (`too_large`; on `lines` when it is the sum).
 *
 * Linear in the number of lines, up to sorting remainders. What has signs, discounts on the whole, or deductions is
 * computed by invoice-totals.ts, which comes to the same where there is none of that.
 */
export function computeTotals(
  lines: readonly LineInput[],
): { ok: true; totals: Totals } | { ok: false; problems: readonly TotalsProblem[] } {
  const problems: TotalsProblem[] = [];
  const amounts = readLines(lines, { signs: false, exponent: 0 }, problems);
  if (amounts === null) return { ok: false, problems };
  const totals = totalsOf(amounts, [], computeTaxes(amounts));
  return isWithin(totals)
    ? { ok: true, totals }
    : { ok: false, problems: [{ path: 'lines', problem: 'too_large' }] };
}

/** Every line read; null where anything is wrong, which is appended to `problems`. */
export function readLines(
  lines: readonly LineInput[],
  manner: Parameters<typeof readLine>[1],
  problems: TotalsProblem[],
): readonly LineAmounts[] | null {
  if (lines.length > MAX_LINES) {
    problems.push({ path: 'lines', problem: 'too_many_lines' });
    return null;
  }
  const read = lines.map((line, i) => readLine(line, manner, `lines[${i}]`, problems));
  const amounts = read.filter((line) => line !== null);
  return problems.length === 0 ? amounts : null;
}

/** The totals of lines and of what else is taxed with them, whose taxes come behind the lines' in `taxes`. */
export function totalsOf(lines: readonly LineAmounts[], others: readonly Taxed[], taxes: Taxes): Totals {
  const subtotal = sum(lines.map((line) => line.subtotal));
  const discountTotal = sum(lines.map((line) => line.discount));
  const onTop = sum(taxes.byRate.map(({ rate, amount }) => (rate.tax.inclusive ? 0n : amount)));
  return {
    lines: lines.map((line, i) => lineTotals(line, i, taxes)),
    subtotal: Number(subtotal),
    discountTotal: Number(discountTotal),
    taxes: taxes.byRate.map(
      ({ rate, taxable, amount }): TaxTotal => ({
        ...rate.tax,
        taxable: Number(taxable),
        amount: Number(amount),
      }),
    ),
    taxTotal: Number(sum(taxes.byRate.map((tax) => tax.amount))),
    total: Number(subtotal - discountTotal + sum(others.map(({ amount }) => amount)) + onTop),
  };
}

/** Whether the sums stay within what an invoice may hold; every line alone does. */
const isWithin = ({ subtotal, total }: Totals): boolean => subtotal <= MAX_MINOR && total <= MAX_MINOR;

/** A line's or a part's share of its taxes, in the order of its rates. */
export const taxesOf = ({ rates }: Taxed, index: number, taxes: Taxes): readonly LineTax[] =>
  rates.map(({ tax }, slot) => ({ ...tax, amount: Number(taxes.byLine[index]?.[slot] ?? 0n) }));

function lineTotals(line: LineAmounts, index: number, taxes: Taxes): LineTotals {
  const parts = taxesOf(line, index, taxes);
  const amount = Number(line.amount);
  return {
    subtotal: Number(line.subtotal),
    discount: Number(line.discount),
    amount,
    taxable: Number(taxes.taxable[index] ?? 0n),
    taxes: parts,
    total: amount + onTopOf(parts),
  };
}

/** The sum of the taxes that come on top. */
export const onTopOf = (taxes: readonly LineTax[]): number =>
  taxes.reduce((onTop, tax) => (tax.inclusive ? onTop : onTop + tax.amount), 0);
