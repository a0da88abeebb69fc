import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import { inOrderOfReference, type SchemaObject, structureOf } from '../database/structure.ts';
import { type BackupHeader, endLine, headerLine, type RowCounts } from './format.ts';
import { MAKE_PARTS, PARTS_TABLE, rowStatements } from './rows.ts';

/**
 * Writes a database as statements that can be run as they stand: tables, those first that others refer to, their rows, and then
 * indexes and triggers, which would otherwise refuse rows or add to them. The last line holds the checksum of all before it.
 */
export async function writeBackup(
  db: DatabaseSync,
  file: string,
  about: Pick<BackupHeader, 'madeAt' | 'from'>,
): Promise<RowCounts> {
  const structure = structureOf(db);
  const tables = inOrderOfReference(structure.filter(({ type }) => type === 'table'));
  const hash = createHash('sha256');
  const stream = createWriteStream(file, { flags: 'wx', mode: 0o600 });
  const line = async (text: string): Promise<void> => {
    hash.update(`${text}\n`);
    if (!stream.write(`${text}\n`)) await once(stream, 'drain');
  };
  const rows: Record<string, number> = {};
  await line(headerLine({ format: 1, ...about, schema: newestMigration(db, structure) }));
  await line('PRAGMA defer_foreign_keys = TRUE;');
  for (const { sql } of tables) await line(`${oneLine(sql)};`);
  await line(MAKE_PARTS);
  for (const table of tables) {
    rows[table.name] = 0;
    for (const { statement, of } of rowStatements(db, table)) {
      rows[table.name] = (rows[table.name] ?? 0) + of;
      await line(statement);
    }
  }
  await line(`DROP TABLE ${PARTS_TABLE};`);
  for (const { sql } of structure.filter(({ type }) => type !== 'table')) await line(`${oneLine(sql)};`);
  stream.end(`${endLine({ sha256: hash.digest('hex'), rows })}\n`);
  await once(stream, 'finish');
  return rows;
}

/** Without comments: a tool that splits statements by rules of its own has less to split. */
const oneLine = (sql: string): string =>
  sql
    .replaceAll(/('(?:[^']|'')*')|--[^\n]*/g, (_, quoted?: string) => quoted ?? '')
    .replaceAll(/('(?:[^']|'')*')|\s+/g, (_, quoted?: string) => quoted ?? ' ')
    .trim();

function newestMigration(db: DatabaseSync, structure: readonly SchemaObject[]): string | null {
  if (!structure.some(({ name }) => name === 'd1_migrations')) return null;
  const name = db.prepare('SELECT max(name) AS name FROM d1_migrations').get()?.name;
  return typeof name === 'string' ? name : null;
}
