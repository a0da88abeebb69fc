import { localDateAt } from '../../domain/calendar.ts';
import type { CustomerMessage } from '../../domain/message.ts';
import type { CustomerMessageView } from '../../domain/message-view.ts';
import type { MethodSummary } from '../../domain/payment/state.ts';
import { type Speaker, speakerFor } from '../format.ts';
import type { EmailWords } from '../i18n/en/emails.ts';
import { methodIn, subjectName } from './frame.ts';
import type { Mail } from './mail.ts';
import { nameIn } from './plain.ts';
import { closingLine } from './sections.ts';
import { autopayOff, autopayOn } from './templates/autopay.ts';
import { bankVerification, bankVerificationFailed } from './templates/bank-verification.ts';
import { cardExpiring } from './templates/card-expiring.ts';
import { methodAdded, methodRemoved } from './templates/methods.ts';
import { signInLink } from './templates/sign-in-link.ts';
import { emailWords } from './words.ts';

/** What every mail about no invoice is written with. */
export type CustomerFrame = {
  readonly view: CustomerMessageView;
  readonly speaker: Speaker;
  readonly words: EmailWords['account'];
  readonly merchant: string;
  readonly merchantIn: string;
  /** The day in the merchant's zone at an instant, ms. */
  day(instant: number): string;
  method(method: MethodSummary | null): string;
  /** A mail of the frame: everything that the templates share is filled in. */
  mail(content: Omit<Mail, 'title' | 'preview' | 'closing'>): Mail;
};

/** What a message about no invoice says. One that this version does not know throws: a newer one can send it. */
export function customerMail(message: CustomerMessage, view: CustomerMessageView): Mail {
  const frame = frameFor(view);
  switch (message.template) {
    case 'sign_in_link':
      return signInLink(message, frame);
    case 'method_added':
      return methodAdded(message, frame);
    case 'method_removed':
      return methodRemoved(message, frame);
    case 'bank_verification':
      return bankVerification(message, frame);
    case 'bank_verification_failed':
      return bankVerificationFailed(message, frame);
    case 'card_expiring':
      return cardExpiring(message, frame);
    case 'autopay_on':
      return autopayOn(message, frame);
    case 'autopay_off':
      return autopayOff(message, frame);
    default:
      throw new Error(`no mail is called ${Reflect.get(message satisfies never, 'template')}`);
  }
}

function frameFor(view: CustomerMessageView): CustomerFrame {
  const speaker = speakerFor(view.locale);
  const words = emailWords(speaker.words);
  const merchantIn = nameIn(view.merchant.name);
  return {
    view,
    speaker,
    words: words.account,
    merchant: subjectName(view.merchant),
    merchantIn,
    day: (instant) => speaker.date(localDateAt(instant, view.timeZone)),
    method: (method) => methodIn(speaker, method),
    mail: (content) => ({
      ...content,
      title: words.account.title(merchantIn),
      preview: content.paragraphs[0] ?? '',
      closing: closingLine(view.merchant, speaker),
    }),
  };
}
