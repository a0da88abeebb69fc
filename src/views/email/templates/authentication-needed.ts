import type { InvoiceMessage } from '../../../domain/message.ts';
import { type Frame, invoiceFacts, methodFact, otherWay, payActions } from '../frame.ts';
import type { Mail } from '../mail.ts';
import { closingLine, transferSection } from '../sections.ts';

type Needed = Extract<InvoiceMessage, { template: 'authentication_needed' }>;

/** To the customer, when the bank wants them to confirm a charge themselves: nothing was charged. */
export function authenticationNeeded(message: Needed, frame: Frame): Mail {
  const { view, writer, number } = frame;
  const words = frame.words.confirmation;
  const amount = writer.amount(message.amount);
  const method = frame.method(message.method);
  const explained = words.explained(frame.merchantIn, method);
  return {
    subject: words.subject(amount, number, frame.merchant, frame.day(frame.setting.at)),
    preview: explained,
    title: frame.words.invoiceTitle(number, frame.merchantIn),
    headline: amount,
    status: { tone: 'wait', text: words.status },
    paragraphs: [explained, ...(view.links.pay === null ? otherWay(frame) : [words.action])],
    actions: payActions(frame),
    sections: [
      {
        kind: 'facts',
        facts: [...invoiceFacts(frame), ...methodFact(frame.words.failed.method, method)],
      },
      ...(view.links.pay === null ? transferSection(view, writer) : []),
    ],
    closing: closingLine(view.merchant, writer),
  };
}
