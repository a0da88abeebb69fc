import type { InvoiceInput, InvoiceTotals } from '../../src/domain/invoice/invoice-totals.ts';
import type { LineInput, TaxRate } from '../../src/domain/invoice/totals.ts';
import { decimal, nearest, per, plus, type Rational, times, whole } from './rational.ts';

/**
 * What an invoice comes to by the words of its definition, in fractions: written apart from the code, slow, and without any
 * spreading over lines, which it takes from the totals and only checks.
 */
const hundred = whole(100);
const HIGH = (n: bigint): bigint => (n < 0n ? -n : n);

export const isInclusive = (tax: TaxRate): boolean => tax.inclusive;
export const taxName = (tax: TaxRate): string =>
  JSON.stringify([tax.name, String(Number(tax.percentage)), tax.inclusive, tax.category, tax.exemption]);

/** Quantity × price, rounded once, less its discount, rounded once. */
export function exactLine(line: LineInput, digits: number): { subtotal: bigint; discount: bigint } {
  const price =
    line.unitAmountDecimal === undefined
      ? whole(line.unitAmount)
      : times(decimal(line.unitAmountDecimal), whole(10n ** BigInt(digits)));
  const subtotal = nearest(times(decimal(line.quantity), price));
  const { discount } = line;
  if (discount === null) return { subtotal, discount: 0n };
  const off =
    discount.kind === 'amount'
      ? BigInt(discount.amount)
      : nearest(share(discount.percentage, HIGH(subtotal)));
  return { subtotal, discount: subtotal < 0n ? -off : off };
}

export const share = (percentage: string, of: bigint): Rational =>
  per(times(decimal(percentage), whole(of)), hundred);

/** What a discount or charge takes or adds, before it is spread. */
export function exactAdjustments(input: InvoiceInput, sumOfLines: bigint): readonly bigint[] {
  return (input.adjustments ?? []).map(({ kind, value }) => {
    const amount =
      value.kind === 'amount' ? BigInt(value.amount) : nearest(share(value.percentage, HIGH(sumOfLines)));
    if (kind === 'charge') return amount;
    return sumOfLines < 0n ? amount : -amount;
  });
}

/** All that is taxed: the lines, and the parts of discounts and charges as the totals spread them. */
export const itemsOf = (totals: InvoiceTotals) => [
  ...totals.lines,
  ...totals.adjustments.flatMap(({ parts }) => parts),
];

/** A tax over all that bears it, rounded once: on the taxable amount, or out of the amount that holds it. */
export function exactTax(tax: TaxRate, totals: InvoiceTotals): bigint {
  let exact = whole(0);
  for (const { amount, taxable, taxes } of itemsOf(totals)) {
    if (!taxes.some((each) => taxName(each) === taxName(tax))) continue;
    if (!tax.inclusive) {
      exact = plus(exact, times(whole(taxable), per(decimal(tax.percentage), hundred)));
      continue;
    }
    const all = taxes.filter(isInclusive).reduce((sum, each) => plus(sum, decimal(each.percentage)), hundred);
    exact = plus(exact, per(times(whole(amount), decimal(tax.percentage)), all));
  }
  return nearest(exact);
}

/** Whether a price of a few minor units holds taxes whose roundings would be more than it: their sum is rounded then. */
export function isCramped(totals: InvoiceTotals): boolean {
  return itemsOf(totals).some(({ amount, taxes }) => {
    const within = taxes.filter(isInclusive);
    return within.length > 1 && Math.abs(amount) < 10;
  });
}
