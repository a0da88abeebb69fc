import { invoiceNumber } from './number.ts';

/** Longer runs of digits are no counter of ours. */
const MOST_DIGITS = 12;

/**
 * Everything that a printed invoice number can mean, as series and counter: a series may itself end in digits,
 * so there may be several. Empty for what is no number of ours.
 */
export function readNumber(text: string): readonly { readonly series: string; readonly value: number }[] {
  const digits = /[0-9]*$/.exec(text)?.[0].length ?? 0;
  const readings: { series: string; value: number }[] = [];
  for (let length = 1; length <= Math.min(digits, MOST_DIGITS); length += 1) {
    const series = text.slice(0, -length);
    const value = Number(text.slice(-length));
    if (value > 0 && invoiceNumber({ series, numberValue: value }) === text) readings.push({ series, value });
  }
  return readings;
}
