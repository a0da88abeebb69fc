import type { CustomerMessage } from '../../../domain/message.ts';
import type { CustomerFrame } from '../customer-frame.ts';
import type { Mail } from '../mail.ts';

type SignIn = Extract<CustomerMessage, { template: 'sign_in_link' }>;

/** The link that signs in, once and for some minutes. */
export function signInLink(message: SignIn, frame: CustomerFrame): Mail {
  const words = frame.words.signIn;
  const { view, speaker } = frame;
  const until = speaker.instant(message.expiresAt, view.timeZone);
  const { signIn } = view.links;
  if (signIn === null) throw new Error('sign-in mail without its link');
  const isNeutral = message.neutral === true;
  const mail = frame.mail({
    subject: isNeutral ? words.neutralSubject(until) : words.subject(frame.merchant, until),
    headline: words.headline,
    status: { tone: 'plain', text: words.status(until) },
    paragraphs: [isNeutral ? words.neutralExplained : words.explained(frame.merchantIn)],
    actions: [{ label: words.action, url: signIn }],
    sections: [{ kind: 'note', text: words.notYou }],
  });
  return isNeutral ? { ...mail, title: words.neutralTitle, closing: words.neutralClosing } : mail;
}
