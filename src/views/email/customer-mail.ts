import { localDateAt } from '../../domain/calendar.ts';
import type { CustomerMessage } from '../../domain/message.ts';
import type { CustomerMessageView } from '../../domain/message-view.ts';
import { speakerFor } from '../format.ts';
import type { Speech } from '../i18n/speech.ts';
import type { CustomerFrame } from './customer-frame.ts';
import { methodIn, subjectName } from './frame.ts';
import type { Mail } from './mail.ts';
import { nameIn } from './plain.ts';
import { closingLine } from './sections.ts';
import { autopayOff, autopayOn } from './templates/autopay.ts';
import { bankVerification, bankVerificationFailed } from './templates/bank-verification.ts';
import { cardExpiring } from './templates/card-expiring.ts';
import { cardTestingBusiness } from './templates/card-testing-business.ts';
import { customerUnreachableBusiness } from './templates/customer-unreachable-business.ts';
import { methodKept, methodToConfirm } from './templates/kept-by-link.ts';
import { methodAsked } from './templates/method-asked.ts';
import { methodAdded, methodRemoved } from './templates/methods.ts';
import { scheduleByCustomer } from './templates/schedule-by-customer.ts';
import { scheduleCadence } from './templates/schedule-cadence.ts';
import { scheduleCreated } from './templates/schedule-created.ts';
import { schedulePrice } from './templates/schedule-price.ts';
import { scheduleEnded, schedulePaused, scheduleResumed } from './templates/schedule-standing.ts';
import { signInLink } from './templates/sign-in-link.ts';
import { statement } from './templates/statement.ts';
import { stripeRefusedBusiness } from './templates/stripe-refused-business.ts';

/** What a message about no invoice says. One that this version does not know throws: a newer one can send it. */
export function customerMail(message: CustomerMessage, view: CustomerMessageView, speech: Speech): Mail {
  const frame = frameFor(view, speech);
  switch (message.template) {
    case 'sign_in_link':
      return signInLink(message, frame);
    case 'method_asked':
      return methodAsked(message, frame);
    case 'method_added':
      return methodAdded(message, frame);
    case 'method_kept':
      return methodKept(message, frame);
    case 'method_to_confirm':
      return methodToConfirm(message, frame);
    case 'method_removed':
      return methodRemoved(message, frame);
    case 'bank_verification':
      return bankVerification(message, frame);
    case 'bank_verification_failed':
      return bankVerificationFailed(message, frame);
    case 'card_expiring':
      return cardExpiring(message, frame);
    case 'statement':
      return statement(message, frame);
    case 'autopay_on':
      return autopayOn(message, frame);
    case 'autopay_off':
      return autopayOff(message, frame);
    case 'schedule_created':
      return scheduleCreated(message, frame);
    case 'schedule_cadence':
      return scheduleCadence(message, frame);
    case 'schedule_ended':
      return scheduleEnded(message, frame);
    case 'schedule_price':
      return schedulePrice(message, frame);
    case 'schedule_paused':
      return schedulePaused(message, frame);
    case 'schedule_resumed':
      return scheduleResumed(message, frame);
    case 'schedule_by_customer_business':
      return scheduleByCustomer(message, frame);
    case 'card_testing_business':
      return cardTestingBusiness(message, frame);
    case 'stripe_refused_business':
      return stripeRefusedBusiness(message, frame);
    case 'customer_unreachable_business':
      return customerUnreachableBusiness(message, frame);
    default:
      throw new Error(`unknown mail template ${Reflect.get(message satisfies never, 'template')}`);
  }
}

function frameFor(view: CustomerMessageView, speech: Speech): CustomerFrame {
  const speaker = speakerFor(speech);
  const words = speech.words.emails;
  const merchantIn = nameIn(view.merchant.name);
  return {
    view,
    speaker,
    words: words.account,
    schedules: words.schedules,
    business: words.business,
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
