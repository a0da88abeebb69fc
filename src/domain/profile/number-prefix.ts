/** Stands for the year of the issue date, in the business's time zone: with it, numbers start at 1 every year. */
const YEAR = '{year}';

/** The series that an invoice issued on that day is numbered in: `INV-{year}-` in 2027 is `INV-2027-`. */
export const seriesOn = (prefix: string, issueDate: string): string =>
  prefix.replaceAll(YEAR, issueDate.slice(0, 4));

export const startsEveryYear = (prefix: string): boolean => prefix.includes(YEAR);

export const LONGEST_PREFIX = 20;

/**
 * What is wrong with a prefix, in a sentence; null where nothing is. A digit at its end would make two numbers read the
 * same: `A1` with 0001 and `A` with 10001.
 */
export function prefixProblem(prefix: string): string | null {
  if (prefix === '') return null;
  if (prefix.length > LONGEST_PREFIX) return `Give ${LONGEST_PREFIX} characters at most.`;
  if (!/^[A-Za-z0-9/-]+$/.test(seriesOn(prefix, '2000-01-01'))) {
    return 'Use letters, digits, / and -, and {year} for the year.';
  }
  return /[0-9}]$/.test(prefix)
    ? 'End it with a letter, / or -, so that its end is told from the number.'
    : null;
}

export const HIGHEST_NUMBER = 999_999_999;

/** What is wrong with a next number where `next` would come now, in a sentence; null where nothing is. */
export function nextNumberProblem(asked: number, next: number): string | null {
  if (asked > HIGHEST_NUMBER) return `Give ${HIGHEST_NUMBER} at most.`;
  return asked < next
    ? `The next number is ${next}. It can only go up: a lower one would be given twice.`
    : null;
}
