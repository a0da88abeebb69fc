import type { BatchItem } from 'drizzle-orm/batch';
import { type DrizzleD1Database, drizzle } from 'drizzle-orm/d1';
import { withMeter } from './metered.ts';
import * as schema from './schema/index.ts';
import { withUniqueColumns } from './unique-columns.ts';

/** D1 behind drizzle. Reads and writes go to the primary, since nothing opens a session of D1, which alone asks replicas. */
export type Database = DrizzleD1Database<typeof schema>;

/** One statement of a batch. */
export type Statement = BatchItem<'sqlite'>;

const opened = new WeakMap<D1Database, Database>();

/** Opens the database once for each binding. `binding` may be any implementation of D1's interface. */
export function openDatabase(binding: D1Database): Database {
  const database = opened.get(binding) ?? drizzle(withUniqueColumns(withMeter(binding)), { schema });
  opened.set(binding, database);
  return database;
}
