import { weighted } from './check-digits.ts';

/** Nine digits, twelve with a branch, or those of government departments (GD) and health authorities (HA). */
export const BRITISH_FORM = /^(\d{9}|\d{12}|GD[0-4]\d{2}|HA[5-9]\d{2})$/;

/** Two check digits: weighted, all nine leave no rest of 97; newer numbers, from 100 million, may leave 42 or 55. */
export function isBritish(number: string): boolean {
  if (!/^\d/.test(number)) return true;
  const rest = weighted(number, [8, 7, 6, 5, 4, 3, 2, 10, 1]) % 97;
  return rest === 0 || (!number.startsWith('0') && (rest === 42 || rest === 55));
}
