import { and, eq } from 'drizzle-orm';
import type { Database } from '../../db/database.ts';
import { selectParentFor } from '../../db/queries/methods-for-invoice.ts';
import { customers, type invoices, merchantProfiles, merchants } from '../../db/schema/index.ts';
import type { Profile } from '../../domain/profile/profile.ts';

/** The business and the people who are told of a credit note. */
export type CreditParties = {
  readonly invoice: typeof invoices.$inferSelect;
  readonly merchant: typeof merchants.$inferSelect;
  readonly customer: typeof customers.$inferSelect;
  readonly parent: typeof customers.$inferSelect | null;
  /** The version of the profile that the invoice was issued with; null where that was never replaced. */
  readonly printed: Profile | null;
};

/** Whom a credit note of an invoice concerns, in one round trip. */
export async function readParties(
  db: Database,
  invoice: typeof invoices.$inferSelect,
): Promise<CreditParties> {
  const [[merchant], [customer], [above], [version]] = await db.batch([
    db.select().from(merchants).where(eq(merchants.id, invoice.merchantId)),
    db.select().from(customers).where(eq(customers.id, invoice.customerId)),
    selectParentFor(db, invoice.id),
    db
      .select({ profile: merchantProfiles.profile })
      .from(merchantProfiles)
      .where(
        and(
          eq(merchantProfiles.merchantId, invoice.merchantId),
          eq(merchantProfiles.version, invoice.profileVersion ?? 1),
        ),
      ),
  ]);
  if (merchant === undefined || customer === undefined) throw new Error('an invoice without its parties');
  const [parent, printed] = [above?.parent ?? null, version?.profile ?? null];
  return { invoice, merchant, customer, parent, printed };
}
