import { seriesOn } from '../profile/number-prefix.ts';

/** Credit notes are counted in a series of their own, beside the invoices' of the same year. */
export const creditNoteSeries = (invoicePrefix: string, issueDate: string): string =>
  `CN-${seriesOn(invoicePrefix, issueDate)}`;
