import { type InvoicePage, readInvoicePage } from '../../db/queries/invoice-page.ts';
import { headOf, selectHead } from '../../db/streams.ts';
import type { Currency } from '../../domain/currency.ts';
import { refuseUnlessDraft } from '../../domain/invoice/state.ts';
import { done, type Outcome, refused } from '../../domain/outcome.ts';
import type { Context } from '../core/context.ts';
import type { Scoped } from '../core/scope.ts';
import { EVERY_LINE } from '../resources/show-invoice.ts';
import { currencyOf, type DraftInput } from './draft-input.ts';
import { storedDraft } from './stored-draft.ts';

export type ReadDraft = {
  readonly page: InvoicePage;
  readonly draft: DraftInput;
  readonly currency: Currency;
  /** The last of its journal's entries: a change that was begun on an earlier one is told. */
  readonly seq: number;
};

/** A draft as it was written, to be written on. Rejects with `not_found` and `invoice_not_draft`. */
export async function readDraft(
  ctx: Context,
  { scope, invoiceId }: Scoped<{ readonly invoiceId: string }>,
): Promise<Outcome<ReadDraft>> {
  const [page, head] = await Promise.all([
    readInvoicePage(ctx.db, invoiceId, EVERY_LINE),
    selectHead(ctx.db, { type: 'invoice', id: invoiceId }),
  ]);
  const isOurs =
    page !== null && page.invoice.merchantId === scope.merchantId && page.invoice.livemode === scope.livemode;
  if (!isOurs) return refused({ code: 'not_found', what: 'invoice' });
  const refusal = refuseUnlessDraft(page.invoice);
  if (refusal !== null) return refused(refusal);
  const draft = storedDraft(page);
  return done({ page, draft, currency: currencyOf(draft, page.merchant), seq: headOf(head).seq });
}
