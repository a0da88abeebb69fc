import type { StaffMessage } from '../../domain/message.ts';
import type { StaffMessageView } from '../../domain/message-view.ts';
import { WEBHOOK_MAILS as words } from '../dashboard/words/webhook-mails.ts';
import { speakerFor } from '../format.ts';
import type { Speech } from '../i18n/speech.ts';
import type { Mail } from './mail.ts';
import { nameIn, oneLine } from './plain.ts';

/** Says that nothing gets through to an endpoint, what becomes of the events, and what to do. */
export function webhookMail(
  { kind, host, since, offAt }: Extract<StaffMessage, { template: 'staff_webhook' }>,
  view: StaffMessageView,
  speech: Speech,
): Mail {
  const merchant = nameIn(view.merchant.name);
  const { subject, headline, status, explained, next } = words.kinds[kind];
  const name = oneLine(host, 100);
  const written = (at: number) => speakerFor(speech).instant(at, view.timeZone);
  return {
    subject: subject(name),
    preview: explained(name),
    title: merchant,
    headline,
    status: { tone: kind === 'failing' ? 'wait' : 'bad', text: status },
    paragraphs: [explained(name), next],
    actions: [{ label: words.open, url: view.link }],
    sections: [
      {
        kind: 'facts',
        facts: [
          { label: words.endpoint, value: name },
          ...(kind === 'gone' ? [] : [{ label: words.since, value: written(since) }]),
          ...(kind === 'failing' ? [{ label: words.offAt, value: written(offAt) }] : []),
        ],
      },
    ],
    closing: words.closing(merchant),
  };
}
