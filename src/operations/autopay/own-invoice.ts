import { and, eq, ne } from 'drizzle-orm';
import { invoices } from '../../db/schema/index.ts';
import type { Context } from '../core/context.ts';
import type { ForCustomer } from '../methods/customer-scope.ts';

/** The id of an invoice that is this customer's own and was finalised; null for any other. */
export async function ownInvoice(ctx: Context, who: ForCustomer, invoiceId: string): Promise<string | null> {
  const [row] = await ctx.db
    .select({ id: invoices.id })
    .from(invoices)
    .where(
      and(
        eq(invoices.id, invoiceId),
        eq(invoices.customerId, who.customerId),
        eq(invoices.merchantId, who.merchantId),
        eq(invoices.livemode, who.livemode),
        ne(invoices.status, 'draft'),
      ),
    );
  return row?.id ?? null;
}
