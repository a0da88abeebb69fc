import type { InvoiceMessage } from '../../../domain/message.ts';
import { failureSentence } from '../../i18n/dictionary.ts';
import { declinedLines, type Frame, invoiceFacts, methodFact, otherWay, payActions } from '../frame.ts';
import type { Mail } from '../mail.ts';
import { closingLine, transferSection } from '../sections.ts';

type Failed = Extract<InvoiceMessage, { template: 'payment_failed' | 'collection_ended' }>;

/** When it is tried again, and with what, where that is known. */
function nextAttempt(date: string, { nextMethod }: Failed, { method, words }: Frame): string {
  const next = method(nextMethod ?? null);
  return next === '' ? words.failed.nextAttempt(date) : words.failed.nextAttemptWith(date, next);
}

/** To the customer, when a charge failed: why in plain words, what it means, what happens next, and how to pay. */
export function paymentFailed(message: Failed, frame: Frame): Mail {
  const { view, writer, number } = frame;
  const words = frame.words.failed;
  const amount = writer.amount(message.amount);
  const due = writer.amount(view.amountRemaining);
  const date = frame.day(view.payment?.at ?? frame.setting.at);
  const method = frame.method(message.method);
  const isOver = message.template === 'collection_ended';
  const next = isOver || message.nextAttemptAt === null ? null : frame.day(message.nextAttemptAt);
  const why = failureSentence(writer.words, message.failureCode);
  const gap = writer.words.sentenceGap;
  return {
    subject: isOver
      ? frame.words.ended.subject(due, number, frame.merchant, date)
      : words.subject(amount, date, number, frame.merchant),
    preview: why,
    title: frame.words.invoiceTitle(number, frame.merchantIn),
    headline: due,
    status: { tone: 'bad', text: words.status(date) },
    paragraphs: [
      ...declinedLines(message.before ?? [], date, frame),
      `${message.wasAutomatic ? words.charge(method, date) : words.payment(method, date)}${gap}${why}`,
      `${words.stillDue(due)}${gap}${next === null ? words.noAttempt : nextAttempt(next, message, frame)}`,
      ...(view.links.pay === null ? otherWay(frame) : [next === null ? words.payNow : words.paySooner]),
    ],
    actions: [...payActions(frame), { label: frame.words.settings, url: frame.setting.links.settings }],
    sections: [
      {
        kind: 'facts',
        facts: [
          ...invoiceFacts(frame),
          ...methodFact(words.method, method),
          { label: words.date, value: date },
          ...(amount === due ? [] : [{ label: words.amount, value: amount }]),
          ...(next === null ? [] : [{ label: words.nextDate, value: next }]),
        ],
      },
      // A payer who also transfers what is about to be charged pays twice.
      ...(next === null ? transferSection(view, writer) : []),
    ],
    closing: closingLine(view.merchant, writer),
  };
}
