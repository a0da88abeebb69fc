import { and, eq, isNull } from 'drizzle-orm';
import type { Database } from '../database.ts';
import { invoices } from '../schema/index.ts';

/** Notes that an invoice was seen at an instant (ms), once. */
export async function markSeen(db: Database, invoiceId: string, at: number): Promise<void> {
  await db
    .update(invoices)
    .set({ seenAt: at })
    .where(and(eq(invoices.id, invoiceId), isNull(invoices.seenAt)));
}
