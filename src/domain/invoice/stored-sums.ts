import type { Adjustment } from './adjustments.ts';
import type { Deposit, WithholdingTotal } from './deductions.ts';
import type { AdjustmentTotals, InvoiceTotals } from './invoice-totals.ts';
import { type RateRow, rateTable } from './rate-table.ts';
import { taxOnly } from './read-rates.ts';
import { type TaxNote, taxNotes } from './tax-notes.ts';
import type { TaxStatus } from './tax-status.ts';
import type { TaxTotal } from './totals-types.ts';

/** A discount or charge on the whole as it was given, with what it comes to. */
export type StoredAdjustment = Adjustment & AdjustmentTotals;

/** What is added to lines and taken off a total, in minor units; nothing of it on most invoices. */
export type WholeSums = {
  readonly adjustments: readonly StoredAdjustment[];
  readonly withholdings: readonly WithholdingTotal[];
  readonly deposits: readonly Deposit[];
  /** The coin that what is to be paid is rounded to, and what that adds; null where it is not rounded. */
  readonly roundTo: number | null;
  readonly rounding: number;
};

/** What an invoice comes to, in minor units. */
export type Sums = WholeSums & {
  readonly subtotal: number;
  readonly discountTotal: number;
  readonly taxTotal: number;
  /** With tax, before what is withheld and deducted. */
  readonly total: number;
  /** What of it is to be paid. */
  readonly payable: number;
  /** What it comes to under each rate, where its sums alone do not say so. */
  readonly rates: readonly RateRow[];
};

/** As it is stored with an invoice. */
export type StoredSums = Omit<Sums, keyof WholeSums> &
  Partial<WholeSums> & {
    /** What the law wants said of its taxes, as it was when it was issued; a draft has none yet. */
    readonly notes?: readonly TaxNote[];
    /** Another system issued it, and its document is that one's. */
    readonly takenOver?: true;
    /** The tax status of its customer when it was written, where that changed its taxes. */
    readonly taxStatus?: Exclude<TaxStatus, 'taxed'>;
  };

const NOTHING: WholeSums = { adjustments: [], withholdings: [], deposits: [], roundTo: null, rounding: 0 };

type Given = {
  readonly adjustments: readonly Adjustment[];
  readonly roundTo: number | null;
  readonly taxStatus: TaxStatus;
};

export const storedSums = (
  totals: InvoiceTotals,
  { adjustments, roundTo, taxStatus }: Given,
): StoredSums => ({
  subtotal: totals.subtotal,
  discountTotal: totals.discountTotal,
  taxTotal: totals.taxTotal,
  total: totals.total,
  payable: totals.payable,
  rates: ratesShown(totals),
  ...(adjustments.length > 0 && {
    adjustments: totals.adjustments.map((sums, i) => ({ ...sums, ...given(adjustments[i], sums) })),
  }),
  ...(totals.withholdings.length > 0 && { withholdings: totals.withholdings }),
  ...(totals.deposits.length > 0 && { deposits: totals.deposits }),
  ...(roundTo !== null && { roundTo, rounding: totals.rounding }),
  ...(taxStatus !== 'taxed' && { taxStatus }),
});

const given = (adjustment: Adjustment | undefined, { kind, description }: AdjustmentTotals): Adjustment => {
  if (adjustment === undefined) throw new Error(`no ${kind} “${description}” was given`);
  return adjustment;
};

/** Net and gross of one rate on top of prices are the subtotal and the total; several, or one within prices, say more. */
export function ratesShown(totals: Rated): readonly RateRow[] {
  const { taxes } = totals;
  const rows = rateTable(totals);
  return taxes.some(({ inclusive }) => inclusive) || (taxes.length > 0 && rows.length > 1) ? rows : [];
}

/**
 * The same with the one row that the sums say themselves: one rate on top of all prices, or none at all. Empty for one from before
 * sums were stored that has several.
 */
export function ratesOf(
  { taxes }: { readonly taxes: readonly TaxTotal[] },
  { rates, taxTotal, total }: Pick<Sums, 'rates' | 'taxTotal' | 'total'>,
): readonly RateRow[] {
  if (rates.length > 0 || taxes.length > 1) return rates;
  const [tax] = taxes;
  const row = { net: total - taxTotal, amount: taxTotal, gross: total };
  return [{ tax: tax === undefined ? null : taxOnly(tax), ...row }];
}

type Rated = Parameters<typeof rateTable>[0];

type Row = {
  readonly subtotal: number;
  readonly discountTotal: number;
  readonly taxTotal: number;
  readonly amountDue: number;
  readonly sums: StoredSums | null;
};

/** What an invoice comes to: as it is stored with it, in rows from before that by its columns. */
export function sumsOf({ subtotal, discountTotal, taxTotal, amountDue, sums }: Row): Sums {
  const plain = { subtotal, discountTotal, taxTotal, total: amountDue, payable: amountDue, rates: [] };
  return { ...NOTHING, ...(sums ?? plain) };
}

type Noted = { readonly sums: StoredSums | null; readonly taxes: readonly TaxTotal[] };

/**
 * The sums of an invoice that is issued now: its notes do not change from here on. `language` is its reader's. One without
 * taxes and with nothing on the whole has its sums in its columns and no notes, so nothing is kept twice.
 */
export function issuedSums({ sums, taxes }: Noted, language: string): StoredSums | null {
  if (sums === null) return null;
  const isPlain = taxes.length === 0 && WHOLE.every((name) => sums[name] === undefined);
  return isPlain ? null : { ...sums, notes: taxNotes(taxes, language) };
}

const WHOLE = ['adjustments', 'withholdings', 'deposits', 'roundTo'] as const;

/** What the law wants said of an invoice's taxes; of a draft, as it would be issued now. */
export const notesOf = ({ sums, taxes }: Noted, language: string): readonly TaxNote[] =>
  sums?.notes ?? taxNotes(taxes, language);
