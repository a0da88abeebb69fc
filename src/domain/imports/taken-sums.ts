import { rateKey } from '../invoice/read-rates.ts';
import { ratesShown, type StoredSums } from '../invoice/stored-sums.ts';
import type { Discount, LineTax, LineTotals, TaxTotal } from '../invoice/totals-types.ts';
import type { TakenInvoice } from './read-invoice.ts';

/** A line as its row holds it: sizes, and the sign apart. */
type TakenLine = {
  readonly description: string;
  readonly quantity: string;
  readonly unitAmount: number;
  readonly unitDecimal: string | null;
  readonly discount: Discount | null;
  readonly discountAmount: number;
  readonly amount: number;
  readonly taxes: readonly LineTax[];
  readonly total: number;
  readonly sign: 1 | -1;
};

/** What an invoice of another system comes to: every amount as that had it, and none worked out anew. */
export type TakenSums = {
  readonly lines: readonly TakenLine[];
  readonly taxes: readonly TaxTotal[];
  readonly sums: StoredSums;
};

export function takenSums({ lines }: Pick<TakenInvoice, 'lines'>): TakenSums {
  const totals = lines.map(({ net, tax, rate, taxName, units }): LineTotals => {
    const discount = signOf(net) * units.discount;
    const taxes: readonly LineTax[] =
      rate === null ? [] : [{ name: taxName, percentage: rate, inclusive: false, amount: tax }];
    return { subtotal: net + discount, discount, amount: net, taxable: net, taxes, total: net + tax };
  });
  const taxes = byRate(totals);
  const subtotal = totals.reduce((all, line) => all + line.subtotal, 0);
  const discountTotal = totals.reduce((all, { discount }) => all + discount, 0);
  const taxTotal = taxes.reduce((all, { amount }) => all + amount, 0);
  const total = subtotal - discountTotal + taxTotal;
  return {
    lines: lines.map(({ description, net, tax, units: { discount, ...units } }, at) => ({
      description,
      ...units,
      discount: discount === 0 ? null : { kind: 'amount', amount: discount },
      discountAmount: discount,
      amount: Math.abs(net),
      taxes: totals[at]?.taxes ?? [],
      total: Math.abs(net + tax),
      sign: signOf(net),
    })),
    taxes,
    sums: {
      subtotal,
      discountTotal,
      taxTotal,
      total,
      payable: total,
      rates: ratesShown({ lines: totals, adjustments: [], taxes }),
      notes: [],
      takenOver: true,
    },
  };
}

const signOf = (net: number): 1 | -1 => (net < 0 ? -1 : 1);

function byRate(lines: readonly LineTotals[]): readonly TaxTotal[] {
  const found = new Map<string, TaxTotal>();
  for (const { taxes, amount: net } of lines) {
    for (const { amount, ...rate } of taxes) {
      const before = found.get(rateKey(rate));
      found.set(rateKey(rate), {
        ...rate,
        taxable: (before?.taxable ?? 0) + net,
        amount: (before?.amount ?? 0) + amount,
      });
    }
  }
  return [...found.values()];
}
