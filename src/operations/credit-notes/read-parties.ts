import { eq } from 'drizzle-orm';
import type { Database } from '../../db/database.ts';
import { selectParentFor } from '../../db/queries/methods-for-invoice.ts';
import { customers, type invoices, merchants } from '../../db/schema/index.ts';

/** The business and the people who are told of a credit note. */
export type CreditParties = {
  readonly invoice: typeof invoices.$inferSelect;
  readonly merchant: typeof merchants.$inferSelect;
  readonly customer: typeof customers.$inferSelect;
  readonly parent: typeof customers.$inferSelect | null;
};

/** Whom a credit note of an invoice concerns, in one round trip. */
export async function readParties(
  db: Database,
  invoice: typeof invoices.$inferSelect,
): Promise<CreditParties> {
  const [[merchant], [customer], [above]] = await db.batch([
    db.select().from(merchants).where(eq(merchants.id, invoice.merchantId)),
    db.select().from(customers).where(eq(customers.id, invoice.customerId)),
    selectParentFor(db, invoice.id),
  ]);
  if (merchant === undefined || customer === undefined) throw new Error('an invoice without its parties');
  return { invoice, merchant, customer, parent: above?.parent ?? null };
}
