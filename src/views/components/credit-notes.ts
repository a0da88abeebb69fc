import type { Writer } from '../format.ts';
import { type Html, html, NOTHING } from '../html.ts';
import { ledgerRows } from '../ledger-rows.ts';
import type { CreditNoteRef, InvoiceView } from '../model.ts';
import { otherDocuments } from '../row-documents.ts';
import { isolate } from '../text.ts';

/** The credit notes that correct an invoice and stand at no row of its sums, each with its PDF. */
export function creditNotes(invoice: InvoiceView, writer: Writer): Html {
  const { creditNotes: notes } = otherDocuments(invoice, ledgerRows(invoice, writer));
  if (notes.length === 0) return NOTHING;
  const { onInvoice } = writer.speech.words.creditNotes;
  return html`
    <section>
      <h2>${onInvoice.list}</h2>
      <dl class="sums all">
        ${notes.map((note) => {
          const [pdf, ...others] = noteLinks(note, note.number, writer);
          return html`
            <div>
              <dt>
                ${pdf ?? NOTHING}
                <br><span class="small soft">${writer.date(note.issuedOn)}</span>
                ${others.map((link) => html`<br><span class="small">${link}</span>`)}
              </dt>
              <dd>${writer.amount(-note.amount)}</dd>
            </div>
          `;
        })}
      </dl>
    </section>
  `;
}

/** A credit note as a PDF, and as an e-invoice where it is one. */
export function noteLinks(
  { number, pdf, xml }: CreditNoteRef,
  text: string,
  { speech }: Writer,
): readonly Html[] {
  const { download, downloadXml } = speech.words.creditNotes.onInvoice;
  const named = text === number ? download(isolate(number)) : `${text}: ${download(isolate(number))}`;
  return [
    html`<a href="${pdf}" aria-label="${named}">${text}</a>`,
    ...(xml === null
      ? []
      : [html`<a href="${xml}" aria-label="XML: ${downloadXml(isolate(number))}">XML</a>`]),
  ];
}
