import { crossSum } from './check-digits.ts';

const LETTERS = 'TRWAGMYFPDXBNJZSQVHLCKE';
const COMPANY_LETTERS = 'JABCDEFGHI';

/**
 * A Spanish NIF: of residents (eight digits and a letter), foreigners (X, Y, Z), persons without a number (K, L, M), or
 * entities (a letter, seven digits and a digit or letter). Real Decreto 1065/2007, art. 19 to 22.
 */
export function isSpanishNumber(number: string): boolean {
  const first = number[0] ?? '';
  const check = number[8];
  if (/^\d/.test(number)) return LETTERS[Number(number.slice(0, 8)) % 23] === check;
  if ('XYZ'.includes(first)) {
    return LETTERS[Number(`${'XYZ'.indexOf(first)}${number.slice(1, 8)}`) % 23] === check;
  }
  if ('KLM'.includes(first)) return LETTERS[Number(number.slice(1, 8)) % 23] === check;
  if (!'ABCDEFGHJNPQRSUVW'.includes(first)) return false;
  const sum = [...number.slice(1, 8)].reduce(
    (total, digit, i) => total + (i % 2 === 0 ? crossSum(2 * Number(digit)) : Number(digit)),
    0,
  );
  const digit = (10 - (sum % 10)) % 10;
  return check === String(digit) || check === COMPANY_LETTERS[digit];
}
