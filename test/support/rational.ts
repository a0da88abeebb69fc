/** An exact fraction, kept as it comes: for checking sums against, not for speed. */
export type Rational = { readonly over: bigint; readonly under: bigint };

export const whole = (n: bigint | number): Rational => ({ over: BigInt(n), under: 1n });
export const plus = (a: Rational, b: Rational): Rational =>
  reduced(a.over * b.under + b.over * a.under, a.under * b.under);
export const times = (a: Rational, b: Rational): Rational => reduced(a.over * b.over, a.under * b.under);
export const per = (a: Rational, b: Rational): Rational => reduced(a.over * b.under, a.under * b.over);

/** A decimal as it is written, with or without a minus. */
export function decimal(text: string): Rational {
  const [integer = '', fraction = ''] = text.replace('-', '').split('.');
  const size = reduced(BigInt(integer + fraction), 10n ** BigInt(fraction.length));
  return text.startsWith('-') ? { over: -size.over, under: size.under } : size;
}

/** To the nearest integer, halves away from zero. */
export function nearest({ over, under }: Rational): bigint {
  const twice = 2n * (over < 0n ? -over : over);
  const rounded = (twice + under) / (2n * under);
  return over < 0n ? -rounded : rounded;
}

function reduced(over: bigint, under: bigint): Rational {
  let [a, b] = [over < 0n ? -over : over, under < 0n ? -under : under];
  while (b !== 0n) [a, b] = [b, a % b];
  const sign = under < 0n ? -1n : 1n;
  return a === 0n ? { over: 0n, under: 1n } : { over: (sign * over) / a, under: (sign * under) / a };
}
