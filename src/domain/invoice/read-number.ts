import { invoiceNumber, storedNumber } from './number.ts';

export const LONGEST_NUMBER = 40;

/** Longer runs of digits are no counter of ours. */
const MOST_DIGITS = 12;

/**
 * Everything that a printed invoice number can mean, as series and counter: a series may itself end in digits,
 * so there may be several, and another system's number is a series of its own. Empty for what is no number.
 */
export function readNumber(text: string): readonly { readonly series: string; readonly value: number }[] {
  const digits = /[0-9]*$/.exec(text)?.[0].length ?? 0;
  const readings: { series: string; value: number }[] = [];
  for (let length = 1; length <= Math.min(digits, MOST_DIGITS); length += 1) {
    const series = text.slice(0, -length);
    const value = Number(text.slice(-length));
    if (value > 0 && invoiceNumber({ series, numberValue: value }) === text) readings.push({ series, value });
  }
  const { series, numberValue: value } = storedNumber(text);
  const isKnown = readings.some((reading) => reading.series === series && reading.value === value);
  if (!isKnown && isForeignNumber(text)) readings.push({ series, value });
  return readings;
}

/** Whether a text can be an invoice's number of another system. */
export const isForeignNumber = (text: string): boolean =>
  text.length <= LONGEST_NUMBER &&
  /\p{N}/u.test(text) &&
  /^[\p{L}\p{N}][\p{L}\p{N} .,:_/#()+-]*(?<! )$/u.test(text);
