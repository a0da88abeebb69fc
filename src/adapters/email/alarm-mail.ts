import type { AlarmNotice } from '../../domain/watch/notice.ts';
import type { EmailTransport, SendResult } from './transport.ts';
import type { ReturnPaths } from './types.ts';

type Written = { readonly subject: string; readonly text: string; readonly html: string };

type Post = {
  readonly transport: () => Promise<EmailTransport>;
  readonly returnPaths: ReturnPaths;
  readonly to: string;
  readonly from: string;
  readonly messageDomain: string;
  readonly write: (notice: AlarmNotice) => Promise<Written>;
};

/** Mails an alarm, with a return path, so that an address that does not exist becomes known. */
export async function mailAlarm(
  { transport, returnPaths, to, from, messageDomain, write }: Post,
  notice: AlarmNotice,
): Promise<SendResult> {
  return (await transport()).send({
    messageId: `<${notice.id}@${messageDomain}>`,
    from: { name: 'Quittance', address: from },
    to,
    replyTo: null,
    token: await returnPaths.token(notice.id),
    attachments: [],
    ...(await write(notice)),
  });
}
