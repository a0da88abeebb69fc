import { invoiceNumber } from '../invoice/number.ts';

/** What stands of a receipt's number in the database. */
export type StoredReceiptNumber = {
  /** The payment, the one that staff recorded, or the refund that it is for. */
  readonly sourceId: string;
  readonly series: string | null;
  readonly numberValue: number | null;
  /** The first number of its series that has a mark; null with no number. */
  readonly markedFrom: number | null;
};

/** Characters of five bits: of two receipts that were given one number of a series, one in 33 million has the same. */
const MARK = 5;

/**
 * The number as it is printed: its series, the next number of it, and the end of the id of what it is for. A database that was
 * restored counts again from where it stood; the mark is another for other money, so that no paper has a number of another one.
 * Null where it has none yet.
 */
export function receiptNumber(given: StoredReceiptNumber): string | null {
  const counted = invoiceNumber(given);
  const isMarked = (given.numberValue ?? 0) >= (given.markedFrom ?? 1);
  return counted === null || !isMarked ? counted : `${counted}-${given.sourceId.slice(-MARK).toUpperCase()}`;
}
