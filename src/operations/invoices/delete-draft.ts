import { selectInvoice } from '../../db/queries/invoices.ts';
import { deleteInvoice, deleteLines } from '../../db/queries/invoices-write.ts';
import { headOf, selectCommand, selectHead } from '../../db/streams.ts';
import { deleteTerms } from '../../db/writes/plan.ts';
import { refuseUnlessDraft } from '../../domain/invoice/state.ts';
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

type Ask = { readonly invoiceId: string; readonly commandId: string };

/**
 * Deletes a draft and its lines; its journal stays. Rejects with `not_found` or `invoice_not_draft`: a finalized
 * invoice is voided, never deleted.
 */
export const deleteDraft = (
  ctx: Context,
  { scope, ...ask }: Scoped<Ask>,
): Promise<Outcome<{ invoiceId: string }>> => retryOnConflict(ctx, () => attempt(ctx, scope, ask));

async function attempt(
  ctx: Context,
  scope: Scope,
  { invoiceId, commandId }: Ask,
): Promise<ConflictOr<Outcome<{ invoiceId: string }>>> {
  const { db } = ctx;
  const stream = { type: 'invoice', id: invoiceId } as const;
  const [head, commanded, [found]] = await db.batch([
    selectHead(db, stream),
    selectCommand(db, stream, commandId),
    selectInvoice(db, scope, invoiceId),
  ]);
  if (found === undefined && commanded.length > 0) return decided(done({ invoiceId }));
  if (found === undefined) return decided(refused({ code: 'not_found', what: 'invoice' }));
  const refusal = refuseUnlessDraft(found.invoice);
  if (refusal !== null) return decided(refused(refusal));
  const committed = await commitChange(ctx, {
    merchantId: scope.merchantId,
    commandId,
    at: ctx.now(),
    appends: [{ stream, head: headOf(head), type: 'draft_deleted', data: null }],
    rows: [deleteTerms(db, invoiceId), deleteLines(db, invoiceId), deleteInvoice(db, invoiceId)],
    effects: [],
    result: { invoiceId },
  });
  return committed.kind === 'committed' ? decided(done({ invoiceId })) : CONFLICT;
}
