import PostalMime, { type Address, type Email } from 'postal-mime';

/** An unparsed mail as received by SMTP: the envelope and the bytes. */
export interface ReceivedMail {
  /** Sortable by arrival and safe in a path: lower-case letters, digits and a hyphen. */
  readonly id: string;
  /** ISO 8601, UTC. */
  readonly receivedAt: string;
  /** Envelope sender; empty for the null sender. */
  readonly envelopeFrom: string;
  /** Envelope recipients, blind copies included. */
  readonly envelopeTo: readonly string[];
  readonly raw: Uint8Array;
}

export interface MailAttachment {
  readonly filename: string;
  readonly contentType: string;
  readonly contentId: string | null;
  readonly content: Uint8Array;
}

/** A received mail with its parts taken apart. */
export interface Message extends ReceivedMail {
  readonly subject: string;
  readonly messageId: string | null;
  readonly from: string;
  readonly to: string;
  readonly headers: readonly { readonly name: string; readonly value: string }[];
  readonly text: string | null;
  readonly html: string | null;
  readonly attachments: readonly MailAttachment[];
}

/** Takes a mail apart. One that cannot be parsed is still a message: its bytes become the text part. */
export async function parseMail(mail: ReceivedMail): Promise<Message> {
  const parsed = await PostalMime.parse(mail.raw, { attachmentEncoding: 'arraybuffer' }).catch(
    (): Email => ({
      headers: [],
      headerLines: [],
      attachments: [],
      text: new TextDecoder().decode(mail.raw),
    }),
  );
  return {
    ...mail,
    subject: parsed.subject?.trim() || '(no subject)',
    messageId: parsed.messageId ?? null,
    from: parsed.from ? written(parsed.from) : mail.envelopeFrom,
    to: parsed.to?.map(written).join(', ') || mail.envelopeTo.join(', '),
    headers: parsed.headers.map(({ originalKey, value }) => ({ name: originalKey, value })),
    text: parsed.text ?? null,
    html: parsed.html ?? null,
    attachments: parsed.attachments.map((part, index) => ({
      filename: part.filename ?? `part-${index + 1}`,
      contentType: part.mimeType,
      contentId: part.contentId?.replace(/^<|>$/g, '') ?? null,
      content: bytes(part.content),
    })),
  };
}

function written(address: Address): string {
  if (address.address === undefined) return `${address.name}: ${address.group.map(written).join(', ')};`;
  return address.name ? `${address.name} <${address.address}>` : address.address;
}

function bytes(content: ArrayBuffer | Uint8Array | string): Uint8Array {
  if (typeof content === 'string') return new TextEncoder().encode(content);
  return content instanceof Uint8Array ? content : new Uint8Array(content);
}
