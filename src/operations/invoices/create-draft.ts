import { selectActiveConnection } from '../../db/queries/active-connection.ts';
import { selectCustomer } from '../../db/queries/customers.ts';
import { selectMerchant } from '../../db/queries/invoices.ts';
import { insertDraft, insertLines } from '../../db/queries/invoices-write.ts';
import { EMPTY_HEAD, selectCommand } from '../../db/streams.ts';
import { writeTerms } from '../../db/writes/plan.ts';
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

type Ask = { readonly invoiceId: string; readonly commandId: string; readonly draft: DraftInput };

/**
 * Creates a draft under an id chosen by the caller, so that a retry creates the same one. Rejects with `invalid`: a
 * line that cannot be computed, a customer of another merchant, an implausible due date, or a collection policy that
 * cannot work.
 */
export const createDraft = (
  ctx: Context,
  { scope, ...ask }: Scoped<Ask>,
): Promise<Outcome<{ invoiceId: string }>> => retryOnConflict(ctx, () => attempt(ctx, scope, ask));

async function attempt(
  ctx: Context,
  scope: Scope,
  { invoiceId, commandId, draft }: Ask,
): Promise<ConflictOr<Outcome<{ invoiceId: string }>>> {
  const { db } = ctx;
  const stream = { type: 'invoice', id: invoiceId } as const;
  const read = () =>
    db.batch([
      selectCommand(db, stream, commandId),
      selectMerchant(db, scope.merchantId),
      selectCustomer(db, scope, draft.customerId),
      selectActiveConnection(db, scope),
    ]);
  const [commanded, [merchant], [customer], [connection]] = await read();
  if (commanded.length > 0) return decided(done({ invoiceId }));
  if (customer === undefined) return decided(unknownCustomer(draft.customerId));
  if (customer.customer.erasedAt !== null) return decided(refused({ code: 'customer_erased' }));
  if (merchant === undefined) throw new Error('API key without a merchant');
  const context = { merchant, customer: customer.customer, connected: connection !== undefined };
  const summed = sumDraft(draft, context);
  if (summed.kind !== 'done') return decided(summed);
  const { totals, lines } = summed.value;
  const refusal = refuseDraft(ctx, draft, totals, context);
  if (refusal !== null) return decided(refusal);
  const at = ctx.now();
  const columns = draftColumns(draft, merchant);
  const change = {
    merchantId: scope.merchantId,
    commandId,
    at,
    appends: [
      {
        stream,
        head: EMPTY_HEAD,
        type: 'draft_created',
        data: { customerId: draft.customerId, currency: columns.currency, total: totals.total },
      },
    ] as const,
    rows: [
      insertDraft(db, scope, { id: invoiceId, at, ...columns }, summed.value),
      insertLines(db, invoiceId, lines, totals),
      ...writeTerms(db, invoiceId, draftTerms(draft, customer.customer), { isNew: true }),
    ],
    effects: [],
    result: { invoiceId },
  };
  try {
    const committed = await commitChange(ctx, change);
    return committed.kind === 'committed' ? decided(done({ invoiceId })) : CONFLICT;
  } catch (error) {
    // The customer may have been removed since it was read: its foreign key refused the invoice.
    const [, , [still]] = await read();
    if (still === undefined) return decided(unknownCustomer(draft.customerId));
    throw error;
  }
}
