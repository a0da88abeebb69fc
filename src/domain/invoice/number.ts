import { type BusinessNames, nameAt, senderName } from '../profile/names.ts';

/** Leads a series that is a whole number, of an invoice that another system numbered in a way of its own. No prefix has it. */
const WHOLE = '=';

/** The number as it is printed: the series, then at least four digits. Null for a draft. */
export function invoiceNumber(invoice: {
  readonly series: string | null;
  readonly numberValue: number | null;
}): string | null {
  const { series, numberValue } = invoice;
  if (numberValue === null) return null;
  if (series?.startsWith(WHOLE)) return series.slice(WHOLE.length);
  return `${series ?? ''}${String(numberValue).padStart(4, '0')}`;
}

/** A number as another system printed it → the one way in which it is stored, which prints the same. */
export function storedNumber(text: string): { readonly series: string; readonly numberValue: number } {
  const digits = /[0-9]*$/.exec(text)?.[0] ?? '';
  const counted = { series: text.slice(0, text.length - digits.length), numberValue: Number(digits) };
  const isOurs = digits.length <= 9 && counted.numberValue > 0 && invoiceNumber(counted) === text;
  return isOurs ? counted : { series: `${WHOLE}${text}`, numberValue: 1 };
}

/** What a number counts in, if it ends in a counter that ours could meet: after `A-17` comes 18, however it is padded. */
export function counterOf(text: string): { readonly series: string; readonly value: number } | null {
  const digits = /[0-9]*$/.exec(text)?.[0] ?? '';
  const value = Number(digits);
  return digits.length > 9 || value === 0
    ? null
    : { series: text.slice(0, text.length - digits.length), value };
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
export const xmlName = (number: string, kind: FileKind = 'invoice'): string =>
  `${fileName(number, kind)}.xml`;

type FileKind = 'invoice' | 'credit-note';

const fileName = (number: string, kind: FileKind): string =>
  `${kind}-${number.replaceAll(/[^A-Za-z0-9._-]/g, '-')}`;
