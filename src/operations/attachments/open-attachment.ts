import { selectAttachment, selectLinkedAttachment } from '../../db/queries/attachments.ts';
import type { attachments } from '../../db/schema/index.ts';
import { type Done, done, type Outcome, type Refused, refused } from '../../domain/outcome.ts';
import type { Context } from '../core/context.ts';
import type { Scoped } from '../core/scope.ts';
import { objectKey } from './object-key.ts';

type Row = typeof attachments.$inferSelect;

/** A file that is given out; its bytes are asked for once somebody wants them. */
export type OpenedFile = Pick<Row, 'name' | 'mediaType' | 'bytes'> & {
  readonly read: () => Promise<FileContent>;
};
export type FileContent =
  | { readonly kind: 'found'; readonly body: ReadableStream<Uint8Array> }
  /** The bucket did not give it out, is not bound, or has lost it. */
  | { readonly kind: 'unavailable' };

type LinkRefused = { readonly code: 'not_found'; readonly what: 'link' } | { readonly code: 'link_rotated' };

/** A file of the invoice behind a view link. Rejects with `not_found` and `link_rotated`, as its page does. */
export async function openLinkedFile(
  ctx: Context,
  { token, attachmentId }: { readonly token: string; readonly attachmentId: string },
): Promise<Done<OpenedFile> | Refused<LinkRefused>> {
  const target = await ctx.links.open('view', token);
  if (target === null) return refused({ code: 'not_found', what: 'link' });
  const [found] = await selectLinkedAttachment(ctx.db, target.id, attachmentId);
  if (found === undefined) return refused({ code: 'not_found', what: 'link' });
  if (found.linkVersion !== target.version) return refused({ code: 'link_rotated' });
  return found.attachment === null
    ? refused({ code: 'not_found', what: 'link' })
    : done(openedFile(ctx, found.attachment));
}

/** A file of a business's own invoice, a draft's too. Rejects with `not_found`. */
export async function openOwnFile(
  ctx: Context,
  { scope, ...ask }: Scoped<{ readonly invoiceId: string; readonly attachmentId: string }>,
): Promise<Outcome<OpenedFile>> {
  const [found] = await selectAttachment(ctx.db, scope, ask);
  return found === undefined
    ? refused({ code: 'not_found', what: 'attachment' })
    : done(openedFile(ctx, found));
}

function openedFile(ctx: Context, row: Row): OpenedFile {
  const { name, mediaType, bytes } = row;
  return { name, mediaType, bytes, read: () => readFile(ctx, row) };
}

/** The content of a file, for whoever may have it. */
async function readFile(
  ctx: Pick<Context, 'files' | 'log'>,
  file: Pick<Row, 'id' | 'merchantId'>,
): Promise<FileContent> {
  const stored = (await ctx.files?.get(objectKey(file))) ?? { kind: 'unavailable' };
  if (stored.kind === 'found') return { kind: 'found', body: stored.body };
  if (stored.kind === 'missing') ctx.log('file_missing', { attachmentId: file.id });
  return { kind: 'unavailable' };
}

/** The whole content of a file, to be sent along; null where it cannot be had now. */
export async function readFileBytes(
  ctx: Pick<Context, 'files' | 'log'>,
  file: Pick<Row, 'id' | 'merchantId'>,
): Promise<Uint8Array | null> {
  const content = await readFile(ctx, file);
  if (content.kind !== 'found') return null;
  try {
    return new Uint8Array(await new Response(content.body).arrayBuffer());
  } catch {
    // It broke off on the way.
    ctx.log('file_broke_off', { attachmentId: file.id });
    return null;
  }
}
