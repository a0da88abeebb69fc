import { exponent, parseCurrency } from '../domain/currency.ts';

/**
 * Minor units as typed in the locale, without symbol or grouping: `1234,50`. A currency that does not exist is a bug
 * and throws.
 */
export function typedAmount(code: string, minor: number, locale: string): string {
  const currency = parseCurrency(code);
  if (currency === null) throw new RangeError('amount with an unknown currency');
  const digits = exponent(currency);
  if (digits === 0) return String(minor);
  const padded = String(minor).padStart(digits + 1, '0');
  return `${padded.slice(0, -digits)}${decimalMark(locale)}${padded.slice(-digits)}`;
}

function decimalMark(locale: string): string {
  const parts = new Intl.NumberFormat(locale, { numberingSystem: 'latn' }).formatToParts(0.5);
  return parts.find(({ type }) => type === 'decimal')?.value ?? '.';
}
