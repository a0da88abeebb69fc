import type { InvoicePage } from '../../db/queries/invoice-conditions.ts';
import { selectInvoices, selectLinesOf } from '../../db/queries/invoices.ts';
import type { invoiceLines, invoices } from '../../db/schema/index.ts';
import { parseId } from '../../domain/ids.ts';
import { type InvoicePlace, sortKey } from '../../domain/invoice/list-order.ts';
import { done, type Outcome } from '../../domain/outcome.ts';
import type { Context } from '../core/context.ts';
import type { Scope, Scoped } from '../core/scope.ts';
import { type AskedInvoices, invoiceFilters, invoiceOrder } from './list-invoices.ts';

/** A hundred thousand invoices are two hundred statements, or four hundred with their lines. */
const AT_ONCE = 1000;

export type InvoiceRow = typeof invoices.$inferSelect;
export type InvoiceLineRow = {
  readonly invoice: InvoiceRow;
  readonly line: typeof invoiceLines.$inferSelect;
};

type Asked = { readonly asked: AskedInvoices };

/** All invoices of a list in its order, page by page as they are asked for. */
export const streamInvoices = async (
  ctx: Context,
  { scope, asked }: Scoped<Asked>,
): Promise<Outcome<AsyncGenerator<readonly InvoiceRow[]>>> => done(pagesOf(ctx, scope, asked));

/** The lines of all invoices of a list. */
export const streamInvoiceLines = async (
  ctx: Context,
  { scope, asked }: Scoped<Asked>,
): Promise<Outcome<AsyncGenerator<readonly InvoiceLineRow[]>>> => done(linesOf(ctx, scope, asked));

async function* pagesOf(
  ctx: Context,
  scope: Scope,
  asked: AskedInvoices,
): AsyncGenerator<readonly InvoiceRow[]> {
  const [filters, order, now] = [invoiceFilters(asked), invoiceOrder(asked), ctx.now()];
  for (let after: InvoicePlace | null = null; ; ) {
    const page: InvoicePage = { order, after, limit: AT_ONCE - 1 };
    const rows: { readonly invoice: InvoiceRow }[] = await selectInvoices(ctx.db, scope, filters, page, now);
    const shown = rows.slice(0, page.limit).map(({ invoice }) => invoice);
    yield shown;
    const last = shown.at(-1);
    const id = parseId('inv', last?.id ?? '');
    if (rows.length <= page.limit || last === undefined || id === null) return;
    after = { id, key: sortKey(last, order.by) };
  }
}

async function* linesOf(
  ctx: Context,
  scope: Scope,
  asked: AskedInvoices,
): AsyncGenerator<readonly InvoiceLineRow[]> {
  for await (const page of pagesOf(ctx, scope, asked)) {
    const found = await selectLinesOf(
      ctx.db,
      scope,
      page.map(({ id }) => id),
    );
    const linesBy = Map.groupBy(found, ({ line }) => line.invoiceId);
    yield page.flatMap((invoice) => (linesBy.get(invoice.id) ?? []).map(({ line }) => ({ invoice, line })));
  }
}
