import type { Cap } from '../collection/caps.ts';

/** Whether a customer may pay any part of an invoice, and the least of it; minor units of its currency. */
export type PartTerms = { readonly allowed: boolean; readonly least: number | null };

/** What a business, a customer or an invoice says of it; null says nothing. */
export type PartsSaid = { readonly allowed: boolean; readonly minimums: readonly Cap[] } | null;

/** The terms of an invoice: its own, else its customer's, else the business's. */
export function partTerms(
  currency: string,
  business: NonNullable<PartsSaid>,
  customer: PartsSaid,
  invoice: PartTerms | null,
): PartTerms {
  if (invoice !== null) return invoice;
  const { allowed, minimums } = customer ?? business;
  return { allowed, least: minimums.find((minimum) => minimum.currency === currency)?.amount ?? null };
}
