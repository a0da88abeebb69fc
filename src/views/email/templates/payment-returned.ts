import type { InvoiceMessage } from '../../../domain/message.ts';
import { type Frame, invoiceFacts, methodFact, otherWay, payActions } from '../frame.ts';
import type { Mail } from '../mail.ts';
import { closingLine, transferSection } from '../sections.ts';

type Returned = Extract<InvoiceMessage, { template: 'payment_returned' }>;

/** To the customer, when their bank took back a payment that had been received: it is due again. */
export function paymentReturned(message: Returned, frame: Frame): Mail {
  const { view, writer, number } = frame;
  const words = frame.words.returned;
  const amount = writer.amount(message.amount);
  const due = writer.amount(view.amountRemaining);
  const date = frame.day(frame.setting.at);
  const method = frame.method(message.method);
  const explained = words.explained(amount, frame.merchantIn, method);
  return {
    subject: words.subject(amount, date, number, frame.merchant),
    preview: explained,
    title: frame.words.invoiceTitle(number, frame.merchantIn),
    headline: due,
    status: { tone: 'bad', text: words.status(date) },
    paragraphs: [
      explained,
      words.dueAgain(due),
      ...(view.links.pay === null ? otherWay(frame) : [frame.words.failed.payNow]),
    ],
    actions: payActions(frame),
    sections: [
      {
        kind: 'facts',
        facts: [
          ...invoiceFacts(frame),
          { label: words.amount, value: amount },
          ...methodFact(writer.words.success.method, method),
        ],
      },
      ...transferSection(view, writer),
    ],
    closing: closingLine(view.merchant, writer),
  };
}
