import type { CustomerMessage } from '../../../domain/message.ts';
import { businessNotice } from '../business-notice.ts';
import type { CustomerFrame } from '../customer-frame.ts';
import type { Fact, Mail } from '../mail.ts';
import { nameIn, oneLine } from '../plain.ts';

type Refused = Extract<CustomerMessage, { template: 'stripe_refused_business' }>;

/** To the business, when Stripe refuses for good what an online payment needs: its code, parameter and words. */
export function stripeRefusedBusiness(message: Refused, frame: CustomerFrame): Mail {
  const words = frame.business.stripeRefuses;
  const { view } = frame;
  const date = frame.day(view.at);
  const explained = explain(message, frame);
  return businessNotice(frame, words, {
    subject: words.subject(oneLine(view.customer.name, 60), date),
    status: words.status(date),
    paragraphs: [explained, words.told, words.next],
    facts: factsOf(message, frame),
  });
}

function explain({ subject, number }: Refused, frame: CustomerFrame): string {
  const words = frame.business.stripeRefuses;
  const customer = nameIn(frame.view.customer.name);
  switch (subject) {
    case 'connection':
      return words.connection;
    case 'customer':
      return words.ofCustomer(customer);
    case 'invoice':
      return words.ofInvoice(number ?? '', customer);
    default:
      return subject satisfies never;
  }
}

function factsOf({ number, code, param, message }: Refused, frame: CustomerFrame): readonly Fact[] {
  const words = frame.business;
  return [
    { label: words.customer, value: oneLine(frame.view.customer.name) },
    ...(number === null ? [] : [{ label: words.invoice, value: oneLine(number) }]),
    { label: words.code, value: oneLine(code) },
    ...(param === null ? [] : [{ label: words.stripeRefuses.param, value: oneLine(param) }]),
    { label: words.stripeRefuses.words, value: oneLine(message, 500) },
  ];
}
