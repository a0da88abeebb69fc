import { and, eq, isNotNull, sql } from 'drizzle-orm';
import type { Database, Statement } from '../../db/database.ts';
import { recheckAt } from '../../db/queries/next-check.ts';
import { familyOf } from '../../db/queries/payer.ts';
import { invoices } from '../../db/schema/index.ts';

/**
 * The statement that makes every open invoice of a customer, and of those that it pays for, due for a check now, for the
 * commit that changes what their collection depends on. Invoices that were never sent are not collected.
 */
export const recheckInvoices = (db: Database, customerId: string, at: number): Statement =>
  db
    .update(invoices)
    .set(recheckAt(at))
    .where(
      and(
        sql`${invoices.customerId} in ${familyOf(customerId)}`,
        eq(invoices.status, 'open'),
        isNotNull(invoices.sentAt),
      ),
    );
