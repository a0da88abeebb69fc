import { selectAttachmentsDue, someAttachmentDue } from '../../db/queries/attachments.ts';
import { deleteRemoved, giveUpUploads, postponeRemoval } from '../../db/writes/attachments.ts';
import type { Context, ReadContext } from '../core/context.ts';
import { objectKey } from './object-key.ts';

/** So many a tick, by three statements and one call to the bucket, which takes a thousand keys. */
const AT_ONCE = 200;
const RETRY = { least: 60_000, most: 3_600_000 };

/** Whether a file has to be given up, or its object deleted. */
export const attachmentsWait = (ctx: ReadContext) => someAttachmentDue(ctx.now());

/**
 * Deletes the objects of files that were removed or never became ready, and after them their rows. Safe to repeat: an object that
 * is gone is gone. Where the bucket does not answer or is not bound, they are tried again.
 */
export async function sweepAttachments(ctx: Context): Promise<void> {
  const now = ctx.now();
  // First, so that nobody finishes one whose object is being deleted.
  await giveUpUploads(ctx.db, now);
  const due = await selectAttachmentsDue(ctx.db, now, AT_ONCE);
  if (due.length === 0) return;
  const removed = (await ctx.files?.remove(due.map(objectKey))) ?? 'unavailable';
  const ids = due.map(({ id }) => id);
  if (removed === 'gone') await deleteRemoved(ctx.db, ids);
  else await postponeRemoval(ctx.db, ids, { now, ...RETRY });
  ctx.log('attachments_swept', { files: due.length, removed });
}
