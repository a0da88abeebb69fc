import { sql } from 'drizzle-orm';
import type { AppliedSchema } from '../../domain/watch/schema.ts';
import type { Database } from '../database.ts';
import { migrationChecksums } from '../schema/index.ts';

/** What was applied to the database, read so that it can be read of a database of any age. */
export async function readAppliedSchema(db: Database): Promise<AppliedSchema> {
  const tables = await db
    .select({ name: sql<string>`name` })
    .from(sql`sqlite_master`)
    .where(sql`type = 'table' AND name IN ('d1_migrations', 'migration_checksums')`);
  const has = (table: string): boolean => tables.some(({ name }) => name === table);
  const applied = has('d1_migrations') ? await selectApplied(db) : [];
  const checksums = has('migration_checksums') ? await db.select().from(migrationChecksums) : [];
  return {
    applied: applied.map(({ name }) => name),
    checksums: new Map(checksums.map(({ name, sha256 }) => [name, sha256])),
  };
}

/** The select for the migrations that were applied, for a read batch. */
export const selectApplied = (db: Database) =>
  db.select({ name: sql<string>`name` }).from(sql`d1_migrations`).orderBy(sql`id`);
