import type { CustomerMessage } from '../../../domain/message.ts';
import type { CustomerFrame } from '../customer-frame.ts';
import type { Mail } from '../mail.ts';
import { nameIn } from '../plain.ts';

type Asked = Extract<CustomerMessage, { template: 'method_asked' }>;

/** That the business asks for a payment method, with the link that leads to where one is added. */
export function methodAsked(message: Asked, frame: CustomerFrame): Mail {
  const words = frame.words.methodAsked;
  const { view, speaker } = frame;
  const until = speaker.instant(message.expiresAt, view.timeZone);
  const { signIn } = view.links;
  if (signIn === null) throw new Error('a mail that asks for a method without its link');
  return frame.mail({
    subject: words.subject(frame.merchant),
    headline: words.headline,
    status: { tone: 'plain', text: words.status(until) },
    paragraphs: [words.explained(frame.merchantIn, nameIn(view.customer.name)), words.nothingCharged],
    actions: [{ label: words.action, url: signIn }],
    sections: [{ kind: 'note', text: words.note }],
  });
}
