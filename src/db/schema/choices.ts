import { sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { Choice } from '../../domain/collection/types.ts';
import { id, instant } from './columns.ts';

/** What a customer chose for an invoice that was open when a method came on file; `choice` is null until they do. */
export const invoiceChoices = sqliteTable('invoice_choices', {
  invoiceId: id('invoice_id').primaryKey(),
  merchantId: id('merchant_id'),
  customerId: id('customer_id'),
  askedAt: instant('asked_at').notNull(),
  choice: text('choice').$type<Choice>(),
  chosenAt: instant('chosen_at'),
  chosenBy: text('chosen_by'),
});
