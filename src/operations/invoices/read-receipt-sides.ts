import { eq } from 'drizzle-orm';
import type { Database } from '../../db/database.ts';
import { selectParentFor } from '../../db/queries/methods-for-invoice.ts';
import { customers } from '../../db/schema/index.ts';
import { type Side, sidesOf } from '../core/queue-message.ts';

/** Who gets the receipt of a payment of an invoice: its customer, and whoever may pay for them. In one round trip. */
export async function readReceiptSides(
  db: Database,
  invoice: { readonly id: string; readonly customerId: string },
): Promise<readonly Side[]> {
  const [[customer], [above]] = await db.batch([
    db.select().from(customers).where(eq(customers.id, invoice.customerId)),
    selectParentFor(db, invoice.id),
  ]);
  return sidesOf([customer, above?.parent], 'receipts');
}
