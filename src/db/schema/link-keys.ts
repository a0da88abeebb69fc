import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { instant } from './columns.ts';

export const linkKeys = sqliteTable('link_keys', {
  number: integer('number').primaryKey(),
  fingerprint: text('fingerprint').notNull(),
  /** Null for a key that was listed and has made no link. */
  makesSince: instant('makes_since'),
  /** Null while it makes them. */
  madeUntil: instant('made_until'),
});
