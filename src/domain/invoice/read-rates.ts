import { type Decimal, formatDecimal } from '../decimal.ts';
import { readPercentage } from './read-values.ts';
import { treatmentProblem } from './tax-category.ts';
import type { TaxRate, TotalsProblem } from './totals-types.ts';

/** A parsed tax rate. Its percentage is canonical, so `20` and `20.00` share a key. */
export type ReadRate = { readonly tax: TaxRate; readonly key: string; readonly decimal: Decimal };

/** The key of a tax whose percentage is canonical: taxes with the same one are one tax of the invoice. */
export const rateKey = ({ name, percentage, inclusive, category, exemption, reason }: TaxRate): string => {
  const plain = `${inclusive ? 'inclusive' : 'exclusive'} ${percentage} ${name}`;
  return category === undefined
    ? plain
    : JSON.stringify([plain, category, exemption ?? null, reason ?? null]);
};

/** Reads the taxes of a line or a charge; what is wrong with one is appended to `problems`, under `path`. */
export function readRates(
  taxRates: readonly TaxRate[],
  path: string,
  problems: TotalsProblem[],
): readonly ReadRate[] {
  const rates = new Map<string, ReadRate>();
  for (const [i, given] of taxRates.entries()) {
    const where = `${path}.taxRates[${i}]`;
    const read = readPercentage(given.percentage);
    if ('problem' in read) {
      problems.push({ path: `${where}.percentage`, problem: read.problem });
      continue;
    }
    const wrong = treatmentProblem(given, read.value.units === 0n);
    if (wrong !== null) problems.push({ path: where, problem: wrong });
    const tax = taxOnly({ ...given, percentage: formatDecimal(read.value) });
    const key = rateKey(tax);
    if (rates.has(key)) problems.push({ path: where, problem: 'duplicate_tax' });
    else rates.set(key, { tax, key, decimal: read.value });
  }
  return [...rates.values()];
}

/** A tax without what else its object holds, nor what it does not say. */
export const taxOnly = ({ name, percentage, inclusive, category, exemption, reason }: TaxRate): TaxRate => ({
  name,
  percentage,
  inclusive,
  ...(category !== undefined && { category }),
  ...(exemption !== undefined && { exemption }),
  ...(reason !== undefined && { reason }),
});
