import { rateKey, taxOnly } from './read-rates.ts';
import type { LineTotals, TaxRate, TaxTotal } from './totals-types.ts';

/**
 * What an invoice comes to under one rate, in minor units: what the law wants for each (Directive 2006/112, art. 226
 * (8) to (10); § 14 Abs. 4 Nr. 7 and 8 UStG; Japan's qualified invoice), whether prices hold their tax or not.
 */
export type RateRow = {
  /** Null for what bears no tax that it would name. */
  readonly tax: TaxRate | null;
  readonly net: number;
  readonly amount: number;
  /** Null where what bears the tax bears others too, so that none alone makes a gross. */
  readonly gross: number | null;
};

/** A row for each tax, and one for what bears none where there is such. */
export function rateTable({ lines, adjustments, taxes }: Summed): readonly RateRow[] {
  const items = [...lines, ...adjustments.flatMap(({ parts }) => parts)];
  const shared = new Set(
    items.filter((item) => item.taxes.length > 1).flatMap((item) => item.taxes.map((tax) => rateKey(tax))),
  );
  const rows = taxes.map((tax): RateRow => {
    const { taxable, amount } = tax;
    return {
      tax: taxOnly(tax),
      net: taxable,
      amount,
      gross: shared.has(rateKey(tax)) ? null : taxable + amount,
    };
  });
  const untaxed = items.filter((item) => item.taxes.length === 0);
  if (untaxed.length === 0) return rows;
  const net = untaxed.reduce((sum, { total }) => sum + total, 0);
  return [...rows, { tax: null, net, amount: 0, gross: net }];
}

type Summed = {
  readonly lines: readonly Pick<LineTotals, 'taxes' | 'total'>[];
  readonly adjustments: readonly { readonly parts: readonly Pick<LineTotals, 'taxes' | 'total'>[] }[];
  readonly taxes: readonly TaxTotal[];
};
