import type { BatchItem } from 'drizzle-orm/batch';
import { type DrizzleD1Database, drizzle } from 'drizzle-orm/d1';
import * as schema from './schema/index.ts';
import { withUniqueColumns } from './unique-columns.ts';

/** D1 behind drizzle. Reads and writes go to the primary: read replication stays off for this database. */
export type Database = DrizzleD1Database<typeof schema>;

/** One statement of a batch. */
export type Statement = BatchItem<'sqlite'>;

/** Opens the database. `binding` is D1's interface, whoever implements it. */
export const openDatabase = (binding: D1Database): Database =>
  drizzle(withUniqueColumns(binding), { schema });
