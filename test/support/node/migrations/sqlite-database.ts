import { readFileSync, writeFileSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import { structureOf } from '../../../../scripts/database/structure.ts';
import type { Database } from '../../../../scripts/database/wrangler.ts';
import { readMigrations } from '../../../../scripts/migrations/files.ts';
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

/** As D1 exports: tables in the order in which they were made, rows one by one, then indexes and triggers. */
export function exported(db: DatabaseSync): string {
  const structure = structureOf(db);
  const lines = ['PRAGMA defer_foreign_keys=TRUE;'];
  for (const { name, sql } of structure.filter(({ type }) => type === 'table')) {
    lines.push(`${sql};`);
    const rows = db.prepare(`SELECT * FROM "${name}"`).all();
    for (const row of rows) {
      const columns = Object.keys(row).map((column) => `"${column}"`);
      lines.push(
        `INSERT INTO "${name}" (${columns.join(',')}) VALUES(${Object.values(row).map(cell).join(',')});`,
      );
    }
  }
  lines.push('DELETE FROM sqlite_sequence;');
  for (const { sql } of structure.filter(({ type }) => type !== 'table')) lines.push(`${sql};`);
  return lines.join('\n');
}

/** D1's way with line breaks, which also takes what was written as one. */
function cell(value: unknown): string {
  if (value === null) return 'NULL';
  if (typeof value === 'number') return String(value);
  const text = String(value);
  let literal = `'${text.replaceAll("'", "''").replaceAll('\n', '\\n').replaceAll('\r', '\\r')}'`;
  if (text.includes('\r')) literal = `replace(${literal},'\\r',char(13))`;
  if (text.includes('\n')) literal = `replace(${literal},'\\n',char(10))`;
  return literal;
}
