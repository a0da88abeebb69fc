import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { AttachmentState } from '../../domain/attachment/may-change.ts';
import { flag, id, instant } from './columns.ts';

/** A file that goes with an invoice. Its bytes are in R2, under its business and its id. */
export const attachments = sqliteTable('attachments', {
  id: id('id').primaryKey(),
  merchantId: id('merchant_id'),
  livemode: flag('livemode').notNull(),
  invoiceId: id('invoice_id'),
  name: text('name').notNull(),
  mediaType: text('media_type').notNull(),
  bytes: integer('bytes').notNull(),
  sha256: text('sha256').notNull(),
  state: text('state').$type<AttachmentState>().notNull(),
  /** When one that is not ready is given up, or its object is deleted; null once it is ready. */
  checkAt: instant('check_at'),
  createdAt: instant('created_at').notNull(),
});
