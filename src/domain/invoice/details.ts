import { NO_REFERENCES, type References } from './references.ts';
import { type Supply, supplyShown } from './supply.ts';

/** What an invoice says beside its lines and sums. */
export type InvoiceDetails = References & {
  /** When all of it was supplied; null where its lines say so, or nobody does. */
  readonly supply: Supply | null;
};

/** What a line says beside its description and sums. */
export type LineDetails = { readonly supply: Supply | null; readonly note: string | null };

export const NO_DETAILS: InvoiceDetails = { ...NO_REFERENCES, supply: null };
export const NO_LINE_DETAILS: LineDetails = { supply: null, note: null };

/** As they are stored, with the period that is shown: its own, or its lines' where all of them say one. */
export type StoredDetails = InvoiceDetails & { readonly shownSupply: Supply | null };

/** Null where nothing is said, as in rows from before there were any. */
export function storedDetails(details: InvoiceDetails, lines: readonly LineDetails[]): StoredDetails | null {
  const shownSupply = supplyShown(
    details.supply,
    lines.map(({ supply }) => supply),
  );
  const { purchaseOrder, buyerReference, contract, customFields } = details;
  const isEmpty = [shownSupply, purchaseOrder, buyerReference, contract].every((part) => part === null);
  return isEmpty && customFields.length === 0 ? null : { ...details, shownSupply };
}

/** What was given, without the period that is only shown. */
export function givenDetails(stored: StoredDetails | null): InvoiceDetails {
  if (stored === null) return NO_DETAILS;
  const { shownSupply: _, ...given } = stored;
  return given;
}

/** With the period that is shown, be it only its lines'. */
export const shownDetails = (stored: StoredDetails | null): InvoiceDetails => ({
  ...givenDetails(stored),
  supply: stored?.shownSupply ?? null,
});

export const lineDetailsOrNull = (details: LineDetails): LineDetails | null =>
  details.supply === null && details.note === null ? null : details;
