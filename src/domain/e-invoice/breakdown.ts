import type { LineTax } from '../invoice/totals-types.ts';
import { categoryKey, categoryOrNull, reasonOf } from './categories.ts';
import { netOf } from './lines.ts';
import type { EInvoiceSource, EInvoiceWords } from './source.ts';
import type { BreakdownRow, Category } from './types.ts';

/** A discount of nothing is not said. */
export const isSomething = ({ amount }: { readonly amount: number }): boolean => amount !== 0;

type Row = { readonly category: Category; taxable: number; tax: number; readonly taxes: LineTax[] };

/**
 * BG-23: for each category and rate the sum of its lines' nets and of their taxes, as the invoice rounded them
 * (BR-S-08 and its like; BR-CO-17). What has no category is left out, and refused by the rules.
 */
export function breakdownOf(
  { lines, adjustments }: Pick<EInvoiceSource, 'lines' | 'adjustments'>,
  words: Pick<EInvoiceWords, 'taxNote' | 'language'>,
): readonly BreakdownRow[] {
  const rows = new Map<string, Row>();
  for (const item of [...lines, ...adjustments.flatMap(({ parts }) => parts.filter(isSomething))]) {
    const category = categoryOrNull(item.taxes);
    if (category === null) continue;
    const key = categoryKey(category);
    const row = rows.get(key) ?? { category, taxable: 0, tax: 0, taxes: [] };
    row.taxable += netOf(item);
    row.tax += item.taxes.reduce((sum, { amount }) => sum + amount, 0);
    row.taxes.push(...item.taxes);
    rows.set(key, row);
  }
  return [...rows.values()].map(({ category, taxable, tax, taxes }) => ({
    category,
    taxable,
    tax,
    ...reasonOf(category, taxes, words),
  }));
}
