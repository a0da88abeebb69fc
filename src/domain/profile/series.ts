import { seriesOn } from './number-prefix.ts';

/** The kinds of documents that are numbered, each in a series of its own. */
export const NUMBERED = ['invoice', 'credit_note'] as const;
export type Numbered = (typeof NUMBERED)[number];

type Prefixes = { readonly numberPrefix: string; readonly creditNotePrefix: string | null };

/** What stands before the numbers of a kind; credit notes are counted beside the invoices unless they have a prefix of their own. */
export const prefixOf = (kind: Numbered, { numberPrefix, creditNotePrefix }: Prefixes): string =>
  kind === 'invoice' ? numberPrefix : (creditNotePrefix ?? `CN-${numberPrefix}`);

const FROM = 1900;
const TO = 2200;

/** Every series that a prefix stands for, whatever the year of the issue date. */
export const seriesOfPrefix = (prefix: string): ReadonlySet<string> =>
  new Set(Array.from({ length: TO - FROM }, (_, year) => seriesOn(prefix, `${FROM + year}-01-01`)));

/** Whether two prefixes stand for one series in some year: `A-{year}-` and `A-2027-` do. */
export function prefixesMeet(one: string, other: string): boolean {
  const others = seriesOfPrefix(other);
  return [...seriesOfPrefix(one)].some((series) => others.has(series));
}
