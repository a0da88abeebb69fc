import type { Writer } from '../format.ts';
import { type Html, html, NOTHING } from '../html.ts';
import { failureSentence } from '../i18n/dictionary.ts';
import { planSentences } from '../instalments.ts';
import type { InvoiceView, PaymentView } from '../model.ts';
import { isolate } from '../text.ts';

/** What happened to the last payment, in a sentence or two under the status; nothing if there is nothing to say. */
export function paymentNote(invoice: InvoiceView, writer: Writer): Html {
  const sentences = sentencesFor(invoice, writer);
  return sentences.length === 0
    ? NOTHING
    : html`<p class="lead">${sentences.join(writer.words.sentenceGap)}</p>`;
}

function sentencesFor(invoice: InvoiceView, writer: Writer): string[] {
  const { payment } = invoice;
  switch (invoice.status) {
    case 'paid':
      return [...(payment === null ? [] : [paidSentence(payment, writer)]), ...afterPayment(invoice, writer)];
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

function afterPayment(invoice: InvoiceView, writer: Writer): string[] {
  const { invoice: words } = writer.words;
  switch (invoice.paymentStatus) {
    case 'refunded':
      return [words.refunded];
    case 'partially_refunded':
      return [words.partiallyRefunded];
    case 'disputed':
      return [words.disputed];
    default:
      return [];
  }
}

function paidSentence(payment: PaymentView, writer: Writer): string {
  const { invoice: words } = writer.words;
  const amount = writer.amount(payment.amount);
  const at = writer.instant(payment.at, payment.timeZone);
  const sentence =
    payment.method === null
      ? words.paidOn(amount, at)
      : words.paidWith(amount, at, isolate(writer.method(payment.method)));
  return `${sentence}${writer.words.sentenceGap}${words.reference(isolate(payment.reference))}`;
}

function openSentences(invoice: InvoiceView, writer: Writer): string[] {
  const { invoice: words } = writer.words;
  const { payment } = invoice;
  const partly = [
    ...(invoice.amountPaid > 0
      ? [words.partlyPaid(writer.amount(invoice.amountPaid), writer.amount(invoice.total))]
      : []),
    ...planSentences(invoice, writer),
  ];
  if (invoice.paymentStatus === 'disputed') return [words.disputed];
  if (payment === null) return partly;
  const amount = writer.amount(payment.amount);
  const at = writer.instant(payment.at, payment.timeZone);
  switch (invoice.paymentStatus) {
    case 'processing':
      return [
        payment.method?.kind === 'us_bank_account'
          ? words.processing(amount, at, isolate(writer.method(payment.method)))
          : words.processingShort(amount, at),
      ];
    case 'failed':
      return [words.failed(amount, at), failureSentence(writer.words, payment.failureCode), ...partly];
    case 'returned':
      return [words.returned(amount, at), ...partly];
    default:
      return partly;
  }
}
