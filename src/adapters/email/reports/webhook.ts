import { parseId } from '../../../domain/ids.ts';
import type { Reported } from '../../../domain/mail/delivery.ts';
import { fields, orNull, text } from '../../../domain/shape.ts';
import type { EmailWebhooks, MailReport, MailReports } from '../types.ts';
import { withoutAddresses } from '../without-addresses.ts';

/** As old as a call may be: https://www.standardwebhooks.com, "Timestamp". */
const TOLERANCE_S = 5 * 60;

const EVENTS: ReadonlyMap<string, Reported> = new Map([
  ['email.delivered', 'delivered'],
  ['email.delayed', 'delayed'],
  ['email.deferred', 'delayed'],
  ['email.bounced', 'bounced'],
  ['email.rejected', 'bounced'],
  ['email.complained', 'complained'],
]);

const event = fields({
  type: text,
  data: fields(
    { messageId: text },
    { recipient: orNull(text), statusCode: orNull(text), words: orNull(text) },
  ),
});

/** Calls signed as Standard Webhooks says (https://www.standardwebhooks.com), by any of the secrets. `now` in ms. */
export const createEmailWebhooks = (
  secrets: readonly string[],
  reports: MailReports,
  now: () => number,
): EmailWebhooks => ({
  async read(headers, type, body) {
    if (!(await isSigned(secrets, headers, body, now()))) return 'not_signed';
    if (type === 'message/rfc822') return reports.read({ to: '', raw: body });
    return readEvent(body) ?? 'not_readable';
  },
});

async function isSigned(
  secrets: readonly string[],
  {
    id,
    timestamp,
    signature,
  }: { readonly id: string; readonly timestamp: string; readonly signature: string },
  body: Uint8Array,
  now: number,
): Promise<boolean> {
  if (!/^\d{1,12}$/.test(timestamp) || Math.abs(now / 1000 - Number(timestamp)) > TOLERANCE_S) return false;
  const head = new TextEncoder().encode(`${id}.${timestamp}.`);
  const signed = new Uint8Array(head.length + body.length);
  signed.set(head);
  signed.set(body, head.length);
  const given = signature
    .split(' ')
    .flatMap((item) => (item.startsWith('v1,') ? [bytesOf(item.slice(3))] : []));
  for (const secret of secrets) {
    const raw = bytesOf(secret.slice('whsec_'.length));
    if (raw === null) continue;
    const key = await crypto.subtle.importKey('raw', raw, { name: 'HMAC', hash: 'SHA-256' }, false, [
      'verify',
    ]);
    for (const mac of given) {
      if (mac !== null && (await crypto.subtle.verify('HMAC', key, mac, signed))) return true;
    }
  }
  return false;
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> | null {
  try {
    return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  } catch {
    return null;
  }
}

function readEvent(body: Uint8Array): MailReport | 'not_ours' | null {
  const read = event(parseJson(new TextDecoder().decode(body)));
  const reported = EVENTS.get(read?.type ?? '');
  if (read === undefined || reported === undefined) return null;
  const { messageId, recipient = null, statusCode = null, words = null } = read.data;
  const emailId = parseId('eml', messageId.replace(/^<|@.*$/g, ''));
  if (emailId === null) return 'not_ours';
  const said = words === null ? null : withoutAddresses(words).slice(0, 200);
  return {
    emailId,
    outcomes: [{ recipient, reported, statusCode: statusCode?.slice(0, 20) ?? null, words: said }],
  };
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
