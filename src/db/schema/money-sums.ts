import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { flag, id, instant } from './columns.ts';

export type MoneySumKind = 'open' | 'billed' | 'paid' | 'collected' | 'refunded' | 'processing';

/** Running sums of a business's money by kind, day and currency, kept by triggers. */
export const moneySums = sqliteTable(
  'money_sums',
  {
    merchantId: id('merchant_id'),
    livemode: flag('livemode').notNull(),
    kind: text('kind').$type<MoneySumKind>().notNull(),
    /** `YYYY-MM-DD`: due, issued, received; empty where no day counts. */
    day: text('day').notNull(),
    currency: text('currency').notNull(),
    items: integer('items').notNull(),
    amount: integer('amount').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.merchantId, table.livemode, table.kind, table.day, table.currency] }),
  ],
);

/** Filters of the list of invoices that staff named, as they stand in the address. */
export const savedViews = sqliteTable(
  'saved_views',
  {
    merchantId: id('merchant_id'),
    livemode: flag('livemode').notNull(),
    name: text('name').notNull(),
    query: text('query').notNull(),
    savedAt: instant('saved_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.merchantId, table.livemode, table.name] })],
);
