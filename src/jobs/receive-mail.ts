import type { MailReports } from '../adapters/email/types.ts';
import type { Context } from '../operations/core/context.ts';
import { describeError } from '../operations/core/describe-error.ts';
import { recordReport } from '../operations/emails/record-report.ts';

/** A report says what it has to say before the message that it returns: the rest of a large one is not read. */
const MOST_BYTES = 512 * 1024;

/** A mail that came in, as Cloudflare's Email Routing hands it over. */
export type IncomingMail = { readonly to: string; readonly raw: ReadableStream<Uint8Array> };

/**
 * Takes mail to the return paths: delivery reports and complaints. Never throws, since a sender whose mail fails sends it
 * again; anything else that is sent there is dropped, so that nobody can use it to write to anybody.
 * https://developers.cloudflare.com/email-routing/email-workers/runtime-api/
 */
export async function receiveMail(
  ctx: Context,
  reports: MailReports,
  { to, raw }: IncomingMail,
): Promise<void> {
  try {
    const read = await reports.read({ to, raw: await firstBytes(raw, MOST_BYTES) });
    if (typeof read === 'string') {
      ctx.log('mail_ignored', { why: read });
      return;
    }
    const recorded = await recordReport(ctx, read);
    if (recorded.kind !== 'done')
      ctx.log('mail_not_recorded', { emailId: read.emailId, kind: recorded.kind });
  } catch (error) {
    ctx.log('mail_failed', describeError(error));
  }
}

async function firstBytes(stream: ReadableStream<Uint8Array>, most: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(most);
  let at = 0;
  for await (const chunk of stream) {
    const part = chunk.subarray(0, most - at);
    bytes.set(part, at);
    at += part.length;
    if (at === most) break;
  }
  return bytes.subarray(0, at);
}
