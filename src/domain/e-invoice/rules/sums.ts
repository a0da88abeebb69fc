import { exponent } from '../../currency.ts';
import { parseDecimal } from '../../decimal.ts';
import { rateKey } from '../../invoice/read-rates.ts';
import type { TaxRate } from '../../invoice/totals-types.ts';
import { categoryKey, categoryOrNull } from '../categories.ts';
import type { EInvoiceSource } from '../source.ts';
import type { BreakdownRow, EInvoice } from '../types.ts';
import { type Check, isSaid, unless } from './rule.ts';

/** Sums (BR-CO-10 to BR-CO-17), decimals (BR-DEC-…), what is due and when (BR-CO-25). */
export const sumRules: Check = ({ invoice, source }) => {
  const { totals, lines, breakdown, terms, dueOn, currency, typeCode } = invoice;
  const wrong = (rule: string, holds: boolean, what: string) =>
    unless(holds, rule, 'lines', `${what} do not add up: this is a fault of ours, so tell us.`);
  return [
    ...wrong('BR-CO-10', totals.lines === sum(lines.map(({ net }) => net)), 'The lines’ nets'),
    ...wrong(
      'BR-CO-13',
      totals.net === totals.lines - totals.allowances + totals.charges,
      'Lines, discounts and charges',
    ),
    ...wrong('BR-CO-14', totals.tax === sum(breakdown.map(({ tax }) => tax)), 'The taxes of all rates'),
    ...(hasAllCategories(invoice)
      ? wrong('BR-CO-15', totals.gross === totals.net + totals.tax, 'Net and tax')
      : []),
    ...wrong(
      'BR-CO-16',
      totals.due === totals.gross - totals.prepaid + totals.rounding,
      'Total and payments',
    ),
    ...breakdown.flatMap((row) =>
      unless(
        isTaxOf(row, exponent(currency) === 0 ? 0 : roundings(source, row)),
        'BR-CO-17',
        'lines',
        typeCode === '381' ? CREDITED : ROUNDED,
      ),
    ),
    ...unless(
      typeCode === '381' || totals.due <= 0 || dueOn !== null || isSaid(terms),
      'BR-CO-25',
      'dueDate',
      'Something is due, and nothing says when: give a due date.',
    ),
    ...unless(
      exponent(currency) <= 2,
      'BR-DEC-14',
      'currency',
      `${currency} has more than two decimals, which no e-invoice takes: switch e-invoices off in the profile to send this one.`,
    ),
    ...unless(
      source.withheld === 0,
      'BR-CO-16',
      'withholdings',
      'EN 16931 has no place for a tax that the customer withholds: switch e-invoices off in the profile to send this one.',
    ),
  ];
};

const ROUNDED =
  'The tax of a rate is not that rate of its net, since it was rounded out of prices that hold it: give prices without tax.';

const CREDITED =
  'The tax of a rate is not that rate of what is credited, since the invoice rounded it over its lines: credit an amount, fewer lines, or all of it.';

const sum = (amounts: readonly number[]): number => amounts.reduce((all, amount) => all + amount, 0);

const hasAllCategories = ({ lines, adjustments }: EInvoice): boolean =>
  [...lines, ...adjustments].every(({ category }) => category !== null);

/** A whole unit off is refused by CEN's own rules; in a currency of two decimals, so much less is let pass. */
const MOST_ROUNDINGS = 98;

/**
 * Taxes of one rate that were rounded apart (by name, in prices and on top) may differ by a minor unit each. A credit note
 * takes each line's as the invoice rounded it.
 */
function roundings({ kind, lines, adjustments }: EInvoiceSource, { category }: BreakdownRow): number {
  const taxes = [...lines, ...adjustments.flatMap(({ parts }) => parts)].flatMap((item) => item.taxes);
  const ofRow = taxes.filter((tax) => categoryKeyOf([tax]) === categoryKey(category));
  const apart = kind === 'credit_note' ? ofRow.length : new Set(ofRow.map((tax) => rateKey(tax))).size;
  return Math.min(MOST_ROUNDINGS, Math.max(1, apart));
}

const categoryKeyOf = (taxes: readonly TaxRate[]): string | null => {
  const category = categoryOrNull(taxes);
  return category === null ? null : categoryKey(category);
};

/** Whether a tax is its rate of its net, to less than a minor unit and one more for each rounding that is allowed. */
function isTaxOf({ category, taxable, tax }: BreakdownRow, allowed: number): boolean {
  const rate = parseDecimal(category.rate ?? '0', { maxIntegerDigits: 3, maxScale: 10 });
  if (rate === null) return false;
  const hundred = 100n * 10n ** BigInt(rate.scale);
  const off = BigInt(tax) * hundred - BigInt(taxable) * rate.units;
  return (off < 0n ? -off : off) < hundred * BigInt(allowed + 1);
}
