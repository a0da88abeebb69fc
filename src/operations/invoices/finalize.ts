import type { Change } from '../../db/commit.ts';
import { selectCreditsFor, selectCustomerHead } from '../../db/queries/credits.ts';
import { selectInvoice, selectLineCount } from '../../db/queries/invoices.ts';
import { headOf, selectCommand, selectHead } from '../../db/streams.ts';
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
import { instalmentsOf } from './draft-plan.ts';
import { finalization } from './finalization.ts';
import { type Dating, refuseIssueDate, UNDATED } from './issue-date.ts';
import { refuseEInvoice } from './refuse-e-invoice.ts';
import { refuseIssue } from './refuse-issue.ts';
import { refuseTaxStatus } from './refuse-tax-status.ts';

type Ask = { readonly invoiceId: string; readonly commandId: string; readonly dating?: Dating };

/**
 * Draft → open, or paid at once if nothing is owed or the customer's credit covers it. It gets the next number of the
 * merchant's series, a copy of its current parties, and version 1. Rejects with `not_found`, `invoice_not_draft`,
 * `invoice_without_lines`, and `invalid` where it comes to less than nothing, cannot bear its date, its customer's tax status
 * has changed since it was written, or the business sends e-invoices and none could be made of it.
 */
export const finalizeInvoice = (
  ctx: Context,
  { scope, ...ask }: Scoped<Ask>,
): Promise<Outcome<{ invoiceId: string }>> => retryOnConflict(ctx, () => attempt(ctx, scope, ask));

async function attempt(
  ctx: Context,
  scope: Scope,
  { invoiceId, commandId, dating = UNDATED }: Ask,
): Promise<ConflictOr<Outcome<{ invoiceId: string }>>> {
  const { db } = ctx;
  const stream = { type: 'invoice', id: invoiceId } as const;
  const [head, commanded, [found], [counted], credits, customerHead] = await db.batch([
    selectHead(db, stream),
    selectCommand(db, stream, commandId),
    selectInvoice(db, scope, invoiceId),
    selectLineCount(db, invoiceId),
    selectCreditsFor(db, invoiceId),
    selectCustomerHead(db, invoiceId),
  ]);
  if (found === undefined) return decided(refused({ code: 'not_found', what: 'invoice' }));
  if (commanded.length > 0) return decided(done({ invoiceId }));
  const refusal = refuseUnlessDraft(found.invoice) ?? refuseIssue(found.invoice, counted?.lines ?? 0);
  if (refusal !== null) return decided(refused(refusal));
  const unfit = (await refuseTaxStatus(ctx, scope, found)) ?? (await refuseEInvoice(ctx, scope, found));
  if (unfit !== null) return decided(unfit);
  const at = ctx.now();
  const undatable = await refuseIssueDate(ctx, found, dating, at);
  if (undatable !== null) return decided(refused(undatable));
  const parts = instalmentsOf(ctx, found, dating, at);
  if (parts.kind !== 'done') return decided(parts);
  const facts = { ...found, credits, customerHead: headOf(customerHead), parts: parts.value };
  const { rows, effects, status, appends, credited } = finalization(ctx, facts, at, { sent: false, dating });
  const { currency, amountDue } = found.invoice;
  const change: Change = {
    merchantId: scope.merchantId,
    commandId,
    at,
    appends: [
      {
        stream,
        head: headOf(head),
        type: 'finalized',
        data: { status, currency, amountDue, credited },
      },
      ...appends,
    ],
    rows,
    effects,
    result: { invoiceId },
  };
  try {
    const committed = await commitChange(ctx, change);
    return committed.kind === 'committed' ? decided(done({ invoiceId })) : CONFLICT;
  } catch (error) {
    // Another one of the series may have been issued since, with a later date: a trigger refused this one.
    const since = await refuseIssueDate(ctx, found, dating, at);
    if (since !== null) return decided(refused(since));
    throw error;
  }
}
