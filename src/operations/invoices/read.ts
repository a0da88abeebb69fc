import { selectInvoice, selectLines } from '../../db/queries/invoices.ts';
import { ok, type Result, rejected } from '../../domain/rejection.ts';
import type { Context } from '../context.ts';
import type { Scope } from '../scope.ts';
import { type InvoiceResource, invoiceSummary, lineResource } from './resource.ts';

/** One invoice of the merchant with its lines, in one round trip. Rejects with `not_found`. */
export async function readInvoice(
  ctx: Context,
  scope: Scope,
  invoiceId: string,
): Promise<Result<InvoiceResource>> {
  const [found, lines] = await ctx.db.batch([
    selectInvoice(ctx.db, scope, invoiceId),
    selectLines(ctx.db, scope, invoiceId),
  ]);
  const [row] = found;
  if (row === undefined) return rejected({ code: 'not_found', what: 'invoice' });
  const { invoice, merchant, connectionId } = row;
  const summary = await invoiceSummary(ctx, {
    invoice,
    merchantLinks: merchant.paymentLinks,
    connectionId,
    lineCount: lines.length,
  });
  return ok({ ...summary, lines: lines.map(({ line }) => lineResource(line)) });
}
