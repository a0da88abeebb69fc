import type { Writer } from '../format.ts';
import { type Html, html, NOTHING } from '../html.ts';
import { failureSentence } from '../i18n/dictionary.ts';
import { planSentences } from '../instalments.ts';
import type { InvoiceView } from '../model.ts';
import { paidSentences } from '../paid-sentences.ts';
import { paymentDay } from '../payment-day.ts';
import { isolate } from '../text.ts';

/** What happened to the last payment, in a sentence or two under the status; nothing if there is nothing to say. */
export function paymentNote(invoice: InvoiceView, writer: Writer): Html {
  const sentences = sentencesFor(invoice, writer);
  return sentences.length === 0
    ? NOTHING
    : html`<p class="lead">${sentences.join(writer.words.sentenceGap)}</p>`;
}

function sentencesFor(invoice: InvoiceView, writer: Writer): string[] {
  switch (invoice.status) {
    case 'paid':
      return [
        ...paidSentences(invoice, writer),
        ...(invoice.paymentStatus === 'disputed' ? [writer.words.invoice.disputed] : []),
      ];
    case 'open':
      return openSentences(invoice, writer);
    case 'credited':
      return [writer.speech.words.creditNotes.onInvoice.closed(isolate(invoice.merchant.name))];
    case 'void':
      return [writer.words.notice.void.text(isolate(invoice.merchant.name))];
    case 'uncollectible':
      return [writer.words.notice.uncollectible.text(isolate(invoice.merchant.name))];
    case 'draft':
      return [writer.words.notice.draft.text(isolate(invoice.merchant.name))];
    default:
      return invoice.status satisfies never;
  }
}

function openSentences(invoice: InvoiceView, writer: Writer): string[] {
  const { invoice: words } = writer.words;
  const { payment } = invoice;
  const partly = [
    ...(invoice.ledger.paid > 0
      ? [words.partlyPaid(writer.amount(invoice.ledger.paid), writer.amount(invoice.ledger.total))]
      : []),
    ...planSentences(invoice, writer),
  ];
  if (invoice.paymentStatus === 'disputed') return [words.disputed];
  if (payment === null) return partly;
  const amount = writer.amount(payment.amount);
  const on = writer.date(paymentDay(payment));
  switch (invoice.paymentStatus) {
    case 'processing':
      return [
        payment.method?.kind === 'us_bank_account'
          ? words.processing(amount, on, isolate(writer.method(payment.method)))
          : words.processingShort(amount, on),
      ];
    case 'failed':
      return [words.failed(amount, on), failureSentence(writer.words, payment.failureCode), ...partly];
    case 'returned':
      return [words.returned(amount, on), ...partly];
    default:
      return partly;
  }
}
