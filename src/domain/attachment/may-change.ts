import type { InvoiceFacts } from '../invoice/state.ts';
import type { Rejection } from '../rejection.ts';
import { ATTACHMENT_LIMITS } from './limits.ts';

export type AttachmentState = 'uploading' | 'ready' | 'removing';

export type AttachedFile = {
  readonly id: string;
  readonly name: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly state: AttachmentState;
};

type NewFile = Pick<AttachedFile, 'name' | 'sha256' | 'bytes'>;

export type Addition =
  /** It is there already, under this id: the same content under the same name is the same file. */
  | { readonly kind: 'same'; readonly file: AttachedFile }
  | { readonly kind: 'new' }
  | { readonly kind: 'refused'; readonly rejection: Rejection };

/** What becomes of a file that is to go with an invoice, beside those that do. */
export function addition(invoice: InvoiceFacts, files: readonly AttachedFile[], added: NewFile): Addition {
  const there = files.filter(({ state }) => state !== 'removing');
  const same = there.find(({ name, sha256 }) => name === added.name && sha256 === added.sha256);
  if (same?.state === 'ready') return { kind: 'same', file: same };
  const rejection = refuseToAdd(invoice) ?? (same === undefined ? beyondLimits(there, added) : null);
  if (rejection !== null) return { kind: 'refused', rejection };
  return same === undefined ? { kind: 'new' } : { kind: 'same', file: same };
}

/**
 * Why nothing may be added to an invoice, or null. A draft takes files, and an open invoice too, be it sent: they are shown where
 * it is shown, and mailed with what is sent after that.
 */
export function refuseToAdd({ status, pendingVerb }: InvoiceFacts): Rejection | null {
  if (status !== 'draft' && status !== 'open') return { code: 'invoice_not_open', status };
  return pendingVerb === null ? null : { code: 'verb_pending', verb: pendingVerb.verb };
}

/** Why nothing may be removed from an invoice, or null: what its customer was sent stays. */
export const refuseToRemove = (
  invoice: InvoiceFacts & { readonly sentAt: number | null },
): Rejection | null => (invoice.sentAt === null ? refuseToAdd(invoice) : { code: 'attachment_sent' });

function beyondLimits(there: readonly AttachedFile[], added: NewFile): Rejection | null {
  const { files, totalBytes } = ATTACHMENT_LIMITS;
  if (there.some(({ name }) => name === added.name))
    return { code: 'attachment_name_taken', name: added.name };
  if (there.length >= files) return { code: 'too_many_attachments', most: files };
  const bytes = there.reduce((sum, file) => sum + file.bytes, 0);
  return bytes + added.bytes > totalBytes
    ? { code: 'attachments_too_large', bytes, added: added.bytes, most: totalBytes }
    : null;
}
