import type { CustomerMessage } from '../../../domain/message.ts';
import { businessNotice } from '../business-notice.ts';
import type { CustomerFrame } from '../customer-frame.ts';
import type { Fact, Mail } from '../mail.ts';
import { nameIn, oneLine } from '../plain.ts';

type Tested = Extract<CustomerMessage, { template: 'card_testing_business' }>;

/** To the business, when so many cards were refused that no further one is taken there for a time. */
export function cardTestingBusiness(message: Tested, frame: CustomerFrame): Mail {
  const words = frame.business.cardTesting;
  const { view, speaker } = frame;
  const explained = explain(message, frame);
  const until = speaker.instant(message.until, view.timeZone);
  return businessNotice(frame, words, {
    subject: words.subject(frame.day(view.at)),
    status: words.status(until),
    paragraphs: [explained, words.told, words.next],
    facts: factsOf(message, until, frame),
  });
}

function explain({ subject, number }: Tested, frame: CustomerFrame): string {
  const words = frame.business.cardTesting;
  const customer = nameIn(frame.view.customer.name);
  switch (subject) {
    case 'link':
      return words.ofLink(oneLine(number ?? ''), customer);
    case 'customer':
      return words.ofCustomer(customer);
    case 'business':
      return words.ofBusiness;
    default:
      return subject satisfies never;
  }
}

function factsOf(
  { subject, number, declines }: Tested,
  until: string,
  frame: CustomerFrame,
): readonly Fact[] {
  const { business, speaker, view } = frame;
  const words = business.cardTesting;
  return [
    ...(subject === 'business' ? [] : [{ label: business.customer, value: oneLine(view.customer.name) }]),
    ...(subject === 'link' && number !== null ? [{ label: business.invoice, value: oneLine(number) }] : []),
    { label: words.declines, value: speaker.decimal(String(declines)) },
    { label: words.until, value: until },
  ];
}
