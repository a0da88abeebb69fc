import { bankDetails } from './components/bank-details.ts';
import { brandHeader } from './components/brand.ts';
import { headline, whatsNext } from './components/headline.ts';
import { amountField, instalments, otherAmounts, type PartTrouble } from './components/instalments.ts';
import { keepsSentence } from './components/keeps-sentence.ts';
import { paymentNote } from './components/payment-note.ts';
import { type OfferView, savedMethods } from './components/saved-methods.ts';
import { statusLine, statusOf } from './components/status.ts';
import { type Writer, writerFor } from './format.ts';
import { type Html, html, NOTHING } from './html.ts';
import { askedAmount } from './instalments.ts';
import { documentPage, type PageContext } from './layout.ts';
import type { InvoiceView } from './model.ts';
import { isolate } from './text.ts';

export type PayPageView = {
  readonly invoice: InvoiceView;
  /** Where the button posts to: the pay link itself. Called only where offersPayment() holds. */
  readonly action: string;
  /** Methods on file that are offered first; a button sends the method and the version back to be checked. */
  readonly offer: OfferView | null;
  /** What is said of what the link keeps; null where it keeps nothing. */
  readonly keeps?: string | null;
  /** Why the amount that was chosen just now was not taken. */
  readonly trouble?: PartTrouble | null;
};

/** The pay page, GET /pay/:token for a visitor who may be a bot: the amount, the merchant, one button that acts. */
export function payPage(view: PayPageView, context: PageContext): string {
  const { invoice } = view;
  const writer = writerFor(invoice, context.speech);
  const { words } = writer;
  const merchant = isolate(invoice.merchant.name);
  const amount = writer.amount(askedAmount(invoice));
  return documentPage({
    title: words.pay.title(amount, merchant),
    speech: context.speech,
    nonce: context.nonce,
    query: context.query,
    referrer: view.offer?.isSignedIn === true ? 'same-origin' : 'no-referrer',
    brandColor: invoice.merchant.brandColor,
    width: 'narrow',
    body: html`
      ${brandHeader(invoice.merchant)}
      <main class="card">
        ${headline(invoice, writer)}
        ${statusLine(statusOf(invoice, writer))}
        <p class="soft">${words.pay.invoice(isolate(invoice.number))}</p>
        ${whatsNext(invoice, writer)}
        ${paymentNote(invoice, writer)}
        ${payForms(view, writer, amount)}
        ${otherAmounts(invoice, { action: view.action, trouble: view.trouble ?? null }, writer)}
        ${instalments(invoice, writer)}
        <p class="actions"><a href="${invoice.links.view}">${words.pay.view}</a></p>
        <p class="print lead">${words.invoice.payOnline} ${view.action}</p>
        ${bankDetails(invoice, writer)}
      </main>
    `,
  });
}

/** A button that charges each method on file and another that leads to Stripe, or only that one. */
function payForms(view: PayPageView, writer: Writer, amount: string): Html {
  const { words } = writer;
  const { offer, action } = view;
  if (offer === null) {
    return html`
      <form class="pay" method="post" action="${action}">
        ${view.invoice.plan == null ? NOTHING : amountField(askedAmount(view.invoice))}
        <button class="button">${words.pay.button(amount)}</button>
      </form>
      <p class="small soft lead screen">${words.pay.explained}</p>
      ${keepsSentence(view.keeps ?? null)}
    `;
  }
  return html`
    ${savedMethods(offer, writer, amount)}
    <form class="pay" method="post" action="${action}">
      <button class="button quiet">${words.pay.anotherMethod}</button>
    </form>
    ${keepsSentence(view.keeps ?? null)}
  `;
}
