import { brandHeader, contactFooter } from './components/brand.ts';
import { statusLine, statusOf } from './components/status.ts';
import { transferFields } from './components/transfer-fields.ts';
import { type Writer, writerFor } from './format.ts';
import { type Html, html } from './html.ts';
import { documentPage, type PageContext } from './layout.ts';
import type { InvoiceView, TransferView } from './model.ts';
import { isolate } from './text.ts';

/** What a printed copy of an invoice has to say. */
export type CopyView = {
  readonly invoice: InvoiceView;
  /** The bank details on that copy; null for none. */
  readonly transfer: TransferView | null;
  /** Whether they still take money. */
  readonly isInForce: boolean;
};

/** Where the code on a printed invoice leads: number, amount and bank details as they were issued, to compare with the paper. */
export function copyPage(view: CopyView, context: PageContext): string {
  const { invoice } = view;
  const writer = writerFor(invoice, context.speech);
  const { words, speech } = writer;
  const { copy } = speech.words.hosted;
  const merchant = isolate(invoice.merchant.name);
  return documentPage({
    title: `${copy.title} · ${merchant}`,
    speech,
    nonce: context.nonce,
    query: context.query,
    brandColor: invoice.merchant.brandColor,
    width: 'narrow',
    body: html`
      ${brandHeader(invoice.merchant)}
      <main class="card">
        <h1 class="title">${copy.title}</h1>
        <p class="lead">${copy.lead(merchant)}</p>
        <dl class="copy">
          ${fact(words.invoice.number, invoice.number)}
          ${fact(words.invoice.amount, writer.amount(invoice.total))}
          ${fact(words.invoice.issued, writer.date(invoice.issuedOn))}
          ${fact(words.invoice.to, invoice.customer.name)}
        </dl>
        ${statusLine(statusOf(invoice, writer))}
        <section>
          <h2>${copy.accounts}</h2>
          ${accounts(view, writer)}
        </section>
        <p class="actions"><a class="button quiet" href="${invoice.links.view}">${words.notice.view}</a></p>
      </main>
      ${contactFooter(invoice.merchant, words.invoice.questions(merchant))}
    `,
  });
}

function accounts({ transfer, isInForce }: CopyView, { speech }: Writer): Html {
  const { copy } = speech.words.hosted;
  if (transfer === null) return html`<p class="lead">${copy.noAccounts}</p>`;
  const said = isInForce
    ? html`<p class="lead">${copy.stands}</p>`
    : html`<p class="lead bad">${copy.replaced}</p>`;
  return html`${said}${transferFields(transfer, speech)}`;
}

const fact = (label: string, value: string): Html =>
  html`<div><dt>${label}</dt><dd dir="auto">${value}</dd></div>`;
