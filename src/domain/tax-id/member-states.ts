import { BRITISH_FORM, isBritish } from './britain.ts';
import { crossSum, isLuhn, isMod1110, remainder, weighted } from './check-digits.ts';
import { isSpanishNumber } from './spain.ts';

/** The number behind a member state's letters: its form, and whether its check digits agree. */
type NationalVat = { readonly form: RegExp; readonly agrees: (number: string) => boolean };

const last = (number: string): number => Number(number.at(-1));

/**
 * VAT identification numbers by the letters in front of them (Directive 2006/112, art. 215; Greece writes EL, Northern
 * Ireland XI). Forms: https://ec.europa.eu/taxation_customs/vies/#/faq. Numbers of persons that carry no check
 * digit (some of Czechia and Latvia) are held to their form alone.
 */
export const MEMBER_STATES: Readonly<Record<string, NationalVat>> = {
  AT: {
    form: /^U\d{8}$/,
    agrees: (n) => {
      const sum = [...n.slice(1, 8)].reduce(
        (s, d, i) => s + (i % 2 === 0 ? Number(d) : crossSum(2 * Number(d))),
        4,
      );
      return (10 - (sum % 10)) % 10 === last(n);
    },
  },
  BE: { form: /^[01]\d{9}$/, agrees: (n) => 97 - (Number(n.slice(0, 8)) % 97) === Number(n.slice(8)) },
  BG: { form: /^\d{9,10}$/, agrees: isBulgarian },
  CY: { form: /^(?!12)\d{8}[A-Z]$/, agrees: isCypriot },
  CZ: { form: /^\d{8,10}$/, agrees: isCzech },
  DE: { form: /^[1-9]\d{8}$/, agrees: isMod1110 },
  DK: { form: /^[1-9]\d{7}$/, agrees: (n) => weighted(n, [2, 7, 6, 5, 4, 3, 2, 1]) % 11 === 0 },
  EE: { form: /^\d{9}$/, agrees: (n) => weighted(n, [3, 7, 1, 3, 7, 1, 3, 7, 1]) % 10 === 0 },
  EL: {
    form: /^\d{9}$/,
    agrees: (n) => (weighted(n, [256, 128, 64, 32, 16, 8, 4, 2]) % 11) % 10 === last(n),
  },
  ES: { form: /^[A-Z0-9]\d{7}[A-Z0-9]$/, agrees: isSpanishNumber },
  FI: { form: /^\d{8}$/, agrees: (n) => weighted(n, [7, 9, 10, 5, 8, 4, 2, 1]) % 11 === 0 },
  FR: { form: /^[0-9A-HJ-NP-Z]{2}\d{9}$/, agrees: isFrench },
  HR: { form: /^\d{11}$/, agrees: isMod1110 },
  HU: { form: /^\d{8}$/, agrees: (n) => weighted(n, [9, 7, 3, 1, 9, 7, 3, 1]) % 10 === 0 },
  IE: { form: /^\d[0-9A-Z+*]\d{5}[A-W][A-IW]?$/, agrees: isIrish },
  IT: { form: /^(?!0{7})\d{11}$/, agrees: isLuhn },
  LT: { form: /^(\d{7}1\d|\d{10}1\d)$/, agrees: isLithuanian },
  LU: { form: /^\d{8}$/, agrees: (n) => Number(n.slice(0, 6)) % 89 === Number(n.slice(6)) },
  LV: {
    form: /^\d{11}$/,
    agrees: (n) => n < '4' || weighted(n, [9, 1, 4, 8, 3, 10, 2, 5, 7, 6, 1]) % 11 === 3,
  },
  MT: { form: /^[1-9]\d{7}$/, agrees: (n) => weighted(n, [3, 4, 6, 7, 8, 9, 10, 1]) % 37 === 0 },
  NL: { form: /^\d{9}B\d{2}$/, agrees: isDutch },
  PL: { form: /^\d{10}$/, agrees: (n) => weighted(n, [6, 5, 7, 2, 3, 4, 5, 6, 7]) % 11 === last(n) },
  PT: {
    form: /^[1-9]\d{8}$/,
    agrees: (n) => ((11 - (weighted(n, [9, 8, 7, 6, 5, 4, 3, 2]) % 11)) % 11) % 10 === last(n),
  },
  RO: {
    form: /^[1-9]\d{1,9}$/,
    agrees: (n) =>
      ((10 * weighted(n.slice(0, -1).padStart(9, '0'), [7, 5, 3, 2, 1, 7, 5, 3, 2])) % 11) % 10 === last(n),
  },
  SE: { form: /^\d{10}(0[1-9]|[1-8]\d|9[0-4])$/, agrees: (n) => isLuhn(n.slice(0, 10)) },
  SI: {
    form: /^[1-9]\d{7}$/,
    agrees: (n) => {
      const check = 11 - (weighted(n, [8, 7, 6, 5, 4, 3, 2]) % 11);
      return check !== 11 && check % 10 === last(n);
    },
  },
  SK: { form: /^[1-9]\d[2-4789]\d{7}$/, agrees: (n) => remainder(n, 11) === 0 },
  XI: { form: BRITISH_FORM, agrees: isBritish },
};

function isBulgarian(n: string): boolean {
  const ways = n.length === 9 ? [] : [bulgarianPerson(n), bulgarianForeigner(n), bulgarianOther(n)];
  if (n.length === 10) return ways.includes(last(n));
  const first = weighted(n, [1, 2, 3, 4, 5, 6, 7, 8]) % 11;
  const check = first === 10 ? weighted(n, [3, 4, 5, 6, 7, 8, 9, 10]) % 11 : first;
  return check % 10 === last(n);
}

const bulgarianPerson = (n: string) => (weighted(n, [2, 4, 8, 5, 10, 9, 7, 3, 6]) % 11) % 10;
const bulgarianForeigner = (n: string) => weighted(n, [21, 19, 17, 13, 11, 9, 7, 3, 1]) % 10;
const bulgarianOther = (n: string) => (11 - (weighted(n, [4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11)) % 11;

const CYPRIOT = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21];

function isCypriot(n: string): boolean {
  const sum = [...n.slice(0, 8)].reduce(
    (s, d, i) => s + (i % 2 === 0 ? (CYPRIOT[Number(d)] ?? 0) : Number(d)),
    0,
  );
  return n[8] === String.fromCharCode(65 + (sum % 26));
}

/** Companies have eight digits; persons their birth number, whose older, nine-digit form has no check digit. */
function isCzech(n: string): boolean {
  if (n.length === 9) return true;
  if (n.length === 10)
    return remainder(n, 11) === 0 || (remainder(n.slice(0, 9), 11) === 10 && n.endsWith('0'));
  const check = (11 - (weighted(n, [8, 7, 6, 5, 4, 3, 2]) % 11)) % 11;
  return !n.startsWith('9') && (check || 1) % 10 === last(n);
}

const FRENCH = '0123456789ABCDEFGHJKLMNPQRSTUVWXYZ';

/** Two characters that are computed from the SIREN behind them; Monaco's begins with 000 and is no SIREN. */
function isFrench(n: string): boolean {
  const siren = n.slice(2);
  if (!siren.startsWith('000') && !isLuhn(siren)) return false;
  if (/^\d\d/.test(n)) return (12 + 3 * (Number(siren) % 97)) % 97 === Number(n.slice(0, 2));
  const [first, second] = [FRENCH.indexOf(n[0] ?? ''), FRENCH.indexOf(n[1] ?? '')];
  const key = first < 10 ? first * 24 + second - 10 : first * 34 + second - 100;
  return (Number(siren) + 1 + Math.floor(key / 11)) % 11 === key % 11;
}

const IRISH = 'WABCDEFGHIJKLMNOPQRSTUV';

/** Since 2013 a second letter counts nine times; the older form had a letter or a sign in second place. */
function isIrish(n: string): boolean {
  const isOlder = !/^\d\d/.test(n);
  const digits = isOlder ? `0${n.slice(2, 7)}${n[0]}` : n.slice(0, 7);
  const second = isOlder ? 0 : 9 * Math.max(IRISH.indexOf(n[8] ?? 'W'), 0);
  return IRISH[(weighted(digits, [8, 7, 6, 5, 4, 3, 2]) + second) % 23] === n[7];
}

function isLithuanian(n: string): boolean {
  const body = n.slice(0, -1);
  const sum = (shift: number) =>
    weighted(
      body,
      [...body].map((_, i) => 1 + ((i + shift) % 9)),
    ) % 11;
  const first = sum(0);
  return (first === 10 ? sum(2) % 10 : first) === last(n);
}

/** Companies by the eleven-test; since 2020 sole traders by the remainder of 97 over the whole number. */
function isDutch(n: string): boolean {
  const eleven = weighted(n, [9, 8, 7, 6, 5, 4, 3, 2]) - Number(n[8]);
  const numeric = [...`NL${n}`].map((c) => Number.parseInt(c, 36)).join('');
  return eleven % 11 === 0 || remainder(numeric, 97) === 1;
}
