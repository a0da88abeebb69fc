import { sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { Cause } from '../../domain/watch/causes.ts';
import type { Told } from '../../domain/watch/telling.ts';
import { id, instant, json } from './columns.ts';
import type { Json } from './records.ts';

export const watchNotes = sqliteTable('watch_notes', {
  name: text('name').primaryKey(),
  value: json<Json>('value').notNull(),
});

export const alarmCauses = sqliteTable('alarm_causes', {
  cause: text('cause').$type<Cause>().primaryKey(),
  since: instant('since').notNull(),
  /** Null while it stands. */
  clearSince: instant('clear_since'),
  told: json<Told>('told').notNull(),
});

export const deadLetters = sqliteTable('dead_letters', {
  id: id('id').primaryKey(),
  body: text('body').notNull(),
  /** The row that it names, such as `outbox/out_…`; null where it cannot be read. */
  names: text('names'),
  outcome: text('outcome').$type<'stopped' | 'left_to_sweep' | 'unreadable'>().notNull(),
  arrivedAt: instant('arrived_at').notNull(),
  settledAt: instant('settled_at'),
});

/** With which text each migration was applied. A command fills it after it has compared the structure. */
export const migrationChecksums = sqliteTable('migration_checksums', {
  name: text('name').primaryKey(),
  sha256: text('sha256').notNull(),
});
