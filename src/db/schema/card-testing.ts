import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { BlockSubject } from '../../domain/payment/card-testing.ts';
import { flag, id, instant } from './columns.ts';

export const cardDeclines = sqliteTable('card_declines', {
  chargeId: text('charge_id').primaryKey(),
  merchantId: id('merchant_id'),
  livemode: flag('livemode').notNull(),
  customerId: id('customer_id'),
  invoiceId: text('invoice_id'),
  declinedAt: instant('declined_at').notNull(),
});

export const paymentBlocks = sqliteTable('payment_blocks', {
  id: id('id').primaryKey(),
  merchantId: id('merchant_id'),
  livemode: flag('livemode').notNull(),
  subjectType: text('subject_type').$type<BlockSubject>().notNull(),
  subjectId: id('subject_id'),
  declines: integer('declines').notNull(),
  since: instant('since').notNull(),
  until: instant('until').notNull(),
  toldAt: instant('told_at'),
  releasedAt: instant('released_at'),
  releasedBy: text('released_by'),
  releaseReason: text('release_reason'),
});
