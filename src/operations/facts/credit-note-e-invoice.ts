import type { InvoicePage } from '../../db/queries/invoice-page.ts';
import { parseLocalDate } from '../../domain/calendar.ts';
import { creditNoteOf, type NoteSource } from '../../domain/e-invoice/credit-note.ts';
import type { EInvoiceSource } from '../../domain/e-invoice/source.ts';
import { invoiceNumber } from '../../domain/invoice/number.ts';
import { eInvoiceSource } from './e-invoice.ts';
import { profileOf } from './profile.ts';

type Page = Pick<InvoicePage, 'invoice' | 'merchant' | 'printed' | 'lines'>;

/** The rows of a credit note that was issued. */
type Found = {
  readonly note: Omit<NoteSource, 'number' | 'issuedOn' | 'lines'> & {
    readonly series: string;
    readonly numberValue: number;
    readonly issueDate: string;
  };
  readonly lines: NoteSource['lines'];
};

/** The e-invoice of a credit note that was issued, in the format of its invoice; null where that has none. */
export function creditNoteEInvoice(page: Page, { note, lines }: Found): EInvoiceSource | null {
  const number = invoiceNumber(note);
  const issuedOn = parseLocalDate(note.issueDate);
  return number === null || issuedOn === null
    ? null
    : creditNoteSource(page, { ...note, number, issuedOn, lines });
}

/** The same of one that is not issued yet. */
export function creditNoteSource(page: Page, note: NoteSource): EInvoiceSource | null {
  const source = invoiceSource(page);
  return source === null ? null : creditNoteOf(source, note);
}

/** The e-invoice of its invoice, without what credit paid of that when it was issued; null where there is none. */
export function invoiceSource({ invoice, merchant, printed, lines }: Page): EInvoiceSource | null {
  const { parties } = invoice;
  const number = invoiceNumber(invoice);
  const issuedOn = parseLocalDate(invoice.issueDate ?? '');
  if (parties === null || number === null || issuedOn === null) return null;
  const profile = printed ?? profileOf(merchant);
  return eInvoiceSource({ invoice, lines, parties, profile, number, issuedOn, prepaid: 0 });
}
