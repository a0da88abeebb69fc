import { and, eq, isNotNull } from 'drizzle-orm';
import type { Database, Statement } from '../../db/database.ts';
import { wakeCollecting } from '../../db/queries/next-check.ts';
import { invoices } from '../../db/schema/index.ts';

/**
 * The statement that has collection look now at every open invoice of a customer, for the commit that changes what
 * it depends on. Those that were never sent are not collected.
 */
export const wakeInvoices = (db: Database, customerId: string, at: number): Statement =>
  db
    .update(invoices)
    .set(wakeCollecting(at))
    .where(and(eq(invoices.customerId, customerId), eq(invoices.status, 'open'), isNotNull(invoices.sentAt)));
