import { selectActiveConnection } from '../../db/queries/active-connection.ts';
import { selectCustomer } from '../../db/queries/customers.ts';
import { selectMerchant } from '../../db/queries/invoices.ts';
import { selectCommand } from '../../db/streams.ts';
import { done, type Outcome } from '../../domain/outcome.ts';
import {
  CONFLICT,
  type ConflictOr,
  type Context,
  commitChange,
  decided,
  retryOnConflict,
} from '../core/context.ts';
import type { Scope, Scoped } from '../core/scope.ts';
import { unknownCustomer } from './draft.ts';
import type { DraftInput } from './draft-input.ts';
import { newDraft } from './new-draft.ts';

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
  if (merchant === undefined) throw new Error('API key without a merchant');
  const at = ctx.now();
  const between = { merchant, customer: customer.customer, connected: connection !== undefined };
  const planned = newDraft(ctx, scope, { invoiceId, draft, at }, between);
  if (planned.kind !== 'done') return decided(planned);
  const { append, rows } = planned.value;
  const change = {
    merchantId: scope.merchantId,
    commandId,
    at,
    appends: [append] as const,
    rows,
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
