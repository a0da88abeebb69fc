import { selectInvoice } from '../../db/queries/invoices.ts';
import { selectInvoiceEntries } from '../../db/queries/journal.ts';
import { done, type Outcome, refused } from '../../domain/outcome.ts';
import type { Context } from '../core/context.ts';
import type { Scoped } from '../core/scope.ts';
import { type Timeline, type TimelinePage, toTimeline } from './timeline.ts';

/** What happened to an invoice and to its payments, newest first. Rejects with `not_found`. */
export async function listInvoiceTimeline(
  ctx: Context,
  { scope, invoiceId, startingAfter, limit }: Scoped<TimelinePage & { readonly invoiceId: string }>,
): Promise<Outcome<Timeline>> {
  const [[found], rows] = await ctx.db.batch([
    selectInvoice(ctx.db, scope, invoiceId),
    selectInvoiceEntries(ctx.db, invoiceId, limit, startingAfter),
  ]);
  if (found === undefined) return refused({ code: 'not_found', what: 'invoice' });
  const { timeZone, currency } = found.invoice;
  return done(await toTimeline(ctx, scope, rows, limit, { timeZone, currency }));
}
