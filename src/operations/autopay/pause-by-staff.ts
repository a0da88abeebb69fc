import { selectInvoice } from '../../db/queries/invoices.ts';
import { selectLastPause } from '../../db/queries/journal.ts';
import { type Outcome, refused } from '../../domain/outcome.ts';
import type { Context } from '../core/context.ts';
import type { Scoped } from '../core/scope.ts';
import { pauseInvoice, resumeInvoice } from './pause-invoice.ts';

type Ask = Scoped<{ readonly invoiceId: string }>;

/** Pauses automatic payment of an invoice for its business. Rejects with `not_found` and `invoice_not_open`. */
export async function pauseByStaff(ctx: Context, { scope, invoiceId }: Ask): Promise<Outcome<unknown>> {
  const [found] = await selectInvoice(ctx.db, scope, invoiceId);
  if (found === undefined) return refused({ code: 'not_found', what: 'invoice' });
  return pauseInvoice(ctx, { invoiceId, by: 'staff' });
}

/** Lets it go on, where it was the business that paused it: what a customer paused is theirs. Rejects with `paused_by_customer`. */
export async function resumeByStaff(ctx: Context, { scope, invoiceId }: Ask): Promise<Outcome<unknown>> {
  const [[found], [pause]] = await ctx.db.batch([
    selectInvoice(ctx.db, scope, invoiceId),
    selectLastPause(ctx.db, invoiceId),
  ]);
  if (found === undefined) return refused({ code: 'not_found', what: 'invoice' });
  const isOurs = found.invoice.collectPausedAt === null || pause?.data !== null;
  if (!isOurs) return refused({ code: 'paused_by_customer' });
  return resumeInvoice(ctx, { invoiceId, by: 'staff' });
}
