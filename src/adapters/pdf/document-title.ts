import { oneLine } from '../../views/email/plain.ts';
import type { Writer } from '../../views/format.ts';
import type { InvoiceView } from '../../views/model.ts';

/** What the document is, its number and whose it is: `Invoice NW-0042 from Northwind`. */
export function documentTitle({ number, merchant, correction }: InvoiceView, { speech }: Writer): string {
  const { creditNotes, documents } = speech.words;
  const title = correction === null ? documents.title : creditNotes.title;
  return title(oneLine(number), oneLine(merchant.name));
}
