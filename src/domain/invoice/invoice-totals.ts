import { type Currency, exponent } from '../currency.ts';
import { MAX_MINOR } from '../money.ts';
import { type Adjustment, type AdjustmentAmounts, readAdjustments } from './adjustments.ts';
import { type DeductionInput, type Deductions, deduct } from './deductions.ts';
import type { LineAmounts, Taxed } from './line-amounts.ts';
import { size, sum } from './signs.ts';
import { computeTaxes, type Taxes } from './taxes.ts';
import { onTopOf, readLines, taxesOf, totalsOf } from './totals.ts';
import type { LineInput, LineTotals, Totals, TotalsProblem } from './totals-types.ts';

/** An invoice as it is written. Amounts in minor units of its currency. */
export type InvoiceInput = DeductionInput & {
  readonly currency: Currency;
  readonly lines: readonly LineInput[];
  readonly adjustments?: readonly Adjustment[];
};

/** What a discount or charge on the whole comes to for the lines of one set of rates, in minor units. */
export type AdjustmentPart = Omit<LineTotals, 'subtotal' | 'discount'>;

/** A discount or charge on the whole, in minor units; a discount is below zero. */
export type AdjustmentTotals = {
  readonly kind: Adjustment['kind'];
  readonly description: string;
  readonly amount: number;
  /** With the taxes on top of it. */
  readonly total: number;
  readonly parts: readonly AdjustmentPart[];
};

/** An invoice in minor units; `total` is with tax, `payable` what is left of it to be paid. */
export type InvoiceTotals = Totals &
  Deductions & { readonly adjustments: readonly AdjustmentTotals[]; readonly net: number };

/**
 * Computes an invoice whose lines may be below zero, with discounts and charges on the whole and with deductions. Where
 * it has none of that it comes to what `computeTotals` does.
 *
 * - A line below zero is the mirror of the same line above it; so is a whole invoice.
 * - A discount or charge on the whole is spread over the rates (see adjustments.ts) and taxed with the lines: each tax
 *   is still computed once, over all that it applies to.
 * - Net = total − taxes. Withholdings are of the net, without what is outside the scope of tax.
 * - Payable = total − withholdings − deposits + rounding, exactly.
 *
 * A total below zero is computed: whether an invoice may be so is for whoever finalises it.
 */
export function computeInvoice(
  input: InvoiceInput,
): { ok: true; totals: InvoiceTotals } | { ok: false; problems: readonly TotalsProblem[] } {
  const problems: TotalsProblem[] = [];
  const lines = readLines(input.lines, { signs: true, exponent: exponent(input.currency) }, problems);
  if (lines === null) return { ok: false, problems };
  const given = input.adjustments ?? [];
  const adjustments = readAdjustments(given, lines, problems);
  if (problems.length > 0) return { ok: false, problems };
  const parts = adjustments.flatMap((adjustment) => adjustment.parts);
  if (!isWithin(lines, parts)) return { ok: false, problems: [{ path: 'lines', problem: 'too_large' }] };

  const items = [...lines, ...parts];
  const taxes = computeTaxes(items);
  const totals = totalsOf(lines, parts, taxes);
  if (Math.abs(totals.total) > MAX_MINOR)
    return { ok: false, problems: [{ path: 'lines', problem: 'too_large' }] };
  const deductions = deduct(totals.total, withheldOn(items, taxes), input, problems);
  if (problems.length > 0) return { ok: false, problems };
  return {
    ok: true,
    totals: {
      ...totals,
      net: totals.total - totals.taxTotal,
      adjustments: adjustmentTotals(given, adjustments, lines.length, taxes),
      ...deductions,
    },
  };
}

/** The sizes of all that is summed, so that no sum on the way leaves exact numbers. */
const isWithin = (lines: readonly LineAmounts[], parts: readonly Taxed[]): boolean =>
  sum([...lines.map(({ subtotal }) => size(subtotal)), ...parts.map(({ amount }) => size(amount))]) <=
  BigInt(MAX_MINOR);

/**
 * The net of all but what says otherwise, and what is outside the scope of tax, such as money laid out for the
 * customer.
 */
const withheldOn = (items: readonly Taxed[], taxes: Taxes): number =>
  Number(
    sum(
      items.map(({ rates, withheld }, i) =>
        withheld && !rates.some(({ tax }) => tax.category === 'outside_scope')
          ? (taxes.taxable[i] ?? 0n)
          : 0n,
      ),
    ),
  );

/** `before` is the number of lines, behind which the parts were taxed. */
function adjustmentTotals(
  given: readonly Adjustment[],
  read: readonly AdjustmentAmounts[],
  before: number,
  taxes: Taxes,
): readonly AdjustmentTotals[] {
  let index = before;
  return given.map(({ kind, description }, i) => {
    const { amount, parts } = read[i] ?? { amount: 0n, parts: [] };
    const totals = parts.map((part): AdjustmentPart => {
      const own = taxesOf(part, index, taxes);
      const taxable = Number(taxes.taxable[index] ?? 0n);
      index += 1;
      return { amount: Number(part.amount), taxable, taxes: own, total: Number(part.amount) + onTopOf(own) };
    });
    const total = totals.reduce((all, part) => all + part.total, 0);
    return { kind, description, amount: Number(amount), total, parts: totals };
  });
}
