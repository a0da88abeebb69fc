import { bare, externalKey, type Header, type HeaderRules, readHeadings } from './header.ts';

/** The fields that a file of invoices may have. A line is a line of an invoice; those of one invoice stand together. */
export const INVOICE_FIELDS = [
  'number',
  'status',
  'issueDate',
  'dueDate',
  'currency',
  'customerId',
  'customerEmail',
  'customerName',
  'description',
  'quantity',
  'unitPrice',
  'discount',
  'net',
  'taxRate',
  'taxName',
  'tax',
  'gross',
  'total',
  'paid',
  'paidOn',
  'paidBy',
  'paidReference',
  'notes',
] as const;
export type InvoiceField = (typeof INVOICE_FIELDS)[number];
export type InvoiceColumn = InvoiceField | `externalId:${string}`;
/** A row's cells that are not empty. */
export type InvoiceCells = Readonly<Partial<Record<InvoiceColumn, string>>>;

/** What other programs call a field; compared without case, spaces and signs. */
const ALSO: Readonly<Record<string, InvoiceField>> = {
  invoicenumber: 'number',
  invoiceno: 'number',
  invoice: 'number',
  no: 'number',
  date: 'issueDate',
  invoicedate: 'issueDate',
  issuedate: 'issueDate',
  duedate: 'dueDate',
  due: 'dueDate',
  currencycode: 'currency',
  customer: 'customerName',
  client: 'customerName',
  clientname: 'customerName',
  email: 'customerEmail',
  clientemail: 'customerEmail',
  item: 'description',
  linedescription: 'description',
  qty: 'quantity',
  hours: 'quantity',
  units: 'quantity',
  price: 'unitPrice',
  unitcost: 'unitPrice',
  unitamount: 'unitPrice',
  itemprice: 'unitPrice',
  discountamount: 'discount',
  linediscount: 'discount',
  subtotal: 'net',
  netamount: 'net',
  vat: 'tax',
  taxamount: 'tax',
  vatrate: 'taxRate',
  taxpercent: 'taxRate',
  amount: 'gross',
  grossamount: 'gross',
  invoicetotal: 'total',
  amountpaid: 'paid',
  paidamount: 'paid',
  paiddate: 'paidOn',
  datepaid: 'paidOn',
  paymentmethod: 'paidBy',
  paymentreference: 'paidReference',
  memo: 'notes',
};

const BY_NAME = new Map<string, InvoiceField>([
  ...Object.entries(ALSO),
  ...INVOICE_FIELDS.map((field): [string, InvoiceField] => [bare(field), field]),
]);

const RULES: HeaderRules<InvoiceColumn> = {
  known: `Columns are ${INVOICE_FIELDS.join(', ')} and externalId:NAME.`,
  columnOf: (heading) => {
    const key = externalKey(heading);
    return key === null ? (BY_NAME.get(bare(heading)) ?? null) : `externalId:${key}`;
  },
  missing: (columns) => {
    if (!columns.includes('number')) return 'No column has the invoices’ numbers: give number.';
    if (!columns.includes('issueDate')) return 'No column says when they were issued: give issueDate.';
    if (!columns.some((column) => /^(?:customer|externalId:)/.test(column))) {
      return 'No column says whose they are: give customerId, externalId:NAME, customerEmail or customerName.';
    }
    return columns.includes('gross') || columns.includes('net')
      ? null
      : 'No column says what they come to: give gross, or net and tax.';
  },
};

/** The columns that the first line of a file of invoices names, each once. */
export const readInvoiceHeader = (headings: readonly string[]): Header<InvoiceColumn> =>
  readHeadings(headings, RULES);
