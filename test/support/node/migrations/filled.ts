import type { DatabaseSync } from 'node:sqlite';
import type { MigrationFile } from '../../../../scripts/migrations/files.ts';
import { applyMigrations, openD1 } from './database.ts';
import { fillEveryTable } from './fill.ts';

/** A database of today's schema with rows in every table. */
export function filledDatabase(files: readonly MigrationFile[]): DatabaseSync {
  const db = openD1();
  applyMigrations(db, files);
  fillEveryTable(db);
  return db;
}

/** An invoice of so many lines, and a journal entry and an event that are longer than a statement may be. */
export function addLongInvoice(db: DatabaseSync, lines: number): void {
  const line = db.prepare(
    `INSERT INTO invoice_lines (invoice_id, position, description, quantity, unit_amount, discount_amount, amount, taxes, total)
     VALUES ('invoices_1', ?, ?, '1', 1, 0, 1, '[]', 1)`,
  );
  for (let position = 2000; position < 2000 + lines; position += 1)
    line.run(position, `Line ${position} — O'Brien's "über" 🧾`);
  const long = JSON.stringify({
    lines: Array.from({ length: lines * 4 }, (_, at) => `ligne n° ${at}: 'naïve' 🧾`),
  });
  db.prepare('UPDATE journal SET data = ? WHERE seq = 1001').run(long);
  db.prepare('UPDATE inbox SET payload = ? WHERE attempts = 1002').run(long);
}
