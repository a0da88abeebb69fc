import { type Currency, exponent } from './currency.ts';
import { isMinor } from './money.ts';

/**
 * An amount as people type it, in minor units of the currency: `1234.5`, `1,234.50`, `1.234,50`, `1 234,50`,
 * `$1,234.50`, `50 EUR`. Null for what is no amount, has more decimals than the currency, or could be read in two
 * ways by more than grouping. One separator before exactly three digits groups, unless the currency has three
 * decimals: people do not type `1.234` for a dollar and 23.4 cents.
 */
export function readTypedAmount(typed: string, currency: Currency): number | null {
  if (typed.length > 40) return null;
  const code = new RegExp(`^${currency}|${currency}$`, 'gi');
  const plain = typed
    .replace(/[\s\u00a0\u202f'\u2019]/g, '')
    .replace(code, '')
    .replace(/^\p{Sc}|\p{Sc}$/gu, '');
  if (!/^\d*(?:[.,]\d+)*$/.test(plain) || plain === '') return null;
  const decimals = exponent(currency);
  const at = decimalPoint(plain, decimals);
  const whole = at === null ? plain : plain.slice(0, at);
  const fraction = at === null ? '' : plain.slice(at + 1);
  if (fraction.length > decimals || !isGrouped(whole)) return null;
  const digits = whole.replace(/[.,]/g, '') + fraction.padEnd(decimals, '0');
  if (digits.length > 15) return null;
  const minor = Number(digits);
  return isMinor(minor) ? minor : null;
}

/** Where the decimal separator stands, or null where there is none. */
function decimalPoint(text: string, decimals: number): number | null {
  const last = Math.max(text.lastIndexOf('.'), text.lastIndexOf(','));
  if (last === -1) return null;
  const separator = text.charAt(last);
  const other = separator === '.' ? ',' : '.';
  if (text.includes(other)) return last;
  if (text.indexOf(separator) !== last) return null;
  const after = text.length - last - 1;
  return after === 3 && decimals !== 3 && /^[1-9]\d{0,2}$/.test(text.slice(0, last)) ? null : last;
}

/** Plain digits, or groups of three after a first shorter one, all parted by the same sign. */
const isGrouped = (whole: string): boolean => /^(?:\d*|\d{1,3}(?:\.\d{3})+|\d{1,3}(?:,\d{3})+)$/.test(whole);
