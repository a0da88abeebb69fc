import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { flag, id } from './columns.ts';

/** A series that receipts of a business are numbered in; its counter is moved by a trigger alone. */
export const receiptSeries = sqliteTable('receipt_series', {
  id: integer('id').primaryKey(),
  merchantId: id('merchant_id'),
  livemode: flag('livemode').notNull(),
  series: text('series').notNull(),
  nextValue: integer('next_value').notNull().default(1),
  /** From this number on, numbers end in characters of what the receipt is for. */
  markedFrom: integer('marked_from').notNull().default(1),
});

/** The number of a payment's receipt, of one that staff recorded, or of a refund's. */
export const receipts = sqliteTable('receipts', {
  sourceId: text('source_id').primaryKey(),
  seriesId: integer('series_id').notNull(),
  numberValue: integer('number_value').notNull(),
});
