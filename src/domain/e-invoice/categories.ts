import { provisionOf } from '../invoice/exemptions.ts';
import { categoryCode } from '../invoice/tax-category.ts';
import { taxNotes } from '../invoice/tax-notes.ts';
import type { LineTax, TaxRate } from '../invoice/totals-types.ts';
import { signed } from './amounts.ts';
import type { EInvoiceWords } from './source.ts';
import type { Category, CategoryCode } from './types.ts';

/** Why taxes are no category of EN 16931, which knows exactly one VAT category a line (BR-CO-04). */
export type NoCategory = 'no_tax' | 'several_taxes' | 'zero_without_category';

/** The one VAT category of what bears these taxes. A rate above zero is the standard one unless its business says more. */
export function categoryOf(
  taxes: readonly TaxRate[],
): { readonly category: Category } | { readonly why: NoCategory } {
  const [tax, ...others] = taxes;
  if (tax === undefined) return { why: 'no_tax' };
  if (others.length > 0) return { why: 'several_taxes' };
  const { size: rate } = signed(tax.percentage);
  if (tax.category === undefined) {
    return rate === '0' ? { why: 'zero_without_category' } : { category: { code: 'S', rate } };
  }
  const code = categoryCode(tax.category);
  return { category: { code, rate: code === 'O' ? null : rate } };
}

export const categoryOrNull = (taxes: readonly TaxRate[]): Category | null => {
  const found = categoryOf(taxes);
  return 'category' in found ? found.category : null;
};

export const categoryKey = ({ code, rate }: Category): string => `${code} ${rate ?? ''}`;

/** The code of CEF's list VATEX for a category that is its own reason. */
const VATEX: Readonly<Partial<Record<CategoryCode, string>>> = {
  AE: 'VATEX-EU-AE',
  K: 'VATEX-EU-IC',
  G: 'VATEX-EU-G',
  O: 'VATEX-EU-O',
};

/**
 * Why a category bears no tax (BT-120, BT-121): what the invoice prints of it, and the list's code where all that stands in
 * the category has the same.
 */
export function reasonOf(
  { code }: Category,
  taxes: readonly LineTax[],
  words: Pick<EInvoiceWords, 'taxNote' | 'language'>,
): { readonly reason: string | null; readonly reasonCode: string | null } {
  if (code === 'S' || code === 'Z') return { reason: null, reasonCode: null };
  const said = taxNotes(
    taxes.map((tax) => ({ ...tax, taxable: 0 })),
    words.language,
  ).map(words.taxNote);
  const codes = new Set(
    taxes.map(({ exemption }) => (exemption === undefined ? null : provisionOf(exemption).code)),
  );
  const [only = null] = codes;
  return { reason: said.join(' ') || null, reasonCode: VATEX[code] ?? (codes.size === 1 ? only : null) };
}
