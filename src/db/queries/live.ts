import { and, eq, sql } from 'drizzle-orm';
import type { Scope } from '../../domain/scope.ts';
import type { Database } from '../database.ts';
import { bulkActs, invoices } from '../schema/index.ts';
import { LAST_SEQ } from './last-seq.ts';
import { within } from './scoped.ts';

/** The select for how far an invoice's journal goes. */
export const selectInvoiceVersion = (db: Database, scope: Scope, invoiceId: string) =>
  db
    .select({ version: LAST_SEQ })
    .from(invoices)
    .where(and(within(invoices, scope), eq(invoices.id, invoiceId)));

/** The select for how many invoices of an act on many still wait. */
export const selectBulkVersion = (db: Database, scope: Scope, bulkId: string) =>
  db
    .select({
      version: sql<number>`(SELECT count(*) FROM bulk_rows WHERE bulk_id = ${bulkActs.id} AND state = 'waiting')`,
    })
    .from(bulkActs)
    .where(and(within(bulkActs, scope), eq(bulkActs.id, bulkId)));
