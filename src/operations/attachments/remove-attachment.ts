import { selectAttachments } from '../../db/queries/attachments.ts';
import { selectInvoice } from '../../db/queries/invoices.ts';
import { headOf, selectCommand, selectHead } from '../../db/streams.ts';
import { setRemoving } from '../../db/writes/attachments.ts';
import { refuseToRemove } from '../../domain/attachment/may-change.ts';
import { done, type Outcome, refused } from '../../domain/outcome.ts';
import {
  CONFLICT,
  type ConflictOr,
  type Context,
  commitChange,
  decided,
  retryOnConflict,
} from '../core/context.ts';
import type { Scope, Scoped } from '../core/scope.ts';
import { objectKey } from './object-key.ts';

type Ask = { readonly invoiceId: string; readonly attachmentId: string; readonly commandId: string };
type Removed = { readonly attachmentId: string };

/**
 * Removes a file from an invoice that was not sent yet. Its object is deleted at once, or by the sweep. Rejects with `not_found`,
 * and with `attachment_sent` once its customer has it.
 */
export async function removeAttachment(
  ctx: Context,
  { scope, ...ask }: Scoped<Ask>,
): Promise<Outcome<Removed>> {
  const removed = await retryOnConflict(ctx, () => attempt(ctx, scope, ask));
  // The row goes with the sweep, which asks again where this fails.
  if (removed.kind === 'done') await ctx.files?.remove([objectKey({ ...scope, id: ask.attachmentId })]);
  return removed;
}

async function attempt(
  ctx: Context,
  scope: Scope,
  { invoiceId, attachmentId, commandId }: Ask,
): Promise<ConflictOr<Outcome<Removed>>> {
  const { db } = ctx;
  const stream = { type: 'invoice', id: invoiceId } as const;
  const [head, commanded, [found], there] = await db.batch([
    selectHead(db, stream),
    selectCommand(db, stream, commandId),
    selectInvoice(db, scope, invoiceId),
    selectAttachments(db, scope, invoiceId),
  ]);
  if (found === undefined) return decided(refused({ code: 'not_found', what: 'invoice' }));
  if (commanded.length > 0) return decided(done({ attachmentId }));
  if (!there.some(({ id }) => id === attachmentId))
    return decided(refused({ code: 'not_found', what: 'attachment' }));
  const refusal = refuseToRemove(found.invoice);
  if (refusal !== null) return decided(refused(refusal));
  const at = ctx.now();
  const committed = await commitChange(ctx, {
    merchantId: scope.merchantId,
    commandId,
    at,
    appends: [{ stream, head: headOf(head), type: 'attachment_removed', data: { attachmentId } }],
    rows: [setRemoving(db, attachmentId, at)],
    effects: [],
    result: { attachmentId },
  });
  return committed.kind === 'committed' ? decided(done({ attachmentId })) : CONFLICT;
}
