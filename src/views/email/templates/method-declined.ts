import type { InvoiceMessage } from '../../../domain/message.ts';
import { declinedLines, type Frame, invoiceFacts, methodFact } from '../frame.ts';
import type { Mail } from '../mail.ts';
import { closingLine } from '../sections.ts';

type Declined = Extract<InvoiceMessage, { template: 'method_declined' }>;

/** To the customer, when a method was declined and another was charged at once: which, why, and what comes first now. */
export function methodDeclined(message: Declined, frame: Frame): Mail {
  const { view, writer, number, setting } = frame;
  const words = frame.words.declined;
  const date = frame.day(view.payment?.at ?? setting.at);
  const amount = writer.amount(message.amount);
  const paidWith = frame.method(message.paidWith);
  const instead = words.instead(amount, paidWith);
  return {
    subject: words.subject(amount, date, number, frame.merchant),
    preview: instead,
    title: frame.words.invoiceTitle(number, frame.merchantIn),
    headline: amount,
    status: { tone: 'good', text: words.status(date) },
    paragraphs: [...declinedLines(message.declined, date, frame), instead, words.first],
    actions: [
      { label: frame.words.view, url: view.links.view },
      { label: frame.words.settings, url: setting.links.settings },
    ],
    sections: [
      {
        kind: 'facts',
        facts: [
          ...invoiceFacts(frame, false),
          ...message.declined.flatMap(({ method }) => methodFact(words.declined, frame.method(method))),
          ...methodFact(words.charged, paidWith),
        ],
      },
    ],
    closing: closingLine(view.merchant, writer),
  };
}
