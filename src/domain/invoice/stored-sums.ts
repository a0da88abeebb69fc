import { type RateRow, rateTable } from './rate-table.ts';
import { type TaxNote, taxNotes } from './tax-notes.ts';
import type { TaxTotal, Totals } from './totals-types.ts';

/** What an invoice comes to, as it is stored with it, in minor units. */
export type StoredSums = {
  readonly subtotal: number;
  readonly discountTotal: number;
  readonly taxTotal: number;
  /** With tax. */
  readonly total: number;
  /** What of it is to be paid. */
  readonly payable: number;
  /** What it comes to under each rate, where its sums alone do not say so. */
  readonly rates: readonly RateRow[];
  /** What the law wants said of its taxes, as it was when it was issued; a draft has none yet. */
  readonly notes?: readonly TaxNote[];
};

export const storedSums = (totals: Totals): StoredSums => ({
  subtotal: totals.subtotal,
  discountTotal: totals.discountTotal,
  taxTotal: totals.taxTotal,
  total: totals.total,
  payable: totals.total,
  rates: ratesShown(totals),
});

/** Net and gross of one rate on top of prices are the subtotal and the total; several, or one within prices, say more. */
function ratesShown({ lines, taxes }: Totals): readonly RateRow[] {
  const rows = rateTable({ lines, adjustments: [], taxes });
  return taxes.some(({ inclusive }) => inclusive) || (taxes.length > 0 && rows.length > 1) ? rows : [];
}

type Summed = { readonly sums: StoredSums | null; readonly taxes: readonly TaxTotal[] };

/** The sums of an invoice that is issued now: its notes do not change from here on. `language` is its reader's. */
export const issuedSums = ({ sums, taxes }: Summed, language: string): StoredSums | null =>
  sums === null ? null : { ...sums, notes: taxNotes(taxes, language) };

/** What the law wants said of an invoice's taxes; of a draft, as it would be issued now. */
export const notesOf = ({ sums, taxes }: Summed, language: string): readonly TaxNote[] =>
  sums?.notes ?? taxNotes(taxes, language);
