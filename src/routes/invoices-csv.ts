import type { Cell } from '../domain/csv/write.ts';
import { invoiceNumber } from '../domain/invoice/number.ts';
import { signedLine } from '../domain/invoice/signed-line.ts';
import { amountRemaining, moneyPaid, shownStatus } from '../domain/invoice/state.ts';
import { sumsOf } from '../domain/invoice/stored-sums.ts';
import type { TaxTotal } from '../domain/invoice/totals-types.ts';
import type { InvoiceLineRow, InvoiceRow } from '../operations/resources/stream-invoices.ts';
import { csvStream } from './csv-stream.ts';

export type Pages<T> = AsyncGenerator<readonly T[]>;
export type Csv = ReadableStream<Uint8Array>;
export type Columns<T> = Readonly<Record<string, (row: T) => Cell>>;

export const csvOf = <T>(columns: Columns<T>, pages: Pages<T>): Csv =>
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
  status: (invoice) => shownStatus(invoice),
  paymentStatus: ({ paymentStatus }) => paymentStatus,
  customerId: ({ customerId }) => customerId,
  customer: ({ parties }) => parties?.customer.name ?? null,
  dueDate: ({ dueDate }) => dueDate,
  subtotal: (invoice) => sumsOf(invoice).subtotal,
  discountTotal: (invoice) => sumsOf(invoice).discountTotal,
  taxTotal: (invoice) => sumsOf(invoice).taxTotal,
  total: (invoice) => sumsOf(invoice).total,
  withheld: (invoice) => total(sumsOf(invoice).withholdings.map(({ amount }) => amount)),
  deposits: (invoice) => total(sumsOf(invoice).deposits.map((deposit) => deposit.total)),
  rounding: (invoice) => sumsOf(invoice).rounding,
  amountDue: ({ amountDue }) => amountDue,
  amountPaid: (invoice) => moneyPaid(invoice),
  amountCredited: ({ amountCredited }) => amountCredited,
  amountRemaining: (invoice) => amountRemaining(invoice),
  createdAt: ({ createdAt }) => instant(createdAt),
  updatedAt: ({ updatedAt }) => instant(updatedAt),
  finalizedAt: ({ finalizedAt }) => instant(finalizedAt),
  paidAt: ({ paidAt }) => instant(paidAt),
};

/** As a number, which no spreadsheet takes for a formula, unless that would be written with an exponent. */
function decimalCell(text: string | null): Cell {
  if (text === null) return null;
  return /^-?\d+(\.\d{1,6})?$/.test(text) ? Number(text) : text;
}

const total = (amounts: readonly number[]): number => amounts.reduce((sum, amount) => sum + amount, 0);

const ofInvoice = <T extends { readonly invoice: InvoiceRow }>(): Columns<T> =>
  Object.fromEntries(Object.entries(NAMED).map(([name, cell]) => [name, ({ invoice }: T) => cell(invoice)]));

const LINES: Columns<InvoiceLineRow> = {
  ...ofInvoice<InvoiceLineRow>(),
  position: ({ line }) => line.position,
  description: ({ line }) => line.description,
  quantity: ({ line }) => Number(line.quantity),
  unitAmount: ({ line }) => signedLine(line).unitAmount,
  unitAmountDecimal: ({ line }) => decimalCell(line.unitDecimal),
  discountAmount: ({ line }) => signedLine(line).discountAmount,
  amount: ({ line }) => signedLine(line).amount,
  taxes: ({ line }) => line.taxes.map(({ name, percentage }) => `${name} ${percentage}%`).join('\n'),
  taxAmount: ({ line }) => line.taxes.reduce((sum, { amount }) => sum + amount, 0),
  total: ({ line }) => signedLine(line).total,
};

/** What a row says of a tax. */
export const TAX: Columns<{ readonly tax: TaxTotal }> = {
  tax: ({ tax }) => tax.name,
  percentage: ({ tax }) => tax.percentage,
  inclusive: ({ tax }) => (tax.inclusive ? 'yes' : 'no'),
  taxable: ({ tax }) => tax.taxable,
  amount: ({ tax }) => tax.amount,
  category: ({ tax }) => tax.category ?? null,
  exemption: ({ tax }) => tax.exemption ?? null,
  reason: ({ tax }) => tax.reason ?? null,
};

type TaxRow = { readonly invoice: InvoiceRow; readonly tax: InvoiceRow['taxes'][number] };

const TAXES: Columns<TaxRow> = {
  ...ofInvoice<TaxRow>(),
  status: ({ invoice }) => shownStatus(invoice),
  ...TAX,
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
