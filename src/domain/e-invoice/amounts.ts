import { type Currency, exponent } from '../currency.ts';
import { divideRound, formatDecimal, parseDecimal } from '../decimal.ts';
import { money, toDecimalString } from '../money.ts';

/** Minor units as a decimal of major units: −1250 cents are `-12.50`. */
export const decimal = (minor: number, currency: Currency): string => toDecimalString(money(currency, minor));

/** A signed decimal apart: whether it is below zero, and its size without a sign or trailing zeros. */
export function signed(text: string): { readonly isNegative: boolean; readonly size: string } {
  const size = parseDecimal(text.replace(/^[-−]/, ''), { maxIntegerDigits: 20, maxScale: 20 });
  if (size === null) throw new RangeError('no decimal');
  return { isNegative: /^[-−]/.test(text) && size.units !== 0n, size: formatDecimal(size) };
}

/** Decimals of a price that is divided out: a quantity of a thousand million still comes to the net within a minor unit. */
const PRICE_SCALE = 12;

/** The price of one, in major units, at which a quantity comes to a net. Null for a quantity of zero. */
export function priceOf(netMinor: number, quantity: string, currency: Currency): string | null {
  const count = parseDecimal(signed(quantity).size, { maxIntegerDigits: 20, maxScale: 20 });
  if (count === null || count.units === 0n) return null;
  const numerator = BigInt(Math.abs(netMinor)) * 10n ** BigInt(count.scale + PRICE_SCALE);
  return tidy(divideRound(numerator, count.units * 10n ** BigInt(exponent(currency))), PRICE_SCALE);
}

/** Whether a price in major units, times a quantity, rounds to so many minor units; signs are left out. */
export function comesTo(minor: number, quantity: string, price: string, currency: Currency): boolean {
  const [count, unit] = [quantity, price].map((text) =>
    parseDecimal(text, { maxIntegerDigits: 20, maxScale: 20 }),
  );
  if (count === undefined || unit === undefined || count === null || unit === null) return false;
  const units = count.units * unit.units * 10n ** BigInt(exponent(currency));
  return divideRound(units, 10n ** BigInt(count.scale + unit.scale)) === BigInt(Math.abs(minor));
}

/** Units over 10 to the scale, without trailing zeros. */
function tidy(units: bigint, scale: number): string {
  const text = formatDecimal({ units, scale });
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}
