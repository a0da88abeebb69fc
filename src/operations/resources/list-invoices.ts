import { type InvoiceFilters, selectInvoices } from '../../db/queries/invoices.ts';
import type { Context } from '../core/context.ts';
import { type ListOf, type Page, toPage } from '../core/page.ts';
import type { Scope } from '../core/scope.ts';
import { type InvoiceSummary, invoiceSummary } from './invoices.ts';

export type { InvoiceFilters } from '../../db/queries/invoices.ts';

/** The merchant's invoices, newest first, in one round trip. */
export async function listInvoices(
  ctx: Context,
  scope: Scope,
  filters: InvoiceFilters,
  page: Page,
): Promise<ListOf<InvoiceSummary>> {
  const rows = await selectInvoices(ctx.db, scope, filters, page, ctx.now());
  const found = await Promise.all(rows.map((row) => invoiceSummary(ctx, row)));
  return toPage(found, page.limit);
}
