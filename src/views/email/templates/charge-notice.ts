import type { InvoiceMessage } from '../../../domain/message.ts';
import { type Frame, invoiceFacts, methodFact } from '../frame.ts';
import type { Mail } from '../mail.ts';
import { closingLine } from '../sections.ts';

type ChargeNotice = Extract<InvoiceMessage, { template: 'charge_notice' }>;

/** To the customer, some days before a charge: how much, when, to what, and how to prevent it. */
export function chargeNotice(message: ChargeNotice, frame: Frame): Mail {
  const { view, writer, merchantIn, setting } = frame;
  const words = frame.words.chargeNotice;
  const amount = writer.amount(message.amount);
  const date = frame.day(message.chargeAt);
  const method = frame.method(message.method);
  const explained = words.explained(merchantIn, amount, date, method);
  return {
    subject: words.subject(amount, date, frame.number, frame.merchant),
    preview: explained,
    title: frame.words.invoiceTitle(frame.number, merchantIn),
    headline: amount,
    status: { tone: 'plain', text: words.status(date) },
    paragraphs: [explained, words.choices],
    actions: [
      { label: frame.words.view, url: view.links.view },
      ...(view.links.pay === null ? [] : [{ label: words.payNow, url: view.links.pay }]),
      { label: words.pause, url: setting.links.pause },
      { label: frame.words.settings, url: setting.links.settings },
    ],
    sections: [
      {
        kind: 'facts',
        facts: [
          ...invoiceFacts(frame),
          { label: words.date, value: writer.instant(message.chargeAt, setting.timeZone) },
          ...methodFact(words.method, method),
        ],
      },
    ],
    closing: closingLine(view.merchant, writer),
  };
}
