import { getTableColumns, sql } from 'drizzle-orm';
import type { SQLiteTable } from 'drizzle-orm/sqlite-core';
import type { Database, Statement } from '../database.ts';

/** Rows in one statement, however many: D1 binds a hundred values a statement, so that they go as one JSON text. */
export function insertMany<T extends SQLiteTable>(
  db: Database,
  table: T,
  rows: readonly T['$inferInsert'][],
): Statement {
  const columns = Object.entries(getTableColumns(table));
  const values = rows.map((row) => {
    const given = new Map<string, unknown>(Object.entries(row));
    return columns.map(([name, column]) => {
      const value = given.get(name) ?? column.default ?? null;
      return value === null ? null : column.mapToDriverValue(value);
    });
  });
  const selected = columns.map((_, at) => sql`value ->> ${sql.raw(String(at))}`);
  return db
    .insert(table)
    .select(sql`SELECT ${sql.join(selected, sql`, `)} FROM json_each(${JSON.stringify(values)}) WHERE true`);
}
