/** What the books do not explain, by the daily reconciliation. */
export const BOOK_KINDS = [
  'unclassified',
  'ours_without_row',
  'row_without_transaction',
  'amount_differs',
  'balance_differs',
] as const;
export type BookKind = (typeof BOOK_KINDS)[number];

/** What a person has to look at, whatever found it. */
export const FINDING_KINDS = [
  'unknown_object',
  'unreachable_payment',
  'quarantined_event',
  ...BOOK_KINDS,
] as const;
export type FindingKind = (typeof FINDING_KINDS)[number];

export const isBookKind = (kind: FindingKind): kind is BookKind => BOOK_KINDS.some((book) => book === kind);
