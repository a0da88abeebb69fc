import { CURRENCIES } from '../currency.ts';
import { readTypedAmount } from '../typed-amount.ts';
import { readNumber } from './read-number.ts';

/** Longer texts are cut: no number or amount is longer, and the first words of a reference find it. */
export const LONGEST_SEARCH = 80;

/** All that a text may mean by which a customer looks for an invoice. */
export type InvoiceSearch = {
  /** As it was typed, but for spaces around it and long ones within. */
  readonly typed: string;
  /** The spellings of a reference that it stands in, with A to Z in lower case: the database knows no other letters' cases. */
  readonly spellings: readonly string[];
  /** A part of a number without spaces and dashes, or null where nothing else was typed. */
  readonly compact: string | null;
  /** The numbers that it may be as a whole. */
  readonly numbers: ReturnType<typeof readNumber>;
  /** What it is as an amount, and in which currencies it is that. */
  readonly amounts: readonly { readonly minor: number; readonly currencies: readonly string[] }[];
};

/** A typed text → what is looked for; null where there is nothing but spaces. */
export function readInvoiceSearch(text: string): InvoiceSearch | null {
  const plain = text.replaceAll(/[\s\p{C}]+/gu, ' ').trim();
  const typed = [...plain].slice(0, LONGEST_SEARCH).join('').trim();
  if (typed === '') return null;
  const spellings = [typed, typed.toLowerCase(), typed.toUpperCase()].map(lowered);
  const compact = lowered(typed).replaceAll(/[ -]/g, '');
  return {
    typed,
    spellings: [...new Set(spellings)],
    compact: compact === '' ? null : compact,
    numbers: readNumber(typed),
    amounts: amountsOf(typed),
  };
}

const lowered = (text: string): string => text.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase());

/** `12.50` is 1,250 cents, and 12,500 fils. */
function amountsOf(typed: string): InvoiceSearch['amounts'] {
  if (!/\d/.test(typed)) return [];
  const byMinor = new Map<number, string[]>();
  for (const currency of CURRENCIES) {
    const minor = readTypedAmount(typed, currency);
    // Nothing is left of every paid invoice.
    if (minor === null || minor === 0) continue;
    byMinor.set(minor, [...(byMinor.get(minor) ?? []), currency]);
  }
  return Array.from(byMinor, ([minor, currencies]) => ({ minor, currencies }));
}
