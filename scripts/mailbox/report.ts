import { randomUUID } from 'node:crypto';
import type { Behaviour } from './behaviours.ts';
import type { ReceivedMail } from './message.ts';

/** A report to the sender of a mail. */
export interface Report {
  /** The envelope: reports have an empty sender, which the local runtime does not take. */
  readonly from: string;
  readonly to: string;
  readonly raw: string;
}

const DAEMON = 'mailer-daemon@mailbox.local';

/** The report that a behaviour sends about a mail to `recipient` (RFC 3464, RFC 5965); null where it sends none. */
export function reportOn(
  behaviour: Behaviour,
  mail: Omit<ReceivedMail, 'id'>,
  recipient: string,
): Report | null {
  switch (behaviour.kind) {
    case 'refuse':
    case 'delay':
      return null;
    case 'bounce':
      return report(mail, 'delivery-status', `Delivery to ${recipient} failed: ${behaviour.words}`, [
        'message/delivery-status',
        `Reporting-MTA: dns; mailbox.local\r\n\r\nFinal-Recipient: rfc822; ${recipient}\r\nAction: failed\r\n` +
          `Status: ${behaviour.status}\r\nDiagnostic-Code: smtp; ${behaviour.words}\r\n`,
      ]);
    case 'complain':
      return report(mail, 'feedback-report', `${recipient} says that this is spam.`, [
        'message/feedback-report',
        'Feedback-Type: abuse\r\nUser-Agent: mailbox/1\r\nVersion: 1\r\n',
      ]);
  }
}

function report(
  { envelopeFrom, raw }: Omit<ReceivedMail, 'id'>,
  type: string,
  words: string,
  [mime, body]: readonly [string, string],
): Report {
  const boundary = `report-${randomUUID()}`;
  const headers = Buffer.from(raw).toString('latin1').split('\r\n\r\n', 1)[0] ?? '';
  const part = (contentType: string, content: string) =>
    `--${boundary}\r\nContent-Type: ${contentType}\r\n\r\n${content}\r\n`;
  return {
    from: DAEMON,
    to: envelopeFrom,
    raw:
      `From: Mail Delivery System <${DAEMON}>\r\nTo: <${envelopeFrom}>\r\nSubject: About your message\r\n` +
      `Message-ID: <${randomUUID()}@mailbox.local>\r\nDate: ${new Date().toUTCString()}\r\nMIME-Version: 1.0\r\n` +
      `Auto-Submitted: auto-replied\r\n` +
      `Content-Type: multipart/report; report-type=${type}; boundary="${boundary}"\r\n\r\n` +
      `${part('text/plain; charset=utf-8', words)}${part(mime, body)}` +
      `${part('text/rfc822-headers', `${headers}\r\n`)}--${boundary}--\r\n`,
  };
}
