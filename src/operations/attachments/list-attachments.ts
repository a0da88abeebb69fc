import { selectAttachments } from '../../db/queries/attachments.ts';
import { selectInvoice } from '../../db/queries/invoices.ts';
import type { attachments } from '../../db/schema/index.ts';
import { done, type Outcome, refused } from '../../domain/outcome.ts';
import type { Context } from '../core/context.ts';
import type { Scoped } from '../core/scope.ts';

/** A file of an invoice as the API shows it. */
export type AttachmentResource = {
  readonly id: string;
  readonly object: 'attachment';
  readonly invoiceId: string;
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: number;
  /** Of its content, hexadecimal. */
  readonly sha256: string;
  /** Where whoever has the invoice's link reads it; null while it is a draft. */
  readonly url: string | null;
  readonly createdAt: string;
};

export type AttachmentList = { readonly object: 'list'; readonly data: readonly AttachmentResource[] };

/** The files that go with an invoice, oldest first. Rejects with `not_found`. */
export async function listAttachments(
  ctx: Context,
  { scope, invoiceId }: Scoped<{ readonly invoiceId: string }>,
): Promise<Outcome<AttachmentList>> {
  const [[found], files] = await ctx.db.batch([
    selectInvoice(ctx.db, scope, invoiceId),
    selectAttachments(ctx.db, scope, invoiceId),
  ]);
  if (found === undefined) return refused({ code: 'not_found', what: 'invoice' });
  const { id, linkVersion, status } = found.invoice;
  const view = status === 'draft' ? null : await ctx.links.url('view', { id, version: linkVersion });
  const ready = files.filter(({ state }) => state === 'ready');
  return done({ object: 'list', data: ready.map((file) => attachmentResource(file, view)) });
}

/** One file of an invoice. Rejects with `not_found`. */
export async function readAttachment(
  ctx: Context,
  { attachmentId, ...ask }: Scoped<{ readonly invoiceId: string; readonly attachmentId: string }>,
): Promise<Outcome<AttachmentResource>> {
  const listed = await listAttachments(ctx, ask);
  if (listed.kind !== 'done') return listed;
  const found = listed.value.data.find(({ id }) => id === attachmentId);
  return found === undefined ? refused({ code: 'not_found', what: 'attachment' }) : done(found);
}

const attachmentResource = (
  { id, invoiceId, name, mediaType, bytes, sha256, createdAt }: typeof attachments.$inferSelect,
  view: string | null,
): AttachmentResource => ({
  id,
  object: 'attachment',
  invoiceId,
  name,
  mediaType,
  bytes,
  sha256,
  url: view === null ? null : `${view}/files/${id}`,
  createdAt: new Date(createdAt).toISOString(),
});
