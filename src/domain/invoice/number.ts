/** The number as it is printed: the series, then at least four digits. Null for a draft. */
export function invoiceNumber(invoice: {
  readonly series: string | null;
  readonly numberValue: number | null;
}): string | null {
  if (invoice.numberValue === null) return null;
  return `${invoice.series ?? ''}${String(invoice.numberValue).padStart(4, '0')}`;
}

/** What a payer reads on Stripe's page and on the statement of it: whose invoice, and which. */
export function describeInvoice(
  invoice: { readonly series: string | null; readonly numberValue: number | null },
  merchant: { readonly displayName: string },
): string {
  return `Invoice ${invoiceNumber(invoice) ?? ''} from ${merchant.displayName}`;
}

/** What an invoice's PDF is called: whatever its series holds, the name stays harmless. */
export const pdfName = (number: string): string =>
  `invoice-${number.replaceAll(/[^A-Za-z0-9._-]/g, '-')}.pdf`;
