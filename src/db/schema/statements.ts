import { primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { flag, id, instant } from './columns.ts';

/** How far a business is with its customers' monthly statements; there while they are switched on. */
export const statementRuns = sqliteTable(
  'statement_runs',
  {
    merchantId: id('merchant_id'),
    livemode: flag('livemode').notNull(),
    /** The first month that no statement was made of, `YYYY-MM`. */
    month: text('month').notNull(),
    /** The month up to which they are being noted. */
    opening: text('opening'),
    /** The last customer who was noted. */
    afterId: text('after_id').notNull().default(''),
    dueAt: instant('due_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.merchantId, table.livemode] })],
);

/** A customer's statement up to the end of a month. */
export const monthlyStatements = sqliteTable(
  'monthly_statements',
  {
    customerId: id('customer_id'),
    month: text('month').notNull(),
    /** An earlier month where nothing was mailed for months. */
    firstMonth: text('first_month').notNull(),
    merchantId: id('merchant_id'),
    livemode: flag('livemode').notNull(),
    outcome: text('outcome').$type<'mailed' | 'nothing' | 'nobody' | 'off'>(),
    /** When it is decided next; null once it is. */
    dueAt: instant('due_at'),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.customerId, table.month] })],
);
