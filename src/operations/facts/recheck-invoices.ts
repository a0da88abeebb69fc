import { and, eq, isNotNull } from 'drizzle-orm';
import type { Database, Statement } from '../../db/database.ts';
import { recheckAt } from '../../db/queries/next-check.ts';
import { invoices } from '../../db/schema/index.ts';

/**
 * The statement that makes every open invoice of a customer due for a check now, for the commit that changes what its
 * collection depends on. Invoices that were never sent are not collected.
 */
export const recheckInvoices = (db: Database, customerId: string, at: number): Statement =>
  db
    .update(invoices)
    .set(recheckAt(at))
    .where(and(eq(invoices.customerId, customerId), eq(invoices.status, 'open'), isNotNull(invoices.sentAt)));
