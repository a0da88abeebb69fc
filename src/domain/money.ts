import { type Currency, exponent } from './currency.ts';
import { memo } from './memo.ts';

/** An amount in the currency's minor units as ISO 4217 counts them (cents, yen, fils). May be negative. */
export type Money = { readonly currency: Currency; readonly minor: number };

/**
 * The largest total an invoice may have, in minor units: twelve digits.
 * Wide enough for ten billion dollars or a trillion yen, and narrow enough that any sum of a thousand such
 * amounts (an invoice's largest number of lines) is still below 2^53, so no sum ever leaves exact numbers.
 */
export const MAX_MINOR = 999_999_999_999;

const currencyFormats = memo<Intl.NumberFormat>(200);

/** Money from a currency and an integer number of minor units. Anything else is a bug and throws RangeError. */
export function money(currency: Currency, minor: number): Money {
  if (!Number.isSafeInteger(minor)) throw new RangeError(`not a number of minor units: ${minor}`);
  return { currency, minor: minor === 0 ? 0 : minor }; // -0 becomes 0
}

/** Whether a number can stand on an invoice: an integer from 0 to MAX_MINOR, in minor units. */
export function isMinor(n: number): boolean {
  return Number.isInteger(n) && n >= 0 && n <= MAX_MINOR;
}

/**
 * Money as the locale writes it, with the currency's symbol and all its decimals: `$1,234.50`.
 * The locale is a BCP 47 tag that Intl accepts; another throws RangeError.
 * Exact for every safe integer: Intl takes the decimal string digit by digit (ECMA-402, ToIntlMathematicalValue),
 * where dividing by 100 would already have lost digits.
 */
export function formatMoney(m: Money, locale: string): string {
  const digits = exponent(m.currency);
  const format = currencyFormats(
    `${locale} ${m.currency}`,
    () =>
      new Intl.NumberFormat(locale, {
        style: 'currency',
        currency: m.currency,
        currencyDisplay: 'symbol',
        minimumFractionDigits: digits,
        maximumFractionDigits: digits,
      }),
  );
  return format.format(decimal(m));
}

/** A price in major units, with at least the currency's decimals and all that it has. What is no decimal stays as it is. */
export function formatPrice(currency: Currency, price: string, locale: string): string {
  if (!isPlainDecimal(price)) return price;
  const options = { minimumFractionDigits: exponent(currency), maximumFractionDigits: 12 };
  const format = currencyFormats(
    `${locale} ${currency} price`,
    () => new Intl.NumberFormat(locale, { style: 'currency', currency, ...options }),
  );
  return format.format(price);
}

/** Money as a plain decimal in major units, with all the currency's decimals: `1234.50`, `-0.05`, `1234` for yen. */
export function toDecimalString(m: Money): string {
  return decimal(m);
}

/**
 * Splits a total (integer minor units, may be negative) over weights (integers ≥ 0) by largest remainder:
 * each part is its exact share rounded down, and what is left goes one unit each to the largest remainders,
 * ties to the earlier. The parts sum to the total exactly. A zero weight gets nothing, unless all are zero:
 * then everything goes to the first. Bad weights, or none to hold a total, are a bug and throw RangeError.
 */
export function splitByWeights(total: number, weights: readonly number[]): number[] {
  if (!Number.isSafeInteger(total)) throw new RangeError(`not a number of minor units: ${total}`);
  const exact = weights.map((weight) => {
    if (!Number.isSafeInteger(weight)) throw new RangeError(`not a weight: ${weight}`);
    return BigInt(weight);
  });
  return splitExactly(BigInt(total), exact).map(Number);
}

/** splitByWeights for bigints of any size. */
export function splitExactly(total: bigint, weights: readonly bigint[]): bigint[] {
  if (weights.some((weight) => weight < 0n)) throw new RangeError('a weight is negative');
  const sum = weights.reduce((a, b) => a + b, 0n);
  if (sum === 0n) {
    if (weights.length === 0 && total !== 0n) throw new RangeError('nothing to split over');
    return weights.map((_, i) => (i === 0 ? total : 0n));
  }
  if (total < 0n) return splitExactly(-total, weights).map((part) => -part);
  const parts = weights.map((weight) => (total * weight) / sum);
  const remainders = weights.map((weight, index) => ({ index, rest: (total * weight) % sum }));
  const left = Number(total - parts.reduce((a, b) => a + b, 0n)); // fewer than there are remainders above zero
  if (left === 0) return parts;
  remainders.sort((a, b) => (a.rest === b.rest ? a.index - b.index : a.rest > b.rest ? -1 : 1));
  const favoured = new Set(remainders.slice(0, left).map((entry) => entry.index));
  return parts.map((part, i) => (favoured.has(i) ? part + 1n : part));
}

function decimal(m: Money): `${number}` {
  const digits = exponent(m.currency);
  const sign = m.minor < 0 ? '-' : '';
  const padded = String(Math.abs(m.minor)).padStart(digits + 1, '0');
  const point = padded.length - digits;
  const text = digits === 0 ? `${sign}${padded}` : `${sign}${padded.slice(0, point)}.${padded.slice(point)}`;
  if (!isPlainDecimal(text)) throw new RangeError(`not a number of minor units: ${m.minor}`);
  return text;
}

function isPlainDecimal(text: string): text is `${number}` {
  return /^-?\d+(?:\.\d+)?$/.test(text);
}
