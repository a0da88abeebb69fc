import PostalMime, { type Email } from 'postal-mime';
import { TOKEN_HEADER } from '../token-header.ts';
import type { MailReports, ReportedOutcome, ReturnPaths } from '../types.ts';
import { complaintOutcomes, deliveryOutcomes } from './outcomes.ts';

/** A report has three parts; what nests deeper is no report. */
const MIME_LIMITS = {
  maxNestingDepth: 20,
  maxHeadersSize: 256 * 1024,
  forceRfc822Attachments: true,
} as const;

/**
 * Reads reports by what a machine can read of them, never by subjects or texts, which a stranger can write. Which message
 * they are about only our own token says: in the address they came to, else in the headers that they return.
 */
export const createMailReports = (paths: ReturnPaths): MailReports => ({
  async read({ to, raw }) {
    const addressed = await paths.open(to.slice(0, Math.max(to.lastIndexOf('@'), 0)));
    const mail = await parse(raw);
    const emailId = addressed ?? (mail === null ? null : await namedIn(paths, mail));
    if (emailId === null) return 'not_ours';
    const outcomes = mail === null ? [] : outcomesOf(mail);
    return outcomes.length === 0 ? 'not_a_report' : { emailId, outcomes };
  },
});

async function parse(raw: Uint8Array): Promise<Email | null> {
  try {
    return await PostalMime.parse(raw, { ...MIME_LIMITS, attachmentEncoding: 'arraybuffer' });
  } catch {
    // Nested or padded beyond any report.
    return null;
  }
}

function outcomesOf({ headers, attachments }: Email): readonly ReportedOutcome[] {
  const type = headers.find(({ key }) => key === 'content-type')?.value ?? '';
  if (!/^multipart\/report\b/i.test(type.trim())) return [];
  return attachments.flatMap(({ mimeType, content }) => {
    if (/^message\/(global-)?delivery-status$/.test(mimeType)) return deliveryOutcomes(textOf(content));
    return mimeType === 'message/feedback-report' ? complaintOutcomes(textOf(content)) : [];
  });
}

/** The token in the headers of the message that a report returns. */
async function namedIn(paths: ReturnPaths, { attachments }: Email): Promise<string | null> {
  for (const { mimeType, content } of attachments) {
    if (!/^(message\/(rfc822|global)|text\/rfc822-headers|message\/global-headers)$/.test(mimeType)) continue;
    const [, token] = new RegExp(`^${TOKEN_HEADER}:\\s*(\\w+)`, 'im').exec(headOf(textOf(content))) ?? [];
    const emailId = token === undefined ? null : await paths.open(token);
    if (emailId !== null) return emailId;
  }
  return null;
}

const headOf = (text: string): string => text.split(/\r?\n\r?\n/, 1)[0] ?? '';

/** A part's text. Fields are ASCII; a byte beyond it, as in a report in Latin-1, becomes a replacement character. */
const textOf = (content: ArrayBuffer | Uint8Array | string): string =>
  typeof content === 'string' ? content : new TextDecoder().decode(content);
