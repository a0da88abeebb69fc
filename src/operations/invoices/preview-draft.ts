import type { InvoicePage } from '../../db/queries/invoice-page.ts';
import { columnsOf, lineRows } from '../../db/queries/invoices-write.ts';
import { localDateAt } from '../../domain/calendar.ts';
import type { InvoiceView } from '../../domain/invoice/view.ts';
import { done, type Outcome } from '../../domain/outcome.ts';
import type { Context } from '../core/context.ts';
import { drawInvoice } from '../resources/show-invoice.ts';
import { draftColumns, refuseDraft } from './draft.ts';
import type { DraftInput } from './draft-input.ts';
import { draftTerms, instalmentsOf } from './draft-plan.ts';
import { sumDraft } from './draft-sums.ts';
import { UNDATED } from './issue-date.ts';

type Ask = {
  /** As it was read. */
  readonly page: InvoicePage;
  /** As it is written now. */
  readonly draft: DraftInput;
};

/**
 * What a draft's customer would see if it were sent now. Nothing is read or stored. Rejects with `invalid`, as writing it would.
 */
export async function previewDraft(ctx: Context, { page, draft }: Ask): Promise<Outcome<InvoiceView>> {
  const { merchant, customer, connectionId } = page;
  const summed = sumDraft(draft, { merchant, customer });
  if (summed.kind !== 'done') return summed;
  const { lines, totals, ...sums } = summed.value;
  const refusal = refuseDraft(ctx, draft, totals, { merchant, customer, connected: connectionId !== null });
  if (refusal !== null) return refusal;
  const at = ctx.now();
  const columns = draftColumns(draft, merchant);
  const issueDate = columns.issueDate ?? localDateAt(at, merchant.timeZone);
  const invoice = { ...page.invoice, ...columns, ...columnsOf(sums), issueDate, status: 'open' as const };
  const terms = draftTerms(draft, customer);
  const plan = { ...terms, instalments: [] };
  const parts = instalmentsOf(ctx, { invoice, merchant, plan }, UNDATED, at);
  if (parts.kind !== 'done') return parts;
  const { view } = await drawInvoice(ctx, {
    ...page,
    invoice,
    lines: [...lineRows(invoice.id, lines, totals)],
    lineCount: lines.length,
    plan: { ...terms, instalments: parts.value.map((part) => ({ ...part, reminders: 0 })) },
  });
  const link = ctx.links.page('/');
  const { pay } = view.links;
  return done({
    ...view,
    // A preview leads nowhere: its invoice has no link to open yet.
    links: { ...view.links, view: link, pdf: link, pay: pay === null ? null : link, allLines: null },
  });
}
