import { type BusinessNames, nameAt, senderName } from '../profile/names.ts';

/** The number as it is printed: the series, then at least four digits. Null for a draft. */
export function invoiceNumber(invoice: {
  readonly series: string | null;
  readonly numberValue: number | null;
}): string | null {
  if (invoice.numberValue === null) return null;
  return `${invoice.series ?? ''}${String(invoice.numberValue).padStart(4, '0')}`;
}

/** How one invoice is called, and several, in a language. */
export type InvoiceNaming = {
  one(number: string, merchant: string): string;
  several(numbers: string, merchant: string): string;
};

/** The description on Stripe's page and statements: whose invoice it is, and which. */
export const describeInvoice = (
  invoice: Described,
  merchant: BusinessNames,
  naming: Pick<InvoiceNaming, 'one'>,
): string => naming.one(invoiceNumber(invoice) ?? '', senderName('stripe', invoice, merchant));

/** The same of several that are paid at once. */
export function describeInvoices(
  invoices: readonly [Described, ...Described[]],
  merchant: BusinessNames,
  naming: InvoiceNaming,
): string {
  const [first, ...others] = invoices;
  if (others.length === 0) return describeInvoice(first, merchant, naming);
  const numbers = invoices.map((invoice) => invoiceNumber(invoice) ?? '');
  return naming.several(numbers.join(', '), payeeOf(invoices, merchant));
}

/** Who is paid, on Stripe's page: as the invoices name it; of several that differ, as it is named now. */
export function payeeOf(invoices: readonly [Described, ...Described[]], merchant: BusinessNames): string {
  const [name, ...others] = new Set(invoices.map((invoice) => senderName('stripe', invoice, merchant)));
  return name === undefined || others.length > 0 ? nameAt('stripe', merchant) : name;
}

type Described = {
  readonly series: string | null;
  readonly numberValue: number | null;
} & Parameters<typeof senderName>[1];

/** The file name of a document's PDF, safe whatever characters its series holds. */
export const pdfName = (number: string, kind: FileKind = 'invoice'): string =>
  `${fileName(number, kind)}.pdf`;

/** The file name of its e-invoice. */
export const xmlName = (number: string): string => `${fileName(number, 'invoice')}.xml`;

type FileKind = 'invoice' | 'credit-note';

const fileName = (number: string, kind: FileKind): string =>
  `${kind}-${number.replaceAll(/[^A-Za-z0-9._-]/g, '-')}`;
