import type { InvoiceMessage } from '../../../domain/message.ts';
import { type Frame, invoiceFacts, methodFact } from '../frame.ts';
import type { Mail } from '../mail.ts';
import { oneLine } from '../plain.ts';
import { receiptFact, receiptSentence } from '../receipt-parts.ts';
import { closingLine } from '../sections.ts';

type Refund = Extract<InvoiceMessage, { template: 'refund_made' }>;

/** To the customer, when money goes back to them: how much, to what, why, and how long it takes. */
export function refundMade(message: Refund, frame: Frame): Mail {
  const { view, writer, number } = frame;
  const words = frame.words.refund;
  const amount = writer.amount(message.amount);
  const date = frame.day(frame.setting.at);
  const method = frame.method(message.method);
  const explained = words.explained(frame.merchantIn, amount, method);
  return {
    subject: words.subject(amount, date, number, frame.merchant),
    preview: explained,
    title: words.title(frame.merchantIn),
    headline: amount,
    status: { tone: 'good', text: words.status(date) },
    paragraphs: [
      explained,
      ...(message.isSurplus ? [words.surplus] : []),
      words.time,
      ...receiptSentence(frame),
    ],
    actions: [{ label: frame.words.view, url: view.links.view }],
    sections: [
      {
        kind: 'facts',
        facts: [
          ...receiptFact(frame),
          ...invoiceFacts(frame, false),
          ...methodFact(words.method, method),
          ...(frame.setting.receipt === undefined
            ? [{ label: words.reference, value: oneLine(message.refundId) }]
            : []),
        ],
      },
    ],
    closing: closingLine(view.merchant, writer),
  };
}
