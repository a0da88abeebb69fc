import type { CustomerMessage } from '../../../domain/message.ts';
import { businessNotice } from '../business-notice.ts';
import type { CustomerFrame } from '../customer-frame.ts';
import type { Fact, Mail } from '../mail.ts';
import { nameIn, oneLine } from '../plain.ts';

type Unreachable = Extract<CustomerMessage, { template: 'customer_unreachable_business' }>;

/** To the business, when a message reached none of a customer's addresses: which, and what the mail server said. */
export function customerUnreachableBusiness(message: Unreachable, frame: CustomerFrame): Mail {
  const words = frame.business.unreachable;
  const { view } = frame;
  const date = frame.day(view.at);
  const customer = nameIn(view.customer.name);
  const explained =
    message.number === null ? words.ofCustomer(customer) : words.ofInvoice(message.number, customer);
  return businessNotice(frame, words, {
    subject: words.subject(oneLine(view.customer.name, 60), date),
    status: words.status(date),
    paragraphs: [explained, words.waits, words.next],
    facts: factsOf(message, frame),
  });
}

function factsOf(
  { number, addresses, statusCode, words: said }: Unreachable,
  frame: CustomerFrame,
): readonly Fact[] {
  const { unreachable: words, customer, invoice, code } = frame.business;
  return [
    { label: customer, value: oneLine(frame.view.customer.name) },
    ...(number === null ? [] : [{ label: invoice, value: oneLine(number) }]),
    { label: words.addresses, value: oneLine(addresses.join(', '), 500) },
    ...(statusCode === null ? [] : [{ label: code, value: oneLine(statusCode) }]),
    { label: words.words, value: oneLine(said, 500) },
  ];
}
