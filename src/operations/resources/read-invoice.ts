import { selectInvoice, selectLines } from '../../db/queries/invoices.ts';
import { selectPaymentsOf } from '../../db/queries/payments-read.ts';
import { done, type Outcome, refused } from '../../domain/outcome.ts';
import type { Context } from '../core/context.ts';
import type { Scoped } from '../core/scope.ts';
import { lineResource } from './invoice-lines.ts';
import { type InvoiceResource, invoiceSummary, paymentOfInvoice } from './invoices.ts';

/** One invoice of the merchant with its lines and newest payments, in one round trip. Rejects with `not_found`. */
export async function readInvoice(
  ctx: Context,
  { scope, invoiceId }: Scoped<{ readonly invoiceId: string }>,
): Promise<Outcome<InvoiceResource>> {
  const [found, lines, payments] = await ctx.db.batch([
    selectInvoice(ctx.db, scope, invoiceId),
    selectLines(ctx.db, scope, invoiceId),
    selectPaymentsOf(ctx.db, scope, invoiceId),
  ]);
  const [row] = found;
  if (row === undefined) return refused({ code: 'not_found', what: 'invoice' });
  const { invoice, merchant, connectionId, refusal, plan } = row;
  const summary = await invoiceSummary(ctx, {
    invoice,
    merchantLinks: merchant.paymentLinks,
    connectionId,
    refusal,
    plan,
    lineCount: lines.length,
  });
  return done({
    ...summary,
    lines: lines.map(({ line }) => lineResource(line)),
    payments: payments.map(paymentOfInvoice),
    amountRefunded: payments.reduce((total, { amountRefunded }) => total + amountRefunded, 0),
  });
}
