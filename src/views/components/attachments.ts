import { fileSize } from '../file-size.ts';
import type { Writer } from '../format.ts';
import { type Html, html, NOTHING } from '../html.ts';
import type { InvoiceView } from '../model.ts';
import { isolate } from '../text.ts';

/** The files that go with an invoice, each with its size. */
export function attachments({ attachments: files }: InvoiceView, writer: Writer): Html {
  if (files.length === 0) return NOTHING;
  const words = writer.speech.words.attachments;
  return html`
    <section>
      <h2>${words.list}</h2>
      <ul class="files">
        ${files.map(({ name, bytes, url }) => {
          const size = fileSize(bytes, writer.locale);
          return html`
            <li>
              <a href="${url}" aria-label="${words.download(isolate(name), size)}"><bdi>${name}</bdi></a>
              <span class="small soft">${size}</span>
            </li>
          `;
        })}
      </ul>
    </section>
  `;
}
