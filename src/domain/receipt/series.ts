import { seriesOn } from '../profile/number-prefix.ts';

/**
 * The series that a receipt is numbered in: beside the invoices', by the day on which the money moved. Its counter is its
 * own, so that no prefix of invoices or credit notes can meet it.
 */
export const receiptSeriesOn = (numberPrefix: string, movedOn: string): string =>
  seriesOn(receiptPrefix(numberPrefix), movedOn);

/** What stands before the numbers of receipts, with `{year}` where the invoices' has it. */
export const receiptPrefix = (numberPrefix: string): string => `R-${numberPrefix}`;
