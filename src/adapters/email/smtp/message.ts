import { TOKEN_HEADER } from '../token-header.ts';
import type { EmailAttachment, OutgoingEmail } from '../transport.ts';
import {
  addressesHeader,
  addressHeader,
  base64Lines,
  oneLine,
  quotedPrintable,
  textHeader,
} from './encoding.ts';

/** Passed in beside the contents, so that the same input makes the same bytes. */
export type MessageContext = {
  readonly from: string;
  readonly to: string;
  readonly cc: readonly string[];
  readonly replyTo: string | null;
  /** When it is sent, milliseconds since the epoch. */
  readonly sentAtMs: number;
  /** Unguessable and new for each message, so that no text in it can end a part early: letters and digits. */
  readonly boundary: string;
};

/**
 * A mail in the form of RFC 5322 and MIME: text and HTML as alternatives, then the attachments. All of it is ASCII in
 * lines of at most 78 characters, so that no server on the way has to re-encode it (and break a signature).
 * `from`, `to` and `replyTo` are addresses already parsed; every other text may hold anything.
 */
export function composeMessage(email: OutgoingEmail, context: MessageContext): string {
  const mixed = `mixed-${context.boundary}`;
  const alternative = `alternative-${context.boundary}`;
  const head = [
    addressHeader('From', email.from.name, context.from),
    addressHeader('To', '', context.to),
    addressesHeader('Cc', context.cc),
    context.replyTo === null ? '' : addressHeader('Reply-To', '', context.replyTo),
    textHeader('Subject', email.subject),
    `Message-ID: ${email.messageId}\r\n`,
    `${TOKEN_HEADER}: ${oneLine(email.token)}\r\n`,
    `Date: ${mailDate(context.sentAtMs)}\r\n`,
    'MIME-Version: 1.0\r\n',
    // This header stops out-of-office replies (RFC 3834).
    'Auto-Submitted: auto-generated\r\n',
  ].join('');
  const body =
    `Content-Type: multipart/alternative;\r\n boundary="${alternative}"\r\n\r\n` +
    `--${alternative}\r\n${textPart('text/plain', email.text)}\r\n` +
    `--${alternative}\r\n${textPart('text/html', email.html)}\r\n` +
    `--${alternative}--\r\n`;
  if (email.attachments.length === 0) return head + body;
  const attachments = email.attachments.map((file) => `--${mixed}\r\n${attachmentPart(file)}\r\n`);
  return (
    `${head}Content-Type: multipart/mixed;\r\n boundary="${mixed}"\r\n\r\n` +
    `--${mixed}\r\n${body}${attachments.join('')}--${mixed}--\r\n`
  );
}

function textPart(type: string, text: string): string {
  return `Content-Type: ${type}; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n${quotedPrintable(text)}`;
}

function attachmentPart({ filename, contentType, content }: EmailAttachment): string {
  const type = /^[\w.+-]+\/[\w.+-]+$/.test(contentType) ? contentType : 'application/octet-stream';
  return [
    `Content-Type: ${type}`,
    `Content-Disposition: attachment;\r\n ${filenameParameter(filename)}`,
    'Content-Transfer-Encoding: base64',
    '',
    base64Lines(content),
  ].join('\r\n');
}

/** An ASCII file name for every reader, and the real one by RFC 2231 where it differs. */
function filenameParameter(filename: string): string {
  const name = shortened(oneLine(filename).replace(/[\\/]/g, '-')).toWellFormed();
  const ascii = name.replace(/[^\x20-\x7e]/g, '_').replace(/"/g, "'");
  if (ascii === name) return `filename="${name}"`;
  const encoded = encodeURIComponent(name).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16)}`);
  return `filename="${ascii}";\r\n filename*=utf-8''${encoded}`;
}

const LONGEST_NAME = 60;

/** A name that fits a line of a mail whatever its script, with its ending, by which it is opened. */
function shortened(name: string): string {
  const ending = /\.[A-Za-z0-9]{1,8}$/.exec(name)?.[0] ?? '';
  return name.length <= LONGEST_NAME ? name : `${name.slice(0, LONGEST_NAME - ending.length)}${ending}`;
}

/** `Sun, 22 Nov 2026 03:55:00 +0000` (RFC 5322, 3.3). */
function mailDate(ms: number): string {
  return new Date(ms).toUTCString().replace('GMT', '+0000');
}
