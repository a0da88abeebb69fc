import type { Cell } from '../domain/csv/write.ts';
import { invoiceNumber } from '../domain/invoice/number.ts';
import { amountRemaining } from '../domain/invoice/state.ts';
import type { InvoiceLineRow, InvoiceRow } from '../operations/resources/stream-invoices.ts';
import { csvStream } from './csv-stream.ts';

type Pages<T> = AsyncGenerator<readonly T[]>;
type Csv = ReadableStream<Uint8Array>;
type Columns<T> = Readonly<Record<string, (row: T) => Cell>>;

const csvOf = <T>(columns: Columns<T>, pages: Pages<T>): Csv =>
  csvStream(Object.keys(columns), pages, (row) => Object.values(columns).map((cell) => cell(row)));

const instant = (ms: number | null): Cell => (ms === null ? null : new Date(ms).toISOString());

/** What every row says of its invoice. */
const NAMED: Columns<InvoiceRow> = {
  invoiceId: ({ id }) => id,
  number: (invoice) => invoiceNumber(invoice),
  issueDate: ({ issueDate }) => issueDate,
  currency: ({ currency }) => currency,
};

const INVOICES: Columns<InvoiceRow> = {
  ...NAMED,
  status: ({ status }) => status,
  paymentStatus: ({ paymentStatus }) => paymentStatus,
  customerId: ({ customerId }) => customerId,
  customer: ({ parties }) => parties?.customer.name ?? null,
  dueDate: ({ dueDate }) => dueDate,
  subtotal: ({ subtotal }) => subtotal,
  discountTotal: ({ discountTotal }) => discountTotal,
  taxTotal: ({ taxTotal }) => taxTotal,
  total: ({ amountDue }) => amountDue,
  amountPaid: ({ amountPaid }) => amountPaid,
  amountRemaining: (invoice) => amountRemaining(invoice),
  createdAt: ({ createdAt }) => instant(createdAt),
  updatedAt: ({ updatedAt }) => instant(updatedAt),
  finalizedAt: ({ finalizedAt }) => instant(finalizedAt),
  paidAt: ({ paidAt }) => instant(paidAt),
};

const ofInvoice = <T extends { readonly invoice: InvoiceRow }>(): Columns<T> =>
  Object.fromEntries(Object.entries(NAMED).map(([name, cell]) => [name, ({ invoice }: T) => cell(invoice)]));

const LINES: Columns<InvoiceLineRow> = {
  ...ofInvoice<InvoiceLineRow>(),
  position: ({ line }) => line.position,
  description: ({ line }) => line.description,
  quantity: ({ line }) => line.quantity,
  unitAmount: ({ line }) => line.unitAmount,
  discountAmount: ({ line }) => line.discountAmount,
  amount: ({ line }) => line.amount,
  taxes: ({ line }) => line.taxes.map(({ name, percentage }) => `${name} ${percentage}%`).join('\n'),
  taxAmount: ({ line }) => line.taxes.reduce((sum, { amount }) => sum + amount, 0),
  total: ({ line }) => line.total,
};

type TaxRow = { readonly invoice: InvoiceRow; readonly tax: InvoiceRow['taxes'][number] };

const TAXES: Columns<TaxRow> = {
  ...ofInvoice<TaxRow>(),
  status: ({ invoice }) => invoice.status,
  tax: ({ tax }) => tax.name,
  percentage: ({ tax }) => tax.percentage,
  inclusive: ({ tax }) => (tax.inclusive ? 'yes' : 'no'),
  taxable: ({ tax }) => tax.taxable,
  amount: ({ tax }) => tax.amount,
};

/** Invoices as CSV: amounts in minor units of their currency, as everywhere in the API. */
export const invoicesCsv = (pages: Pages<InvoiceRow>): Csv => csvOf(INVOICES, pages);

/** Their lines. */
export const invoiceLinesCsv = (pages: Pages<InvoiceLineRow>): Csv => csvOf(LINES, pages);

/** A row for each rate of each invoice. */
export const invoiceTaxesCsv = (pages: Pages<InvoiceRow>): Csv => csvOf(TAXES, taxesOf(pages));

async function* taxesOf(pages: Pages<InvoiceRow>): Pages<TaxRow> {
  for await (const page of pages) {
    yield page.flatMap((invoice) => invoice.taxes.map((tax) => ({ invoice, tax })));
  }
}
