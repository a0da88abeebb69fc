import { selectInvoice, selectLedger, selectLines } from '../../db/queries/invoices.ts';
import { selectPaymentsOf } from '../../db/queries/payments-read.ts';
import { done, type Outcome, refused } from '../../domain/outcome.ts';
import type { Context } from '../core/context.ts';
import type { Scoped } from '../core/scope.ts';
import { plannedMethod } from '../facts/planned-method.ts';
import { lineResource } from './invoice-lines.ts';
import { businessLedger, type InvoiceResource, invoiceSummary, paymentOfInvoice } from './invoices.ts';
import { ledgerResource } from './ledger.ts';

/** One invoice of the merchant with its lines and newest payments, in one round trip. Rejects with `not_found`. */
export async function readInvoice(
  ctx: Context,
  { scope, invoiceId }: Scoped<{ readonly invoiceId: string }>,
): Promise<Outcome<InvoiceResource>> {
  const [found, lines, payments, money] = await ctx.db.batch([
    selectInvoice(ctx.db, scope, invoiceId),
    selectLines(ctx.db, scope, invoiceId),
    selectPaymentsOf(ctx.db, scope, invoiceId),
    selectLedger(ctx.db, scope, invoiceId),
  ]);
  const [[row], [moved]] = [found, money];
  if (row === undefined || moved === undefined) return refused({ code: 'not_found', what: 'invoice' });
  const { invoice, merchant, customer, connectionId, refusal, plan } = row;
  const { payerId, payerAutopay, plannedMethods: methods, ledger } = moved;
  const method = plannedMethod({ invoice, merchant, customer, payerId, methods }, ctx.now());
  const summary = await invoiceSummary(ctx, {
    invoice,
    merchantLinks: merchant.paymentLinks,
    connectionId,
    refusal,
    plan,
    ledger,
    lineCount: lines.length,
  });
  const ledgerShown = businessLedger(
    ctx,
    { invoice, plan, ledger },
    { method, isAutopayOff: payerAutopay === 'off' },
  );
  return done({
    ...summary,
    ledger: ledgerResource(ledgerShown),
    lines: lines.map(({ line }) => lineResource(line)),
    payments: payments.map(paymentOfInvoice),
    amountRefunded: ledgerShown.refunded,
  });
}
