import { MAX_MINOR } from '../money.ts';
import { type LineAmounts, readLine } from './line-amounts.ts';
import { computeTaxes, type Taxes } from './taxes.ts';
import type { LineInput, LineTotals, Totals, TotalsProblem } from './totals-types.ts';

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
 * - A tax (name, percentage, inclusive) is computed once over all it applies to on the invoice, rounded once, and split
 *   over the lines by largest remainder, ties to the earlier: the parts sum to the tax.
 * - Inclusive taxes are taken out of the amount; several on one line add up: amount × r / (100 + the sum of the
 *   inclusive rates). Should their roundings sum to more than the amounts they are taken from, the sum is rounded
 *   instead (see taxes.ts): never more tax than money.
 * - Exclusive taxes are computed on the amount less the inclusive taxes, and never on one another.
 * - Total = the sum of the lines' totals = subtotal − discounts + exclusive taxes, exactly. Nothing is negative, and
 *   nothing is above MAX_MINOR (`too_large`; on `lines` when it is the sum).
 *
 * Linear in the number of lines, up to sorting remainders.
 */
export function computeTotals(
  lines: readonly LineInput[],
): { ok: true; totals: Totals } | { ok: false; problems: readonly TotalsProblem[] } {
  if (lines.length > MAX_LINES) return refuse([{ path: 'lines', problem: 'too_many_lines' }]);
  const problems: TotalsProblem[] = [];
  const amounts: LineAmounts[] = [];
  for (const [i, line] of lines.entries()) {
    const read = readLine(line, `lines[${i}]`, problems);
    if (read !== null) amounts.push(read);
  }
  if (problems.length > 0) return refuse(problems);

  const taxes = computeTaxes(amounts);
  const subtotal = sum(amounts.map((line) => line.subtotal));
  const discountTotal = sum(amounts.map((line) => line.discount));
  const onTop = sum(taxes.byRate.map((tax) => (tax.rate.inclusive ? 0n : tax.amount)));
  const total = subtotal - discountTotal + onTop;
  if (subtotal > BigInt(MAX_MINOR) || total > BigInt(MAX_MINOR)) {
    return refuse([{ path: 'lines', problem: 'too_large' }]);
  }
  return {
    ok: true,
    totals: {
      lines: amounts.map((line, i) => lineTotals(line, i, taxes)),
      subtotal: Number(subtotal),
      discountTotal: Number(discountTotal),
      taxes: taxes.byRate.map(({ rate, taxable, amount }) => ({
        name: rate.name,
        percentage: rate.percentage,
        inclusive: rate.inclusive,
        taxable: Number(taxable),
        amount: Number(amount),
      })),
      taxTotal: Number(sum(taxes.byRate.map((tax) => tax.amount))),
      total: Number(total),
    },
  };
}

function lineTotals(line: LineAmounts, index: number, taxes: Taxes): LineTotals {
  const parts = line.rates.map(({ name, percentage, inclusive }, slot) => ({
    name,
    percentage,
    inclusive,
    amount: Number(taxes.byLine[index]?.[slot] ?? 0n),
  }));
  const amount = Number(line.amount);
  return {
    subtotal: Number(line.subtotal),
    discount: Number(line.discount),
    amount,
    taxable: Number(taxes.taxable[index] ?? 0n),
    taxes: parts,
    total: amount + parts.reduce((onTop, tax) => (tax.inclusive ? onTop : onTop + tax.amount), 0),
  };
}

function refuse(problems: readonly TotalsProblem[]): { ok: false; problems: readonly TotalsProblem[] } {
  return { ok: false, problems };
}

function sum(numbers: readonly bigint[]): bigint {
  return numbers.reduce((a, b) => a + b, 0n);
}
