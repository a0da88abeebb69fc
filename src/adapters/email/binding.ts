import { parseMailbox } from './port-address.ts';
import { oneLine } from './smtp/encoding.ts';
import { TOKEN_HEADER } from './token-header.ts';
import type { EmailTransport, SendResult } from './transport.ts';

/** The part of Cloudflare's Email Service binding (`[[send_email]]`) that we use; the runtime's `SendEmail` fits. */
export type EmailBinding = {
  send(message: {
    from: { email: string; name: string };
    to: string;
    replyTo?: string;
    subject: string;
    html: string;
    text: string;
    headers: Record<string, string>;
    attachments: {
      disposition: 'attachment';
      filename: string;
      type: string;
      content: ArrayBuffer;
    }[];
  }): Promise<{ readonly messageId: string }>;
};

/**
 * Sends by Cloudflare's Email Service
 * (https://developers.cloudflare.com/email-service/api/send-emails/workers-api/).
 *
 * It sets its own Message-ID and refuses messages that bring one (…/email-service/reference/headers/). Ours is
 * sent as `X-Entity-Ref-ID`, which distinguishes one message sent twice from two messages.
 */
export function bindingTransport(binding: EmailBinding): EmailTransport {
  return {
    async send(email) {
      const from = parseMailbox(email.from.address);
      const to = parseMailbox(email.to);
      const replyTo = email.replyTo === null ? null : parseMailbox(email.replyTo);
      if (from === null) return { kind: 'refused', permanent: false, reason: 'not an address to send from' };
      if (to === null) return { kind: 'refused', permanent: true, reason: 'not an address to send to' };
      try {
        const { messageId } = await binding.send({
          from: { email: from.address, name: oneLine(email.from.name) },
          to: to.address,
          ...(replyTo === null ? {} : { replyTo: replyTo.address }),
          subject: oneLine(email.subject),
          html: email.html,
          text: email.text,
          headers: {
            'X-Entity-Ref-ID': oneLine(email.messageId),
            [TOKEN_HEADER]: oneLine(email.token),
            'Auto-Submitted': 'auto-generated',
          },
          attachments: email.attachments.map((file) => ({
            disposition: 'attachment',
            filename: oneLine(file.filename),
            type: file.contentType,
            content: new Uint8Array(file.content).buffer,
          })),
        });
        return { kind: 'accepted', transportId: messageId };
      } catch (error) {
        return classify(error);
      }
    },
  };
}

/** Documented codes that concern this message or recipient, so that a retry would fail too. */
const PERMANENT: ReadonlySet<string> = new Set([
  'E_VALIDATION_ERROR',
  'E_FIELD_MISSING',
  'E_TOO_MANY_RECIPIENTS',
  'E_RECIPIENT_SUPPRESSED',
  'E_CONTENT_TOO_LARGE',
  'E_DELIVERY_FAILED',
  'E_HEADER_NOT_ALLOWED',
  'E_HEADER_USE_API_FIELD',
  'E_HEADER_VALUE_INVALID',
  'E_HEADER_VALUE_TOO_LONG',
  'E_HEADER_NAME_INVALID',
  'E_HEADERS_TOO_LARGE',
  'E_HEADERS_TOO_MANY',
]);

/** Codes that a later retry may not get: limits, and a set-up that staff can correct. */
const TEMPORARY: ReadonlySet<string> = new Set([
  'E_SENDER_NOT_VERIFIED',
  'E_SENDER_DOMAIN_NOT_AVAILABLE',
  'E_RECIPIENT_NOT_ALLOWED',
  'E_RATE_LIMIT_EXCEEDED',
  'E_DAILY_LIMIT_EXCEEDED',
]);

/** After any other error (internal, a lost call, an unknown code) the message may have been sent. */
function classify(error: unknown): SendResult {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (PERMANENT.has(code)) return { kind: 'refused', permanent: true, reason: code };
  if (TEMPORARY.has(code)) return { kind: 'refused', permanent: false, reason: code };
  return { kind: 'unknown', reason: /^E_[A-Z_]+$/.test(code) ? code : 'the call failed' };
}
