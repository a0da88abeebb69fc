import { DatabaseSync } from 'node:sqlite';
import { type SchemaObject, structureOf } from '../../../../scripts/database/structure.ts';
import type { MigrationFile } from '../../../../scripts/migrations/files.ts';

/** An empty database as D1 has it: references are checked, and wrangler keeps its books in a table. */
export function openD1(): DatabaseSync {
  const db = new DatabaseSync(':memory:');
  db.exec(`PRAGMA foreign_keys = ON;
    CREATE TABLE d1_migrations (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT UNIQUE,
      applied_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL)`);
  return db;
}

/** Applies what is not applied yet, each file in one transaction, in which references cannot be switched off: as on D1. */
export function applyMigrations(
  db: DatabaseSync,
  files: readonly MigrationFile[],
  afterEach: (name: string) => void = () => undefined,
): void {
  const applied = new Set(appliedTo(db));
  for (const { name, sql } of files.filter((file) => !applied.has(file.name))) {
    inTransaction(db, `${sql};\nINSERT INTO d1_migrations (name) VALUES ('${name}');`);
    afterEach(name);
  }
}

export const appliedTo = (db: DatabaseSync): readonly string[] =>
  db
    .prepare('SELECT name FROM d1_migrations ORDER BY id')
    .all()
    .map(({ name }) => String(name));

export function inTransaction(db: DatabaseSync, sql: string): void {
  db.exec('BEGIN');
  try {
    db.exec(sql);
    db.exec('COMMIT');
  } catch (error) {
    db.exec('ROLLBACK');
    throw error;
  }
}

const tablesOf = (db: DatabaseSync): readonly SchemaObject[] =>
  structureOf(db).filter(({ type, name }) => type === 'table' && name !== 'd1_migrations');

/** How many rows each table has. */
export const rowCounts = (db: DatabaseSync): Readonly<Record<string, number>> =>
  Object.fromEntries(
    tablesOf(db).map(({ name }) => [
      name,
      Number(db.prepare(`SELECT count(*) AS count FROM ${name}`).get()?.count),
    ]),
  );

/** References that lead nowhere, and whatever SQLite finds wrong. */
export const damage = (db: DatabaseSync): readonly unknown[] => [
  ...db.prepare('PRAGMA foreign_key_check').all(),
  ...db
    .prepare('PRAGMA integrity_check')
    .all()
    .filter(({ integrity_check }) => integrity_check !== 'ok'),
];

/** Every row of every table, for comparison. */
export const contents = (db: DatabaseSync): Readonly<Record<string, readonly unknown[]>> =>
  Object.fromEntries(
    tablesOf(db).map(({ name }) => [
      name,
      db
        .prepare(`SELECT * FROM ${name}`)
        .all()
        .map((row) => JSON.stringify(row))
        .toSorted(),
    ]),
  );
