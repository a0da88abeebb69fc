import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { flag, id, instant } from './columns.ts';

/** Running sums of a customer's money in a currency (minor units), kept by triggers. */
export const customerSums = sqliteTable(
  'customer_sums',
  {
    merchantId: id('merchant_id'),
    livemode: flag('livemode').notNull(),
    customerId: id('customer_id'),
    currency: text('currency').notNull(),
    /** Without drafts and what was voided. */
    invoices: integer('invoices').notNull().default(0),
    billed: integer('billed').notNull().default(0),
    paid: integer('paid').notNull().default(0),
    open: integer('open').notNull().default(0),
    /** What is open of invoices whose last payment failed, or went back. */
    failed: integer('failed').notNull().default(0),
    paidInvoices: integer('paid_invoices').notNull().default(0),
    /** From issue to payment, of all of those together. */
    paidDays: integer('paid_days').notNull().default(0),
    processing: integer('processing').notNull().default(0),
    credit: integer('credit').notNull().default(0),
    lastPaidAt: instant('last_paid_at'),
    /** `YYYY-MM-DD` of what is open. */
    oldestDue: text('oldest_due'),
  },
  (table) => [primaryKey({ columns: [table.customerId, table.currency] })],
);
