import type { EmailTransport, OutgoingEmail, SendResult } from '../../../src/adapters/email/transport.ts';
import type { Task } from '../kernel/scheduler.ts';
import type { Ports } from './port.ts';

const TRIP_MS = 400;

/** What it is for, and its token. */
export type MailedLink = { readonly path: string; readonly token: string };

/** As they stand in the mail's plain text. */
const linksIn = (text: string): MailedLink[] =>
  [...text.matchAll(/\/(i|pay|portal\/sign-in)\/([\w-]{68}|[\w-]{32})(\/refuse|\/success)?(?![\w-])/g)].map(
    ([, path = '', token = '', after = '']) => ({ path: `${path}${after}`, token }),
  );

/** What the world knows of one Message-ID. */
export type Posted = {
  readonly messageId: string;
  readonly to: string;
  readonly subject: string;
  /** How often a mailbox received it. */
  taken: number;
  /** Each time that it was handed over: by whom, with which links, and what was answered. */
  readonly sends: {
    readonly task: Task;
    readonly at: number;
    readonly links: readonly MailedLink[];
    says: SendResult['kind'] | null;
  }[];
};

/** How often its delivery was unknown: the answer was unknown or lost, or the worker could not record it. */
export const unknownSends = ({ sends }: Posted): number =>
  sends.filter(({ task, says }) => says === null || says === 'unknown' || task.isHurt).length;

export type Post = { readonly transport: EmailTransport; readonly posted: ReadonlyMap<string, Posted> };

/** The world's mail: taken, refused, or taken without saying so. */
export function createPost(ports: Ports, isAway: () => boolean): Post {
  const { scheduler, faults, random } = ports;
  const posted = new Map<string, Posted>();
  const recordOf = (email: OutgoingEmail): Posted => {
    const { messageId, to, subject } = email;
    const made = { messageId, to, subject, taken: 0, sends: [] };
    const known = posted.get(messageId) ?? made;
    posted.set(messageId, known);
    return known;
  };
  const outcome = (): { readonly takes: boolean; readonly says: SendResult } => {
    const reason = 'simulated';
    if (isAway())
      return { takes: false, says: { kind: 'refused', permanent: false, reason: 'no connection' } };
    if (faults.strikes('mail_unknown_taken', 'mail', 0.35))
      return { takes: true, says: { kind: 'unknown', reason } };
    if (faults.strikes('mail_unknown_lost', 'mail', 0.25))
      return { takes: false, says: { kind: 'unknown', reason } };
    if (faults.strikes('mail_refused_for_now', 'mail', 0.3))
      return { takes: false, says: { kind: 'refused', permanent: false, reason } };
    if (faults.strikes('mail_refused', 'mail', 0.1))
      return { takes: false, says: { kind: 'refused', permanent: true, reason } };
    return { takes: true, says: { kind: 'accepted' } };
  };
  const transport: EmailTransport = {
    async send(email) {
      const task = scheduler.current();
      if (task === null) throw new Error('sent by nobody');
      const { takes, says } = outcome();
      const record = recordOf(email);
      // Written anew after a restore, it may have other links.
      const links = linksIn(email.text);
      const send: Posted['sends'][number] = { task, at: scheduler.now(), links, says: null };
      record.sends.push(send);
      const result = await ports.call({
        port: 'mail',
        label: `mail ${email.subject} ${says.kind}`,
        asked: () => email.subject,
        tripMs: TRIP_MS + random.wait(300),
        perform: () => {
          if (takes) record.taken += 1;
          return says;
        },
      });
      send.says = result.kind;
      return result;
    },
  };
  return { transport, posted };
}
