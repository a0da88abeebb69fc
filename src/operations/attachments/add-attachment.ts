import type { FileStore } from '../../adapters/files/port.ts';
import { selectAttachments } from '../../db/queries/attachments.ts';
import { selectInvoice } from '../../db/queries/invoices.ts';
import { headOf, selectHead } from '../../db/streams.ts';
import { giveUpUpload, insertAttachment, resumeUpload, setReady } from '../../db/writes/attachments.ts';
import { type CheckedFile, checkFile, type GivenFile } from '../../domain/attachment/check-file.ts';
import { type AttachedFile, addition, refuseToAdd } from '../../domain/attachment/may-change.ts';
import { done, type Outcome, type Refused, refused } from '../../domain/outcome.ts';
import {
  CONFLICT,
  type ConflictOr,
  type Context,
  commitChange,
  decided,
  newId,
  retryOnConflict,
} from '../core/context.ts';
import type { Scope, Scoped } from '../core/scope.ts';
import { sha256Of } from '../facts/hash.ts';
import { objectKey } from './object-key.ts';
import { SURE_FOR_MS, UPLOAD_FOR_MS } from './timing.ts';

type Ask = {
  readonly invoiceId: string;
  readonly file: GivenFile;
};
type Added = { readonly attachmentId: string };
type Uploaded = CheckedFile & { readonly sha256: string };

/**
 * Attaches a file to a draft or an open invoice: its row first, then its object, then that it is ready. What is left half way is
 * swept. The same content under the same name is the same file, however often it is sent. Rejects with `invalid`, in words, what
 * may not be attached, and with `attachments_not_set_up` where there is no bucket.
 */
export async function addAttachment(
  ctx: Context,
  { scope, invoiceId, file: given }: Scoped<Ask>,
): Promise<Outcome<Added>> {
  const [found] = await selectInvoice(ctx.db, scope, invoiceId);
  if (found === undefined) return NOT_FOUND;
  const { files } = ctx;
  if (files === null || files === undefined) return refused({ code: 'attachments_not_set_up' });
  const checked = checkFile(given);
  if (checked.kind === 'wrong') return refused({ code: 'invalid', problems: checked.problems });
  const file = { ...checked.file, sha256: await sha256Of(checked.file.bytes) };
  const begun = await retryOnConflict(ctx, () => begin(ctx, scope, invoiceId, file));
  if (begun.kind !== 'done' || begun.value.state === 'ready') return idOf(begun);
  return keep(ctx, files, { scope, invoiceId, attachmentId: begun.value.id, file });
}

const idOf = (begun: Outcome<AttachedFile>): Outcome<Added> =>
  begun.kind === 'done' ? done({ attachmentId: begun.value.id }) : begun;

/** Its row: new, or the one of an upload that was left half way. */
async function begin(
  ctx: Context,
  scope: Scope,
  invoiceId: string,
  { name, mediaType, bytes, sha256 }: Uploaded,
): Promise<ConflictOr<Outcome<AttachedFile>>> {
  const now = ctx.now();
  const [[found], there] = await ctx.db.batch([
    selectInvoice(ctx.db, scope, invoiceId),
    selectAttachments(ctx.db, scope, invoiceId),
  ]);
  if (found === undefined) return decided(NOT_FOUND);
  const judged = addition(found.invoice, there, { name, sha256, bytes: bytes.length });
  if (judged.kind === 'refused') return decided(refused(judged.rejection));
  const checkAt = now + UPLOAD_FOR_MS;
  if (judged.kind === 'same') {
    const isThere = judged.file.state === 'ready' || (await resumeUpload(ctx.db, judged.file.id, checkAt));
    return isThere ? decided(done(judged.file)) : CONFLICT;
  }
  const row = { id: newId(ctx, 'att'), name, sha256, bytes: bytes.length, state: 'uploading' } as const;
  try {
    await insertAttachment(ctx.db, { ...row, ...scope, invoiceId, mediaType, checkAt, createdAt: now });
  } catch (error) {
    // Another upload came first, or the invoice was closed: the next attempt reads which. A failure of ours is no race.
    if (!/constraint/i.test(wordsOf(error))) throw error;
    return CONFLICT;
  }
  return decided(done(row));
}

/** drizzle says which statement failed, and its cause why. */
const wordsOf = (error: unknown): string =>
  error instanceof Error ? `${error.message} ${wordsOf(error.cause)}` : '';

type Keeping = Scoped<{ readonly invoiceId: string; readonly attachmentId: string; readonly file: Uploaded }>;

/** Its object, and that it is ready. Where that fails it is given up, and what was kept of it is deleted, now and by the sweep. */
async function keep(ctx: Context, files: FileStore, keeping: Keeping): Promise<Outcome<Added>> {
  const { attachmentId, scope, file } = keeping;
  const key = objectKey({ ...scope, id: attachmentId });
  const kept = await files.put(key, file);
  const ready = kept === 'kept' ? await retryOnConflict(ctx, () => finish(ctx, keeping)) : UNAVAILABLE;
  // Unless another one who sent the same has finished it.
  if (ready.kind === 'refused' && (await giveUpUpload(ctx.db, attachmentId))) await files.remove([key]);
  return ready;
}

async function finish(
  ctx: Context,
  { scope, invoiceId, attachmentId, file }: Keeping,
): Promise<ConflictOr<Outcome<Added>>> {
  const at = ctx.now();
  const stream = { type: 'invoice', id: invoiceId } as const;
  const [head, [found], there] = await ctx.db.batch([
    selectHead(ctx.db, stream),
    selectInvoice(ctx.db, scope, invoiceId),
    selectAttachments(ctx.db, scope, invoiceId),
  ]);
  if (found === undefined) return decided(NOT_FOUND);
  const own = there.find(({ id }) => id === attachmentId);
  // Whoever else sent the same file has finished it.
  if (own?.state === 'ready') return decided(done({ attachmentId }));
  const refusal = refuseToAdd(found.invoice);
  if (refusal !== null) return decided(refused(refusal));
  // It took so long that it may be given up any moment, or was.
  if (own === undefined || (own.checkAt ?? 0) < at + SURE_FOR_MS) return decided(UNAVAILABLE);
  const committed = await commitChange(ctx, {
    merchantId: scope.merchantId,
    commandId: `attach/${attachmentId}`,
    at,
    appends: [
      {
        stream,
        head: headOf(head),
        type: 'attachment_added',
        data: { attachmentId, sha256: file.sha256, bytes: file.bytes.length },
      },
    ],
    rows: [setReady(ctx.db, attachmentId)],
    effects: [],
    result: { attachmentId },
  });
  return committed.kind === 'committed' ? decided(done({ attachmentId })) : CONFLICT;
}

const NOT_FOUND: Refused = refused({ code: 'not_found', what: 'invoice' });
const UNAVAILABLE: Refused = refused({ code: 'attachments_unavailable' });
