import type { InvoiceMessage } from '../../../domain/message.ts';
import { type Frame, invoiceFacts, methodFact } from '../frame.ts';
import type { Mail } from '../mail.ts';
import { closingLine } from '../sections.ts';

type Started = Extract<InvoiceMessage, { template: 'debit_started' }>;

/** To the customer, when a bank debit is under way: how long it takes, and that there is nothing to do. */
export function debitStarted(message: Started, frame: Frame): Mail {
  const { view, writer, number } = frame;
  const words = frame.words.debitStarted;
  const amount = writer.amount(message.amount);
  const date = frame.day(view.payment?.at ?? frame.setting.at);
  const expected = frame.day(message.expectedAt);
  const method = frame.method(message.method);
  const explained = words.explained(amount, method, expected);
  return {
    subject: words.subject(amount, date, number, frame.merchant),
    preview: explained,
    title: frame.words.invoiceTitle(number, frame.merchantIn),
    headline: amount,
    status: { tone: 'wait', text: words.status(date) },
    paragraphs: [explained, words.nothingToDo],
    actions: [{ label: frame.words.view, url: view.links.view }],
    sections: [
      {
        kind: 'facts',
        facts: [
          ...invoiceFacts(frame),
          ...methodFact(frame.words.chargeNotice.method, method),
          { label: words.expected, value: expected },
        ],
      },
    ],
    closing: closingLine(view.merchant, writer),
  };
}
