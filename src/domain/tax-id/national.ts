import { isLuhn, weighted } from './check-digits.ts';

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** Australia: 1 is taken from the first digit, then the weighted sum is a multiple of 89. */
export const isAbn = (n: string): boolean =>
  (weighted(n, [10, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19]) - 10) % 89 === 0;

/** Switzerland and Liechtenstein: `CHE` and nine digits, the last by weights modulo 11. */
export function isUid(n: string): boolean {
  const digits = n.replaceAll(/\D/g, '');
  return (11 - (weighted(digits, [5, 4, 3, 2, 7, 6, 5, 4]) % 11)) % 11 === Number(digits[8]);
}

/** Norway's organisation number. */
export const isOrgnr = (n: string): boolean =>
  (11 - (weighted(n, [3, 2, 7, 6, 5, 4, 3, 2]) % 11)) % 11 === Number(n[8]);

/** New Zealand's IRD number, which is the GST number too. */
export function isIrd(n: string): boolean {
  const padded = n.padStart(9, '0');
  const check = (weights: readonly number[]) => (11 - (weighted(padded, weights) % 11)) % 11;
  const first = check([3, 2, 7, 6, 5, 4, 3, 2]);
  return (first === 10 ? check([7, 4, 3, 2, 5, 2, 7, 6]) : first) === Number(padded[8]);
}

/** India's GSTIN: the Luhn formula in base 36 (its last character). */
export function isGstin(n: string): boolean {
  const sum = [...n].toReversed().reduce((total, c, i) => {
    const value = ALPHABET.indexOf(c) * (i % 2 === 0 ? 1 : 2);
    return total + Math.floor(value / 36) + (value % 36);
  }, 0);
  return sum % 36 === 0;
}

/** Japan: T and the corporate number's form, whose first digit is 9 less the weighted sum of the others modulo 9. */
export function isJapaneseRegistration(n: string): boolean {
  const digits = n.slice(2);
  return 9 - (weighted(digits, [2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1]) % 9) === Number(n[1]);
}

/** France's SIRET: Luhn, but for the post office, whose branches count by the sum of their digits. */
export const isSiret = (n: string): boolean =>
  isLuhn(n) || (n.startsWith('356000000') && [...n].reduce((sum, d) => sum + Number(d), 0) % 5 === 0);

/** Brazil's CNPJ: two check digits modulo 11. Since July 2026 the rest may hold letters, which count as in ASCII. */
export function isCnpj(text: string): boolean {
  const values = [...text].map((character) => character.charCodeAt(0) - 48);
  const digit = (weights: readonly number[]) => {
    const rest = weights.reduce((sum, weight, i) => sum + weight * (values[i] ?? 0), 0) % 11;
    return rest < 2 ? 0 : 11 - rest;
  };
  const weights = [5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2];
  return digit(weights) === values[12] && digit([6, ...weights]) === values[13];
}

/** South Korea's business registration number. */
export function isBrn(n: string): boolean {
  const sum = weighted(n, [1, 3, 7, 1, 3, 7, 1, 3, 5]) + Math.floor((5 * Number(n[8])) / 10);
  return (10 - (sum % 10)) % 10 === Number(n[9]);
}

/** Canada's business number: nine digits by the Luhn formula. */
export const isBusinessNumber = (n: string): boolean => isLuhn(n.slice(0, 9));

/** Italy's codice fiscale: its last letter is the sum of the others modulo 26, odd places by a table of their own. */
export function isCodiceFiscale(n: string): boolean {
  const sum = [...n.slice(0, 15)].reduce((total, c, i) => {
    const value = Number.isNaN(Number(c)) ? c.charCodeAt(0) - 65 : Number(c);
    return total + (i % 2 === 0 ? (ODD[value] ?? 0) : value);
  }, 0);
  return n[15] === String.fromCharCode(65 + (sum % 26));
}

const ODD = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23];
