import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { BulkAct, BulkReason, BulkState } from '../../domain/invoice/bulk.ts';
import { flag, id, instant, json } from './columns.ts';

/** What staff asked to be done to many invoices at once. */
export const bulkActs = sqliteTable('bulk_acts', {
  id: id('id').primaryKey(),
  merchantId: id('merchant_id'),
  livemode: flag('livemode').notNull(),
  act: text('act').$type<BulkAct>().notNull(),
  personId: id('person_id'),
  startedBy: text('started_by').notNull(),
  invoices: integer('invoices').notNull(),
  createdAt: instant('created_at').notNull(),
});

/** One of its invoices, and what became of it. */
export const bulkRows = sqliteTable(
  'bulk_rows',
  {
    bulkId: id('bulk_id'),
    position: integer('position').notNull(),
    invoiceId: id('invoice_id'),
    /** The last entry of its journal when it was chosen. */
    seq: integer('seq').notNull(),
    state: text('state').$type<BulkState>().notNull(),
    reason: json<BulkReason>('reason'),
    doneAt: instant('done_at'),
  },
  (table) => [primaryKey({ columns: [table.bulkId, table.position] })],
);
