import { type InvoiceFilters, selectInvoices } from '../../db/queries/invoices.ts';
import { done, type Outcome } from '../../domain/outcome.ts';
import type { Context } from '../core/context.ts';
import { type ListOf, type Page, toPage } from '../core/page.ts';
import type { Scoped } from '../core/scope.ts';
import { type InvoiceSummary, invoiceSummary } from './invoices.ts';

export type { InvoiceFilters } from '../../db/queries/invoices.ts';

/** The merchant's invoices, newest first, in one round trip. */
export async function listInvoices(
  ctx: Context,
  { scope, filters, page }: Scoped<{ readonly filters: InvoiceFilters; readonly page: Page }>,
): Promise<Outcome<ListOf<InvoiceSummary>>> {
  const rows = await selectInvoices(ctx.db, scope, filters, page, ctx.now());
  const found = await Promise.all(rows.map((row) => invoiceSummary(ctx, row)));
  return done(toPage(found, page.limit));
}
