import { type Currency, exponent } from '../currency.ts';
import { type Decimal, divideRound, parseDecimal } from '../decimal.ts';
import { MAX_MINOR } from '../money.ts';
import type { TotalsProblem } from './totals-types.ts';

export type Problem = TotalsProblem['problem'];
export type Read<T> = { readonly value: T } | { readonly problem: Problem };

/** A decimal with its sign. */
export type Signed = { readonly isNegative: boolean; readonly size: Decimal };

const QUANTITY_LIMITS = { maxIntegerDigits: 9, maxScale: 6 };
const PRICE_LIMITS = { maxIntegerDigits: 12, maxScale: 12 };
const PERCENTAGE_LIMITS = { maxIntegerDigits: 3, maxScale: 4 };

/** An amount from 0 up, in minor units. */
export function readMinor(n: number): Read<number> {
  if (!Number.isInteger(n)) return { problem: 'not_integer' };
  if (n < 0) return { problem: 'negative' };
  return n > MAX_MINOR ? { problem: 'too_large' } : { value: n };
}

/** A unit price in minor units; below zero only where signs are taken. */
export function readUnitAmount(n: number, signs: boolean): Read<Signed> {
  const read = readMinor(signs ? Math.abs(n) : n);
  if ('problem' in read) return read;
  return { value: { isNegative: n < 0, size: { units: BigInt(read.value), scale: 0 } } };
}

/** A unit price in major units, as minor units with decimals of their own: `0.495` with two digits is 49.5. */
export function readUnitDecimal(text: string, digits: number, signs: boolean): Read<Signed> {
  const read = readSigned(text, PRICE_LIMITS, signs);
  if ('problem' in read) return read;
  const { isNegative, size } = read.value;
  const shifted = size.scale - digits;
  const inMinor =
    shifted >= 0
      ? { units: size.units, scale: shifted }
      : { units: size.units * 10n ** BigInt(-shifted), scale: 0 };
  return { value: { isNegative, size: inMinor } };
}

/** A unit price in major units, rounded to minor units; one that cannot be read is 0. */
export function roundedUnit(text: string, currency: Currency): number {
  const read = readUnitDecimal(text, exponent(currency), true);
  if ('problem' in read) return 0;
  const { isNegative, size } = read.value;
  const minor = Math.min(Number(divideRound(size.units, 10n ** BigInt(size.scale))), MAX_MINOR);
  return isNegative ? -minor : minor;
}

export const readQuantity = (text: string, signs: boolean): Read<Signed> =>
  readSigned(text, QUANTITY_LIMITS, signs);

function readSigned(
  text: string,
  limits: { readonly maxIntegerDigits: number; readonly maxScale: number },
  signs: boolean,
): Read<Signed> {
  const [, minus = '', digits = ''] = /^(-?)(.*)$/s.exec(text) ?? [];
  const size = parseDecimal(digits, limits);
  if (size !== null && (minus === '' || signs)) {
    return { value: { isNegative: minus === '-' && size.units > 0n, size } };
  }
  if (minus === '-' && !signs && /^[0-9]+(?:\.[0-9]+)?$/.test(digits)) return { problem: 'negative' };
  const integer = /^([0-9]+)(?:\.[0-9]+)?$/.exec(digits)?.[1] ?? '';
  return { problem: integer.length > limits.maxIntegerDigits ? 'too_large' : 'invalid_decimal' };
}

export function readPercentage(text: string): Read<Decimal> {
  const value = parseDecimal(text, PERCENTAGE_LIMITS);
  if (value !== null) {
    return value.units > 100n * 10n ** BigInt(value.scale)
      ? { problem: 'percentage_out_of_range' }
      : { value };
  }
  const outside = /^(?:-[0-9]+|[0-9]{4,})(?:\.[0-9]+)?$/.test(text);
  return { problem: outside ? 'percentage_out_of_range' : 'invalid_decimal' };
}
