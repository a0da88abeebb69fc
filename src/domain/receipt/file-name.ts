import type { ReceiptView } from './view.ts';

/** The file name of a receipt, safe whatever characters its series holds. */
export const receiptPdfName = ({ kind, number }: Pick<ReceiptView, 'kind' | 'number'>): string =>
  `${kind === 'refund' ? 'refund-receipt' : 'receipt'}-${number.replaceAll(/[^A-Za-z0-9._-]/g, '-')}.pdf`;
