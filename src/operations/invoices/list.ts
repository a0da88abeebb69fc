import { type InvoiceFilters, selectInvoices } from '../../db/queries/invoices.ts';
import type { Context } from '../context.ts';
import { type ListOf, type Page, toPage } from '../page.ts';
import type { Scope } from '../scope.ts';
import { type InvoiceSummary, invoiceSummary } from './resource.ts';

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
