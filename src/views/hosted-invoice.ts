import { localDateAt } from '../domain/calendar.ts';
import { isPlanned, mayBePaid } from '../domain/ledger/types.ts';
import { attachments } from './components/attachments.ts';
import { bankDetails } from './components/bank-details.ts';
import { besidePay, type Ways } from './components/beside-pay.ts';
import { brandHeader, contactFooter } from './components/brand.ts';
import { creditNotes } from './components/credit-notes.ts';
import { headline, whatsNext } from './components/headline.ts';
import { history } from './components/history.ts';
import { ICONS } from './components/icons.ts';
import { instalments, otherAmounts } from './components/instalments.ts';
import { keepsSentence } from './components/keeps-sentence.ts';
import { linesTable } from './components/lines-table.ts';
import { moreWays } from './components/more-ways.ts';
import { noLinkSentence } from './components/no-link.ts';
import { parties } from './components/parties.ts';
import { paymentNote } from './components/payment-note.ts';
import { receipts } from './components/receipts.ts';
import { type OfferView, savedMethods } from './components/saved-methods.ts';
import { statusLine, statusOf } from './components/status.ts';
import { totals } from './components/totals.ts';
import { type Writer, writerFor } from './format.ts';
import { type Html, html, NOTHING } from './html.ts';
import { askedAmount } from './instalments.ts';
import { documentPage, type PageContext } from './layout.ts';
import type { InvoiceView } from './model.ts';
import { isolate } from './text.ts';

/**
 * The hosted invoice, GET /i/:token: a card that says what is owed, to whom and until when, and how to pay it; below it the
 * whole document, as quiet as paper. With a payment under way, or once closed, it offers no way to pay. `keeps` is said to whoever pays by its link, which
 * takes what `ways` says.
 */
export function hostedInvoicePage(
  invoice: InvoiceView,
  context: PageContext,
  { offer = null, keeps = null, ways = CARDS, asOf = null }: Partial<Beside> & { asOf?: AsOf | null } = {},
): string {
  const writer = writerFor(invoice, context.speech);
  const { words } = writer;
  const merchant = isolate(invoice.merchant.name);
  return documentPage({
    title: words.invoice.title(isolate(invoice.number), merchant),
    speech: context.speech,
    nonce: context.nonce,
    query: context.query,
    referrer: offer === null ? 'no-referrer' : 'same-origin',
    brandColor: invoice.merchant.brandColor,
    width: 'wide',
    body: html`
      ${brandHeader(invoice.merchant)}
      <main>
        <div class="card topay">
          <div>
            ${asOf === null ? NOTHING : dated(asOf, writer)}
            ${summary(invoice, { offer, keeps, ways, isCopy: asOf !== null }, writer)}
            ${asOf === null ? moreWays(invoice, writer) : NOTHING}
          </div>
          ${bankDetails(invoice, writer)}
        </div>
        <div class="paper">
          <h2 class="hidden">${context.speech.words.hosted.document}</h2>
          ${parties(invoice, writer)}
          ${instalments(invoice, writer)}
          ${linesTable(invoice, writer)}
          ${totals(invoice, writer)}
          ${creditNotes(invoice, writer)}
          ${receipts(invoice, writer)}
          ${attachments(invoice, writer)}
          ${notes(invoice, writer)}
          ${history(invoice, writer)}
        </div>
      </main>
      ${contactFooter(invoice.merchant, words.invoice.questions(merchant))}
    `,
  });
}

/** Whether a payer is offered to pay: something is owed, a link exists, and no other payment is settling. */
export function offersPayment(invoice: InvoiceView): boolean {
  return invoice.links.pay !== null && mayBePaid(invoice.ledger.next);
}

/** When it was like that (ms), where the business is, and what time it is. */
type AsOf = { readonly at: number; readonly timeZone: string; readonly now: number };

function dated({ at, timeZone, now }: AsOf, writer: Writer): Html {
  const words = writer.speech.words.hosted.copyOf;
  const isToday = localDateAt(at, timeZone) === localDateAt(now, timeZone);
  const when = isToday ? writer.time(at, timeZone) : writer.instant(at, timeZone);
  return html`
    <div class="asof" role="status">
      ${statusLine({ tone: 'wait', icon: ICONS.clock, word: words.asOf(when), detail: '' })}
      <p class="lead">${words.why}</p>
      <p class="lead">${words.noPayment}</p>
    </div>
  `;
}

type Beside = { readonly offer: OfferView | null; readonly keeps: string | null; readonly ways: Ways };

const CARDS: Ways = { card: true, ach: false };

function summary(
  invoice: InvoiceView,
  { offer, keeps, ways, isCopy }: Beside & { readonly isCopy: boolean },
  writer: Writer,
): Html {
  return html`
    ${headline(invoice, writer)}
    ${statusLine(statusOf(invoice, writer))}
    ${whatsNext(invoice, writer)}
    ${paymentNote(invoice, writer)}
    ${noLinkSentence(invoice, writer)}
    ${isCopy ? NOTHING : actions(invoice, offer, writer)}
    ${offersPayment(invoice) ? besidePay(invoice, ways, writer) : NOTHING}
    ${keepsSentence(offersPayment(invoice) ? keeps : null)}
  `;
}

function actions(invoice: InvoiceView, offer: OfferView | null, writer: Writer): Html {
  const { invoice: words } = writer.words;
  const { links } = invoice;
  const pay = offersPayment(invoice) ? links.pay : null;
  // What is charged by itself needs no button: paying by hand comes second.
  const isCharged = isPlanned(invoice.ledger.next);
  const button =
    pay === null || offer !== null || isCharged
      ? NOTHING
      : html`<a class="button" href="${pay}">${words.pay}</a>`;
  const payNow =
    pay !== null && isCharged
      ? html`<a href="${pay}">${writer.speech.words.ledger.next.payNow}</a>`
      : NOTHING;
  const online = pay === null ? words.viewOnline : words.payOnline;
  return html`
    ${pay === null || offer === null || isCharged ? NOTHING : ownMethods(pay, offer, invoice, writer)}
    ${button === NOTHING ? NOTHING : html`<p class="actions">${button}</p>`}
    ${payNow === NOTHING ? NOTHING : html`<p class="lead">${payNow}</p>`}
    ${pay === null ? NOTHING : otherAmounts(invoice, { action: pay }, writer)}
    <p class="print lead">${online} ${pay ?? links.view}</p>
  `;
}

/** The customer's own methods, for a browser that is signed in to the portal, and the way to Stripe for another one. */
function ownMethods(pay: string, offer: OfferView, invoice: InvoiceView, writer: Writer): Html {
  return html`
    ${savedMethods(offer, writer, writer.amount(askedAmount(invoice)))}
    <form class="pay" method="post" action="${pay}">
      <button class="button quiet">${writer.words.pay.anotherMethod}</button>
    </form>
  `;
}

function notes(invoice: InvoiceView, writer: Writer): Html {
  if (invoice.notes === null || invoice.notes.trim() === '') return NOTHING;
  return html`
    <section>
      <h2>${writer.words.invoice.notes}</h2>
      <p class="written" dir="auto">${invoice.notes}</p>
    </section>
  `;
}
