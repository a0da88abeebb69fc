import type { Adjustment } from '../../../src/domain/invoice/adjustments.ts';
import type { DeductionInput } from '../../../src/domain/invoice/deductions.ts';
import type { LineInput, TaxRate, TaxTotal } from '../../../src/domain/invoice/totals.ts';

/** An invoice from a law, a standard or an authority's example: what is written, and what it has to come to and say. */
export type LawfulInvoice = DeductionInput & {
  readonly title: string;
  /** Where the rule or the example was read. */
  readonly source: string;
  /** The reader's language. */
  readonly reader: 'en' | 'de' | 'fr' | 'es' | 'ja';
  readonly currency: string;
  readonly lines: readonly LineInput[];
  readonly adjustments?: readonly Adjustment[];
  /** Each rate as `name percentage: net + tax = gross`, in the order of the invoice. */
  readonly rates: readonly string[];
  readonly net: string;
  readonly tax: string;
  readonly total: string;
  /** Where it is not the total. */
  readonly toPay?: string;
  readonly says?: readonly string[];
};

/** A line by its price in major units. */
export const item = (
  price: string,
  taxRates: TaxRate | readonly TaxRate[] = [],
  quantity = '1',
  more: Partial<LineInput> = {},
): LineInput => ({
  description: 'Item',
  quantity,
  unitAmount: 0,
  unitAmountDecimal: price,
  discount: null,
  taxRates: 'name' in taxRates ? [taxRates] : taxRates,
  ...more,
});

export const tax = (name: string, percentage: string, more: Partial<TaxRate> = {}): TaxRate => ({
  name,
  percentage,
  inclusive: false,
  ...more,
});
export const standard = (percentage: string, name = 'VAT') => tax(name, percentage, { category: 'standard' });
export const reduced = (percentage: string, name = 'VAT') => tax(name, percentage, { category: 'reduced' });
export const without = (category: NonNullable<TaxRate['category']>, more: Partial<TaxRate> = {}) =>
  tax('VAT', '0', { category, ...more });

/** A deposit's invoice over one rate, in minor units. */
export const deposit = (number: string, rate: TaxRate, taxable: number, amount: number) => {
  const taxes: readonly TaxTotal[] = [{ ...rate, taxable, amount }];
  return { number, issuedOn: '2026-01-15', total: taxable + amount, taxes };
};

/** An amount on or off the whole, in minor units, with taxes of its own where some are given. */
export const adjust = (
  kind: Adjustment['kind'],
  amount: number,
  taxRates?: TaxRate,
  more: Partial<Adjustment> = {},
): Adjustment => ({
  kind,
  description: kind,
  value: { kind: 'amount', amount },
  ...(taxRates !== undefined && { taxRates: [taxRates] }),
  ...more,
});
