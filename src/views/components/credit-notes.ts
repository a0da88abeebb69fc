import type { Writer } from '../format.ts';
import { type Html, html, NOTHING } from '../html.ts';
import type { InvoiceView } from '../model.ts';
import { isolate } from '../text.ts';

/** The credit notes that correct an invoice, each with its PDF. */
export function creditNotes({ creditNotes: notes }: InvoiceView, writer: Writer): Html {
  if (notes.length === 0) return NOTHING;
  const { onInvoice } = writer.speech.words.creditNotes;
  return html`
    <section>
      <h2>${onInvoice.list}</h2>
      <dl class="sums all">
        ${notes.map(
          ({ number, issuedOn, amount, pdf, xml }) => html`
            <div>
              <dt>
                <a href="${pdf}" aria-label="${onInvoice.download(isolate(number))}">${number}</a>
                <br><span class="small soft">${writer.date(issuedOn)}</span>
                ${
                  xml === null
                    ? NOTHING
                    : html`<br><a class="small" href="${xml}" aria-label="XML: ${onInvoice.downloadXml(isolate(number))}">XML</a>`
                }
              </dt>
              <dd>${writer.amount(-amount)}</dd>
            </div>
          `,
        )}
      </dl>
    </section>
  `;
}
