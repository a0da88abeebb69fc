import { readFileSync, writeFileSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import type { Database } from '../../../../scripts/database/database.ts';
import { readMigrations } from '../../../../scripts/migrations/files.ts';
import { exported } from '../../../../scripts/stand-in/export.ts';
import { applyMigrations, inTransaction } from './database.ts';

/** A database on this machine that is spoken to as wrangler is. Its export is written as D1 writes it. */
export const sqliteDatabase = (db: DatabaseSync): Database => ({
  query: async (statements) =>
    statements.map((statement) =>
      db
        .prepare(statement)
        .all()
        .map((row) =>
          Object.fromEntries(
            Object.entries(row).map(([name, value]) => [
              name,
              typeof value === 'string' ? value : plain(value),
            ]),
          ),
        ),
    ),
  run: async (file) => inTransaction(db, readFileSync(file, 'utf8')),
  runText: async (sql) => inTransaction(db, sql),
  exportTo: async (file) => writeFileSync(file, exported(db)),
  applyMigrations: async () => applyMigrations(db, await readMigrations()),
});

const plain = (value: unknown): number | null => (typeof value === 'number' ? value : null);
