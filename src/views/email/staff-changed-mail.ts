import type { StaffMessage } from '../../domain/message.ts';
import type { StaffMessageView } from '../../domain/message-view.ts';
import type { TellingChange } from '../../domain/staff/telling.ts';
import { ACCOUNT_MAILS } from '../dashboard/words/account-mails.ts';
import { speakerFor } from '../format.ts';
import type { Speech } from '../i18n/speech.ts';
import { subjectName } from './frame.ts';
import type { Mail } from './mail.ts';
import { nameIn, oneLine } from './plain.ts';

const words = ACCOUNT_MAILS.changed;

/** Says who changed what, when, and what to do about it if nobody agreed to it. */
export function changedMail(
  { change, by, at }: Extract<StaffMessage, { template: 'staff_changed' }>,
  view: StaffMessageView,
  speech: Speech,
): Mail {
  const merchant = nameIn(view.merchant.name);
  const { subject, explained, isOwn } = saidOf(change, subjectName(view.merchant));
  return {
    subject,
    preview: explained,
    title: isOwn ? words.ownTitle : merchant,
    headline: subject,
    status: { tone: 'wait', text: words.status },
    paragraphs: [explained, words.wasYou],
    actions: [{ label: words.open, url: view.link }],
    sections: [
      {
        kind: 'facts',
        facts: [
          { label: words.who, value: oneLine(by, 100) },
          { label: words.when, value: speakerFor(speech).instant(at, view.timeZone) },
        ],
      },
      { kind: 'note', text: words.wasNotYou },
    ],
    closing: isOwn ? words.closingOwn : words.closing(merchant),
  };
}

type Said = { readonly subject: string; readonly explained: string; readonly isOwn: boolean };

function saidOf(change: TellingChange, merchant: string): Said {
  switch (change.kind) {
    case 'passkey_added':
    case 'passkey_removed': {
      const { subject, explained } = words.kinds[change.kind];
      return { subject, explained: explained(oneLine(change.name, 60)), isOwn: true };
    }
    case 'bank_accounts': {
      const { subject, explained } = words.kinds.bank_accounts;
      return { subject: subject(merchant), explained, isOwn: false };
    }
    case 'stripe_connected':
    case 'stripe_disconnected': {
      const { subject, explained } = words.kinds[change.kind];
      const account = change.account === 'self' ? words.ownAccount : change.account;
      return { subject: subject(merchant), explained: explained(account), isOwn: false };
    }
    case 'owner_invited':
    case 'owner_made': {
      const { subject, explained } = words.kinds[change.kind];
      return { subject: subject(merchant), explained: explained(oneLine(change.address)), isOwn: false };
    }
    case 'webhook_added':
    case 'webhook_moved': {
      const { subject, explained } = words.kinds[change.kind];
      return { subject: subject(merchant), explained: explained(oneLine(change.host, 100)), isOwn: false };
    }
    case 'api_key_made':
    case 'api_key_rotated':
    case 'api_key_revoked': {
      const { subject, explained } = words.kinds[change.kind];
      return { subject: subject(merchant), explained: explained(oneLine(change.name, 60)), isOwn: false };
    }
  }
}
