import type { StaffMessage } from '../../domain/message.ts';
import type { StaffMessageView } from '../../domain/message-view.ts';
import { STAFF_MAILS } from '../dashboard/words/mails.ts';
import { ROLE_NAMES } from '../dashboard/words/roles.ts';
import { speakerFor } from '../format.ts';
import type { Speech } from '../i18n/speech.ts';
import { subjectName } from './frame.ts';
import type { Mail } from './mail.ts';
import { nameIn, oneLine } from './plain.ts';
import { accountOverMail, accountTroubleMail } from './staff-account-mail.ts';
import { changedMail } from './staff-changed-mail.ts';
import { webhookMail } from './staff-webhook-mail.ts';

/** What a message to whoever signs in for a business says. One that this version does not know throws. */
export function staffMail(message: StaffMessage, view: StaffMessageView, speech: Speech): Mail {
  switch (message.template) {
    case 'staff_sign_in':
      return signIn(message, view, speech);
    case 'staff_invitation':
      return invitation(message, view, speech);
    case 'staff_account_trouble':
      return accountTroubleMail(message, view, speech);
    case 'staff_account_over':
      return accountOverMail(message, view, speech);
    case 'staff_webhook':
      return webhookMail(message, view, speech);
    case 'staff_changed':
      return changedMail(message, view, speech);
    default:
      throw new Error(`unknown mail template ${Reflect.get(message satisfies never, 'template')}`);
  }
}

type Of<T extends StaffMessage['template']> = Extract<StaffMessage, { template: T }>;

function signIn(message: Of<'staff_sign_in'>, view: StaffMessageView, speech: Speech): Mail {
  const words = STAFF_MAILS.signIn;
  const until = speakerFor(speech).instant(message.expiresAt, view.timeZone);
  return {
    subject: words.subject(until),
    preview: words.explained,
    title: words.title,
    headline: words.headline,
    status: { tone: 'plain', text: words.status(until) },
    paragraphs: [words.explained],
    actions: [{ label: words.action, url: view.link }],
    sections: [{ kind: 'note', text: words.notYou }],
    closing: words.closing,
  };
}

function invitation(message: Of<'staff_invitation'>, view: StaffMessageView, speech: Speech): Mail {
  const words = STAFF_MAILS.invitation;
  const merchant = nameIn(view.merchant.name);
  const explained = words.explained(merchant);
  const until = speakerFor(speech).instant(message.expiresAt, view.timeZone);
  return {
    subject: words.subject(subjectName(view.merchant)),
    preview: explained,
    title: merchant,
    headline: words.headline,
    status: { tone: 'plain', text: words.status(ROLE_NAMES[message.role]) },
    paragraphs: [
      message.invitedBy === null ? explained : `${words.by(oneLine(message.invitedBy))} ${explained}`,
      words.how,
    ],
    actions: [{ label: words.action, url: view.link }],
    sections: [{ kind: 'note', text: words.until(until) }],
    closing: words.closing(merchant),
  };
}
