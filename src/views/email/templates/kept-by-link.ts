import type { CustomerMessage } from '../../../domain/message.ts';
import type { CustomerFrame } from '../customer-frame.ts';
import type { Mail } from '../mail.ts';
import { nameIn } from '../plain.ts';

type Kept = Extract<CustomerMessage, { template: 'method_kept' }>;
type ToConfirm = Extract<CustomerMessage, { template: 'method_to_confirm' }>;

/** To whoever paid by link: what is kept, for whom, what they were told, and one button that stops it. */
export function methodKept(message: Kept, frame: CustomerFrame): Mail {
  const words = frame.words.methodKept;
  const { view } = frame;
  const method = frame.method(message.method);
  const customer = nameIn(view.customer.name);
  const date = frame.day(message.keptAt);
  return frame.mail({
    subject: words.subject(method, frame.merchant, date),
    headline: words.headline,
    status: { tone: 'plain', text: words.status(date) },
    paragraphs: [
      words.explained(frame.merchantIn, customer, method),
      ...(message.isOwn ? [] : [words.waits(customer)]),
      words.stop,
    ],
    actions: view.links.refuse === null ? [] : [{ label: words.action, url: view.links.refuse }],
    sections:
      message.agreed === null
        ? []
        : [{ kind: 'written', heading: words.agreed, text: message.agreed, after: null }],
  });
}

/** To the customer: somebody else's method is kept, and is not charged before they confirm it. */
export function methodToConfirm(message: ToConfirm, frame: CustomerFrame): Mail {
  const words = frame.words.methodToConfirm;
  const method = frame.method(message.method);
  const date = frame.day(message.keptAt);
  return frame.mail({
    subject: words.subject(method, frame.merchant, date),
    headline: words.headline,
    status: { tone: 'wait', text: words.status(date) },
    paragraphs: [words.explained(frame.merchantIn, method, message.payerEmail), words.next],
    actions: [{ label: frame.words.settings, url: frame.view.links.settings }],
    sections: [],
  });
}
