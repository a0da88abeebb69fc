import { and, eq, sql } from 'drizzle-orm';
import type { Scope } from '../../domain/scope.ts';
import type { Database } from '../database.ts';
import { bulkActs, invoices, merchants } from '../schema/index.ts';
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

/** The newest alone would miss what began earlier and was committed later. */
const NEWEST = 20;

/**
 * The select for what a business's first page follows: the newest entries of its journal, which tells of all money and of nearly all
 * that needs a person, and the newest of what no entry tells. No more is read of a business that has much of it.
 */
export const selectHomeMarks = (db: Database, { merchantId, livemode }: Scope) => {
  const mine = sql`c.merchant_id = ${merchantId} AND c.livemode = ${Number(livemode)}`;
  return db
    .select({
      entries: sql<
        string | null
      >`(SELECT group_concat(newest.stream_id || newest.seq) FROM (SELECT stream_id, seq FROM journal
        WHERE merchant_id = ${merchantId} ORDER BY journal.at DESC LIMIT ${NEWEST}) newest)`,
      objects: sql<
        string | null
      >`(SELECT group_concat(newest.payment_id) FROM (SELECT connection_id, payment_id FROM unknown_objects
        WHERE resolved_at IS NULL ORDER BY found_at DESC LIMIT ${NEWEST}) newest
        JOIN connections c ON c.id = newest.connection_id WHERE ${mine})`,
      unexplained: sql<
        string | null
      >`(SELECT group_concat(newest.subject || newest.amount) FROM (SELECT connection_id, subject, amount
        FROM findings WHERE resolved_at IS NULL AND state = 'unexplained' ORDER BY found_at DESC LIMIT ${NEWEST}) newest
        JOIN connections c ON c.id = newest.connection_id WHERE ${mine})`,
      events: sql<
        string | null
      >`(SELECT group_concat(newest.event_id) FROM (SELECT account, livemode, event_id FROM inbox
        WHERE state = 'quarantined' ORDER BY received_at DESC LIMIT ${NEWEST}) newest
        JOIN connections c ON c.id = (SELECT owner.id FROM connections owner WHERE owner.account = newest.account
          AND owner.livemode = newest.livemode ORDER BY owner.state, owner.id DESC LIMIT 1) WHERE ${mine})`,
    })
    .from(merchants)
    .where(eq(merchants.id, merchantId));
};
