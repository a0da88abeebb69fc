import { selectCustomer } from '../../db/queries/customers.ts';
import { selectInvoice } from '../../db/queries/invoices.ts';
import { deleteLines, insertLines, updateDraft } from '../../db/queries/invoices-write.ts';
import { headOf, selectCommand, selectHead } from '../../db/streams.ts';
import { writeTerms } from '../../db/writes/plan.ts';
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
import { draftColumns, refuseDraft, unknownCustomer } from './draft.ts';
import type { DraftInput } from './draft-input.ts';
import { draftTerms } from './draft-plan.ts';
import { sumDraft } from './draft-sums.ts';

type Ask = {
  readonly invoiceId: string;
  readonly commandId: string;
  readonly draft: DraftInput;
  /** The last entry of its journal that its author saw; whoever does not say replaces it however it stands. */
  readonly basedOn?: number;
};

/** Replaces a draft as a whole. Rejects with `not_found`, `invoice_not_draft`, `changed` or `invalid`. */
export const replaceDraft = (
  ctx: Context,
  { scope, ...ask }: Scoped<Ask>,
): Promise<Outcome<{ invoiceId: string }>> => retryOnConflict(ctx, () => attempt(ctx, scope, ask));

async function attempt(
  ctx: Context,
  scope: Scope,
  { invoiceId, commandId, draft, basedOn }: Ask,
): Promise<ConflictOr<Outcome<{ invoiceId: string }>>> {
  const { db } = ctx;
  const stream = { type: 'invoice', id: invoiceId } as const;
  const [head, commanded, [found], [customer]] = await db.batch([
    selectHead(db, stream),
    selectCommand(db, stream, commandId),
    selectInvoice(db, scope, invoiceId),
    selectCustomer(db, scope, draft.customerId),
  ]);
  if (found === undefined) return decided(refused({ code: 'not_found', what: 'invoice' }));
  if (commanded.length > 0) return decided(done({ invoiceId }));
  const refusal = refuseUnlessDraft(found.invoice);
  if (refusal !== null) return decided(refused(refusal));
  if (basedOn !== undefined && basedOn !== headOf(head).seq) return decided(refused({ code: 'changed' }));
  if (customer === undefined) return decided(unknownCustomer(draft.customerId));
  const connected = found.connectionId !== null;
  const context = { merchant: found.merchant, customer: customer.customer, connected };
  const summed = sumDraft(draft, context);
  if (summed.kind !== 'done') return decided(summed);
  const { totals, lines } = summed.value;
  const invalid = refuseDraft(ctx, draft, totals, context);
  if (invalid !== null) return decided(invalid);
  const at = ctx.now();
  const columns = draftColumns(draft, found.merchant);
  const committed = await commitChange(ctx, {
    merchantId: scope.merchantId,
    commandId,
    at,
    appends: [
      {
        stream,
        head: headOf(head),
        type: 'draft_updated',
        data: { customerId: draft.customerId, currency: columns.currency, total: totals.total },
      },
    ],
    rows: [
      deleteLines(db, invoiceId),
      updateDraft(db, invoiceId, { ...columns, at }, summed.value),
      insertLines(db, invoiceId, lines, totals),
      ...writeTerms(db, invoiceId, draftTerms(draft, customer.customer), { isNew: false }),
    ],
    effects: [],
    result: { invoiceId },
  });
  return committed.kind === 'committed' ? decided(done({ invoiceId })) : CONFLICT;
}
