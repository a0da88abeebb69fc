import { invoiceNumber } from '../domain/invoice/number.ts';
import type { CreditNoteRow } from '../operations/resources/stream-credit-notes.ts';
import { type Columns, type Csv, csvOf, type Pages, TAX } from './invoices-csv.ts';

/** What every row says of its credit note. */
const NAMED: Columns<CreditNoteRow> = {
  creditNoteId: ({ id }) => id,
  number: (note) => invoiceNumber(note),
  issueDate: ({ issueDate }) => issueDate,
  invoiceId: ({ invoiceId }) => invoiceId,
  currency: ({ currency }) => currency,
};

const NOTES: Columns<CreditNoteRow> = {
  ...NAMED,
  customerId: ({ customerId }) => customerId,
  customer: ({ parties }) => parties.customer.name,
  net: ({ net }) => net,
  taxTotal: ({ taxTotal }) => taxTotal,
  total: ({ total }) => total,
  payable: ({ payable }) => payable,
  offDue: ({ offDue }) => offDue,
  refunded: ({ refunded }) => refunded,
  asCredit: ({ asCredit }) => asCredit,
  outside: ({ outside }) => outside,
  reason: ({ reason }) => reason,
  createdAt: ({ createdAt }) => new Date(createdAt).toISOString(),
};

type TaxRow = { readonly note: CreditNoteRow; readonly tax: CreditNoteRow['taxes'][number] };

const TAXES: Columns<TaxRow> = {
  ...Object.fromEntries(
    Object.entries(NAMED).map(([name, cell]) => [name, ({ note }: TaxRow) => cell(note)]),
  ),
  ...TAX,
};

/** Credit notes as CSV: amounts in minor units of their currency, above zero as on the documents. */
export const creditNotesCsv = (pages: Pages<CreditNoteRow>): Csv => csvOf(NOTES, pages);

/** A row for each rate of each credit note. */
export const creditNoteTaxesCsv = (pages: Pages<CreditNoteRow>): Csv => csvOf(TAXES, taxesOf(pages));

async function* taxesOf(pages: Pages<CreditNoteRow>): Pages<TaxRow> {
  for await (const page of pages) yield page.flatMap((note) => note.taxes.map((tax) => ({ note, tax })));
}
