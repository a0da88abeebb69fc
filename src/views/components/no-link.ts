import type { Writer } from '../format.ts';
import { type Html, html, NOTHING } from '../html.ts';
import { askedAmount } from '../instalments.ts';
import type { InvoiceView } from '../model.ts';
import { isolate } from '../text.ts';

/** Title and sentence for a reason why nothing can be paid online. */
type Reason = { readonly title: string; readonly text: string };

/**
 * Why an invoice has no pay link, as told to the payer; null if there is a link. `limit` is the smallest or largest
 * payment that Stripe takes in the invoice's currency, in minor units, if the caller knows it.
 */
export function noLinkReason(invoice: InvoiceView, writer: Writer, limit: number | null): Reason | null {
  const { notice } = writer.words;
  const merchant = isolate(invoice.merchant.name);
  const number = isolate(invoice.number);
  const { currency } = invoice;
  const amount = writer.amount(askedAmount(invoice));
  switch (invoice.noLinkReason) {
    case null:
      return null;
    case 'draft':
      return { title: notice.draft.title, text: notice.draft.text(merchant) };
    case 'void':
      return { title: notice.void.title(number), text: notice.void.text(merchant) };
    case 'uncollectible':
      return { title: notice.uncollectible.title(number), text: notice.uncollectible.text(merchant) };
    case 'credited':
      return { title: notice.zero.title, text: writer.speech.words.creditNotes.onInvoice.closed(merchant) };
    case 'zero':
    case 'paid':
      return { title: notice.zero.title, text: notice.zero.text(number, writer.amount(invoice.total)) };
    case 'below_minimum':
      return {
        title: notice.belowMinimum.title(amount),
        text: limited(notice.belowMinimum, currency, limit, writer),
      };
    case 'above_maximum':
      return {
        title: notice.aboveMaximum.title(amount),
        text: limited(notice.aboveMaximum, currency, limit, writer),
      };
    case 'not_divisible':
      return { title: notice.notDivisible.title(amount), text: notice.notDivisible.text(currency) };
    case 'unsupported_currency':
      return { title: notice.unsupportedCurrency.title(amount), text: notice.unsupportedCurrency.text };
    case 'links_off':
      return { title: notice.linksOff.title, text: notice.linksOff.text(merchant) };
    case 'not_connected':
      return { title: notice.notConnected.title, text: notice.notConnected.text(merchant) };
    default:
      return invoice.noLinkReason satisfies never;
  }
}

function limited(
  words: { text: (currency: string) => string; textWithLimit: (limit: string) => string },
  currency: string,
  limit: number | null,
  writer: Writer,
): string {
  return limit === null ? words.text(currency) : words.textWithLimit(writer.amount(limit));
}

/** The reason on the hosted invoice, if money is owed and the page would otherwise just lack a button. */
export function noLinkSentence(invoice: InvoiceView, writer: Writer): Html {
  if (invoice.status !== 'open' || invoice.amountRemaining <= 0) return NOTHING;
  const reason = noLinkReason(invoice, writer, null);
  return reason === null ? NOTHING : html`<p class="lead">${reason.title}. ${reason.text}</p>`;
}
