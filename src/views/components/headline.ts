import type { Writer } from '../format.ts';
import { type Html, html, NOTHING } from '../html.ts';
import type { InvoiceView } from '../model.ts';
import { isolate } from '../text.ts';
import { nextSentence } from '../whats-next.ts';
import { isLongFigure } from './figure.ts';

/** The amount that matters now, and what it is. */
export const headline = (invoice: InvoiceView, writer: Writer): Html =>
  figure(headlineLabel(invoice, writer), writer.amount(invoice.ledger.headline.amount));

const figure = (label: string, amount: string): Html =>
  html`<h1><span class="clamp">${label}</span> ${
    isLongFigure(amount) ? html`<strong class="long">${amount}</strong>` : html`<strong>${amount}</strong>`
  }</h1>`;

/** What the amount is, and whose. What is on its way is not called due. */
export function headlineLabel({ ledger, merchant }: InvoiceView, writer: Writer): string {
  const { invoice: words } = writer.words;
  const own = writer.speech.words.ledger.headline;
  const name = isolate(merchant.name);
  switch (ledger.headline.kind) {
    case 'due':
      return words.amountDueTo(name);
    case 'processing':
      return own.processing(name);
    case 'paid':
      return words.amountPaidTo(name);
    case 'refunded':
      return own.refunded(name);
    case 'draft':
    case 'credited':
    case 'void':
    case 'closed':
      return words.amountFrom(name);
    default:
      return ledger.headline.kind satisfies never;
  }
}

/** What happens next, and whether there is anything to do; nothing where the status says it. */
export function whatsNext(invoice: InvoiceView, writer: Writer): Html {
  const text = nextSentence(invoice, writer);
  return text === null ? NOTHING : html`<p class="lead next">${text}</p>`;
}
