import { and, count, eq, isNull } from 'drizzle-orm';
import type { Database } from '../database.ts';
import { invoiceChoices, invoices } from '../schema/index.ts';
import { type OwnerScope, ownedBy } from './portal-invoices.ts';

/** How many of an owner's open invoices wait for the choice that was asked for when a method came on file. */
export async function countUnanswered(db: Database, owner: OwnerScope): Promise<number> {
  const [row] = await db
    .select({ waiting: count() })
    .from(invoiceChoices)
    .innerJoin(invoices, eq(invoices.id, invoiceChoices.invoiceId))
    .where(and(ownedBy(owner), eq(invoices.status, 'open'), isNull(invoiceChoices.choice)));
  return row?.waiting ?? 0;
}
