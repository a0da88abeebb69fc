import type { TaxId, TaxIdKind } from './kinds.ts';

/** A tax id as it is shown, named by its kind; `text` is the single one from before kinds, which says all by itself. */
export type PrintedTaxId = { readonly kind: TaxIdKind | 'text'; readonly value: string };

/** All that is printed: those with a kind, else the single text that a business may still have. */
export const printedTaxIds = (of: {
  readonly taxId: string | null;
  readonly taxIds: readonly TaxId[];
}): readonly PrintedTaxId[] => {
  if (of.taxIds.length > 0) return of.taxIds;
  return of.taxId === null || of.taxId.trim() === '' ? [] : [{ kind: 'text', value: of.taxId }];
};
