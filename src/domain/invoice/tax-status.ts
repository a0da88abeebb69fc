import type { TaxRate } from './totals-types.ts';

/** What a customer's `taxStatus` means for what is sold to them. */
export type TaxStatus = 'taxed' | 'exempt' | 'reverse_charge';

/**
 * The word that a customer was given, as systems write it. Any other word taxes them: nobody is let off by a word that
 * is not understood.
 */
export function taxStatusOf(word: string): TaxStatus {
  switch (word) {
    case 'EXEMPT':
    case 'TAX_EXEMPT':
    case 'NOT_TAXED':
      return 'exempt';
    case 'REVERSE':
    case 'REVERSE_CHARGE':
    case 'REVERSE_CHARGED':
      return 'reverse_charge';
    default:
      return 'taxed';
  }
}

/** Stripe's word for it (`tax_exempt` of a customer). */
export function stripeTaxExempt(status: TaxStatus): 'none' | 'exempt' | 'reverse' {
  switch (status) {
    case 'taxed':
      return 'none';
    case 'exempt':
      return 'exempt';
    case 'reverse_charge':
      return 'reverse';
    default:
      return status satisfies never;
  }
}

/**
 * A line's taxes under the customer's status. One that says its own category keeps it: whoever wrote it there has
 * decided. The others become zero, once for each name; the price stays what was agreed, with or without its tax.
 */
export function taxesUnder(status: TaxStatus, taxRates: readonly TaxRate[]): readonly TaxRate[] {
  if (status === 'taxed') return taxRates;
  const kept = taxRates.filter((tax) => tax.category !== undefined);
  const names = new Set(taxRates.filter((tax) => tax.category === undefined).map((tax) => tax.name));
  return [...kept, ...[...names].map((name) => untaxed(status, name))];
}

/** Whether some of the taxes are as they are since their customer had that status when they were written. */
export function comeOf(status: TaxStatus, taxRates: readonly TaxRate[]): boolean {
  switch (status) {
    case 'taxed':
      return taxRates.some(({ category }) => category === undefined);
    case 'exempt':
      return taxRates.some(({ exemption }) => exemption === 'exempt_customer');
    case 'reverse_charge':
      return taxRates.some(({ category }) => category === 'reverse_charge');
    default:
      return status satisfies never;
  }
}

function untaxed(status: Exclude<TaxStatus, 'taxed'>, name: string): TaxRate {
  const zero = { name, percentage: '0', inclusive: false } as const;
  return status === 'reverse_charge'
    ? { ...zero, category: 'reverse_charge' }
    : { ...zero, category: 'exempt', exemption: 'exempt_customer' };
}
