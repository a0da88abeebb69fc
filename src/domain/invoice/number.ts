/** The number as it is printed: the series, then at least four digits. Null for a draft. */
export function invoiceNumber(invoice: {
  readonly series: string | null;
  readonly numberValue: number | null;
}): string | null {
  if (invoice.numberValue === null) return null;
  return `${invoice.series ?? ''}${String(invoice.numberValue).padStart(4, '0')}`;
}

/** The description on Stripe's page and statements: whose invoice it is, and which. */
export function describeInvoice(
  invoice: { readonly series: string | null; readonly numberValue: number | null },
  merchant: { readonly displayName: string },
): string {
  return `Invoice ${invoiceNumber(invoice) ?? ''} from ${merchant.displayName}`;
}

/** The file name of an invoice's PDF, safe whatever characters its series holds. */
export const pdfName = (number: string): string =>
  `invoice-${number.replaceAll(/[^A-Za-z0-9._-]/g, '-')}.pdf`;
