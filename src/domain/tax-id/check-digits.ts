/** The digits of a text that is nothing else. */
export const digitsOf = (text: string): readonly number[] => [...text].map(Number);

/** The sum of digits, each multiplied by the weight at its place. */
export const weighted = (text: string, weights: readonly number[]): number =>
  weights.reduce((sum, weight, i) => sum + weight * Number(text[i] ?? 0), 0);

/** The Luhn formula (ISO/IEC 7812-1, annex B) over digits, the last of which is the check digit. */
export const isLuhn = (text: string): boolean => {
  const sum = digitsOf(text)
    .toReversed()
    .reduce((total, digit, i) => total + (i % 2 === 0 ? digit : crossSum(2 * digit)), 0);
  return sum % 10 === 0;
};

/** ISO/IEC 7064, MOD 11,10: Germany and Croatia. */
export const isMod1110 = (text: string): boolean => {
  const product = digitsOf(text.slice(0, -1)).reduce(
    (before, digit) => (((before + digit) % 10 || 10) * 2) % 11,
    10,
  );
  return (product + Number(text.at(-1))) % 10 === 1;
};

/** The remainder of a decimal number of any length. */
export const remainder = (text: string, divisor: number): number =>
  digitsOf(text).reduce((rest, digit) => (rest * 10 + digit) % divisor, 0);

export const crossSum = (n: number): number => digitsOf(String(n)).reduce((sum, digit) => sum + digit, 0);
