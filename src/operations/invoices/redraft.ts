import type { Append } from '../../db/commit.ts';
import type { Statement } from '../../db/database.ts';
import { insertDraft, insertLines } from '../../db/queries/invoices-write.ts';
import type { PlanRow } from '../../db/queries/plan.ts';
import type { customers, invoiceLines, invoices, merchants } from '../../db/schema/index.ts';
import { EMPTY_HEAD } from '../../db/streams.ts';
import { writeTerms } from '../../db/writes/plan.ts';
import { localDateAt } from '../../domain/calendar.ts';
import { done, type Outcome } from '../../domain/outcome.ts';
import type { Context } from '../core/context.ts';
import { draftColumns } from './draft.ts';
import type { DraftInput } from './draft-input.ts';
import { draftTerms } from './draft-plan.ts';
import { sumDraft } from './draft-sums.ts';
import { storedDraft } from './stored-draft.ts';

type Issued = {
  readonly invoice: typeof invoices.$inferSelect;
  readonly lines: readonly (typeof invoiceLines.$inferSelect)[];
  readonly merchant: typeof merchants.$inferSelect;
  readonly customer: typeof customers.$inferSelect;
  readonly plan: PlanRow;
};

/** What is committed with the credit note that a draft takes the place of. */
export type Redraft = { readonly rows: readonly Statement[]; readonly appends: readonly Append[] };

/**
 * A draft with the lines of an issued invoice, and what it adds to them and takes off, to be corrected and issued in its place.
 */
export function redraft(ctx: Context, issued: Issued, invoiceId: string): Outcome<Redraft> {
  const { invoice, merchant } = issued;
  const at = ctx.now();
  const draft = draftOf(issued, at);
  const summed = sumDraft(draft, issued);
  if (summed.kind !== 'done') return summed;
  const { totals, lines, sums } = summed.value;
  const { taxStatus = sums?.taxStatus } = invoice.sums ?? {};
  // Its lines are as they were written under the status of that time.
  const asWritten = { ...sums, ...(taxStatus !== undefined && { taxStatus }) };
  const columns = draftColumns(draft, merchant);
  const { merchantId, livemode, customerId } = invoice;
  const data = { customerId, currency: columns.currency, total: totals.total };
  return done({
    rows: [
      insertDraft(
        ctx.db,
        { merchantId, livemode },
        { id: invoiceId, at, ...columns },
        { ...summed.value, sums: asWritten },
      ),
      insertLines(ctx.db, invoiceId, lines, totals),
      ...writeTerms(ctx.db, invoiceId, draftTerms(draft, issued.customer), { isNew: true }),
    ],
    appends: [{ stream: { type: 'invoice', id: invoiceId }, head: EMPTY_HEAD, type: 'draft_created', data }],
  });
}

/**
 * A due date that is over would make the new invoice overdue when it is issued: it is left out, as is a plan with such a day, and so is the issue date,
 * which is the old one's.
 */
function draftOf(issued: Issued, at: number): DraftInput {
  const today = localDateAt(at, issued.merchant.timeZone);
  const { issueDate: _, dueDate, plan = null, ...draft } = storedDraft(issued);
  const isOver = dueDate !== null && dueDate < today;
  const isPlanOver = plan?.some(({ due }) => due.kind === 'on' && due.date < today) ?? false;
  return { ...draft, dueDate: isOver ? null : dueDate, plan: isPlanOver ? null : plan };
}
