import type { CustomerMessage } from '../../../domain/message.ts';
import { monthName } from '../../month.ts';
import type { CustomerFrame } from '../customer-frame.ts';
import type { Mail } from '../mail.ts';

type Expiring = Extract<CustomerMessage, { template: 'card_expiring' }>;

/** That a card on file is about to expire, at the end of its month, and where to add the new one. */
export function cardExpiring({ method }: Expiring, frame: CustomerFrame): Mail {
  const words = frame.words.cardExpiring;
  const card = frame.method(method);
  const month = monthName(method.expYear, method.expMonth, frame.speaker.locale);
  return frame.mail({
    subject: words.subject(card, month, frame.merchant),
    headline: words.headline,
    status: { tone: 'wait', text: words.status(month) },
    paragraphs: [words.explained(frame.merchantIn, card), words.next],
    actions: [{ label: words.action, url: frame.view.links.settings }],
    sections: [],
  });
}
