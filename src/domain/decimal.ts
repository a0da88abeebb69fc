/**
 * A non-negative decimal: `units` over 10 to the `scale`. Never a float.
 * From parseDecimal it has no trailing zeros (`1.50` is 15 over 10), so equal numbers are equal values.
 */
export type Decimal = { readonly units: bigint; readonly scale: number };

/**
 * Reads plain digits with an optional point and digits after it: `3`, `0.25`, `1.50`. No sign, exponent, spaces,
 * grouping, nor a point without digits on both sides. The limits count digits as written, and are checked before
 * any arithmetic, so a text of a million digits costs nothing. Null for anything else.
 */
export function parseDecimal(
  text: string,
  limits: { maxIntegerDigits: number; maxScale: number },
): Decimal | null {
  const match = /^([0-9]+)(?:\.([0-9]+))?$/.exec(text);
  if (match === null) return null;
  const [, integer = '', fraction = ''] = match;
  if (integer.length > limits.maxIntegerDigits || fraction.length > limits.maxScale) return null;
  const significant = fraction.replace(/0+$/, '');
  return { units: BigInt(integer + significant), scale: significant.length };
}

/** Formats a decimal so that parseDecimal reads it back: 15 over 10 is `1.5`. */
export function formatDecimal(d: Decimal): string {
  const digits = String(d.units).padStart(d.scale + 1, '0');
  if (d.scale === 0) return digits;
  return `${digits.slice(0, -d.scale)}.${digits.slice(-d.scale)}`;
}

/** A quantity × a price in minor units, which may have decimals of its own, rounded once by divideRound. */
export function multiplyRound(quantity: Decimal, price: Decimal): bigint {
  return divideRound(quantity.units * price.units, 10n ** BigInt(quantity.scale + price.scale));
}

/** A percentage of an amount (both in minor units), rounded once by divideRound: 19 of 250 is 47.5, so 48. */
export function percentOf(minor: bigint | number, percentage: Decimal): bigint {
  return divideRound(BigInt(minor) * percentage.units, 100n * 10n ** BigInt(percentage.scale));
}

/**
 * The quotient rounded to the nearest integer, halves away from zero: 2.5 is 3, and -2.5 is -3.
 * Halves go up because tax law asks for it (Streamlined Sales and Use Tax Agreement, section 324: up whenever the
 * third decimal place is greater than four), away from zero so that a credit of an amount mirrors its charge.
 * The denominator must be positive.
 */
export function divideRound(numerator: bigint, denominator: bigint): bigint {
  if (denominator <= 0n) throw new RangeError('the denominator is not positive');
  if (numerator < 0n) return -divideRound(-numerator, denominator);
  return (2n * numerator + denominator) / (2n * denominator);
}
