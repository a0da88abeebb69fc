import { buildEInvoice } from '../domain/e-invoice/build.ts';
import type { EInvoiceSource } from '../domain/e-invoice/source.ts';
import { writeEInvoice } from '../domain/e-invoice/write-e-invoice.ts';
import { writerFor } from './format.ts';
import { speechFor } from './i18n/speech.ts';
import { taxNote } from './tax-note.ts';

/** The e-invoice as XML, in the words of the invoice itself. The same source is always the same text. */
export async function renderEInvoice(source: EInvoiceSource): Promise<string> {
  const speech = await speechFor(source.locale);
  const { words } = speech;
  const writer = writerFor(source, speech);
  const invoice = buildEInvoice(source, {
    dueOnReceipt: words.documents.status.dueOnReceipt,
    part: ({ amount, dueOn }) => words.instalments.terms(writer.amount(amount), writer.date(dueOn)),
    discount: words.pages.invoice.discount,
    language: source.locale,
    taxNote: (note) => taxNote(words.taxes, note),
  });
  return writeEInvoice(invoice);
}
