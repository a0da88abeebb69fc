import type { Append } from '../../db/commit.ts';
import type { Statement } from '../../db/database.ts';
import { insertDraft, insertLines } from '../../db/queries/invoices-write.ts';
import type { customers, merchants } from '../../db/schema/index.ts';
import { EMPTY_HEAD } from '../../db/streams.ts';
import { writeTerms } from '../../db/writes/plan.ts';
import type { InvoiceTotals } from '../../domain/invoice/invoice-totals.ts';
import { done, type Outcome, refused } from '../../domain/outcome.ts';
import type { Context } from '../core/context.ts';
import type { Scope } from '../core/scope.ts';
import { draftColumns, refuseDraft } from './draft.ts';
import type { DraftInput } from './draft-input.ts';
import { draftTerms } from './draft-plan.ts';
import { sumDraft } from './draft-sums.ts';

type Between = {
  readonly merchant: typeof merchants.$inferSelect;
  readonly customer: typeof customers.$inferSelect;
  readonly connected: boolean;
};

/** A draft that is to be committed: its entry and its rows. */
export type NewDraft = {
  readonly append: Append;
  readonly rows: readonly Statement[];
  readonly totals: InvoiceTotals;
};

/** Works out a draft under an id chosen by the caller. Rejects with `customer_erased` and `invalid`. */
export function newDraft(
  ctx: Context,
  scope: Scope,
  { invoiceId, draft, at }: { readonly invoiceId: string; readonly draft: DraftInput; readonly at: number },
  between: Between,
): Outcome<NewDraft> {
  const { merchant, customer } = between;
  if (customer.erasedAt !== null) return refused({ code: 'customer_erased' });
  const summed = sumDraft(draft, between);
  if (summed.kind !== 'done') return summed;
  const { totals, lines } = summed.value;
  const refusal = refuseDraft(ctx, draft, totals, between);
  if (refusal !== null) return refusal;
  const columns = draftColumns(draft, merchant);
  return done({
    totals,
    append: {
      stream: { type: 'invoice', id: invoiceId },
      head: EMPTY_HEAD,
      type: 'draft_created',
      data: { customerId: draft.customerId, currency: columns.currency, total: totals.total },
    },
    rows: [
      insertDraft(ctx.db, scope, { id: invoiceId, at, ...columns }, summed.value),
      insertLines(ctx.db, invoiceId, lines, totals),
      ...writeTerms(ctx.db, invoiceId, draftTerms(draft, customer), { isNew: true }),
    ],
  });
}
