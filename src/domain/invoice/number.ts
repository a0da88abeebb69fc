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

/** The same of several that are paid at once. */
export function describeInvoices(
  [first, ...others]: readonly [Described, ...Described[]],
  merchant: { readonly displayName: string },
): string {
  if (others.length === 0) return describeInvoice(first, merchant);
  const numbers = [first, ...others].map((invoice) => invoiceNumber(invoice) ?? '');
  return `Invoices ${numbers.join(', ')} from ${merchant.displayName}`;
}

type Described = { readonly series: string | null; readonly numberValue: number | null };

/** The file name of an invoice's PDF, safe whatever characters its series holds. */
export const pdfName = (number: string): string =>
  `invoice-${number.replaceAll(/[^A-Za-z0-9._-]/g, '-')}.pdf`;
