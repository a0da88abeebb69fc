import { bankDetails } from './components/bank-details.ts';
import { brandHeader } from './components/brand.ts';
import { paymentNote } from './components/payment-note.ts';
import { statusLine, statusOf } from './components/status.ts';
import { writerFor } from './format.ts';
import { html } from './html.ts';
import { speechFor } from './i18n/dictionary.ts';
import { documentPage, type PageContext } from './layout.ts';
import type { InvoiceView } from './model.ts';
import { isolate } from './text.ts';

export type PayPageView = {
  readonly invoice: InvoiceView;
  /** Where the button posts to: the pay link itself. Called only where offersPayment() holds. */
  readonly action: string;
};

/** The pay page, GET /pay/:token for a visitor who may be a machine: the amount, to whom, and one button that acts. */
export function payPage(view: PayPageView, context: PageContext): string {
  const { invoice } = view;
  const writer = writerFor(invoice, context.locale);
  const { words } = writer;
  const merchant = isolate(invoice.merchant.name);
  const amount = writer.amount(invoice.amountRemaining);
  return documentPage({
    title: words.pay.title(amount, merchant),
    speech: speechFor(context.locale),
    nonce: context.nonce,
    brandColor: invoice.merchant.brandColor,
    width: 'narrow',
    body: html`${brandHeader(invoice.merchant)}<main class="card"><h1><span class="clamp">${words.invoice.amountDueTo(merchant)}</span> <strong>${amount}</strong></h1>${statusLine(statusOf(invoice, writer))}<p class="soft">${words.pay.invoice(isolate(invoice.number))}</p>${paymentNote(invoice, writer)}<form class="pay" method="post" action="${view.action}"><button class="button">${words.pay.button(amount)}</button></form><p class="small soft lead screen">${words.pay.explained}</p><p class="actions"><a href="${invoice.links.view}">${words.pay.view}</a></p><p class="print lead">${words.invoice.payOnline} ${view.action}</p>${bankDetails(invoice, writer)}</main>`,
  });
}
