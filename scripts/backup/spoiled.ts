import type { DatabaseSync } from 'node:sqlite';
import type { Row } from '../database/database.ts';
import { type SchemaObject, structureOf, tableParts } from '../database/structure.ts';

/**
 * D1's export writes a line break as \n and puts it back by replace(), which also takes what was written as \n to begin with. A
 * text with both comes out as another one: those rows are read apart.
 */
export function spoiledQuery(copy: DatabaseSync, table: SchemaObject): string {
  const conditions = textColumns(table).map(
    (column) =>
      `(instr("${column}", char(10)) AND instr("${column}", '\\n') OR instr("${column}", char(13)) AND instr("${column}", '\\r'))`,
  );
  const wanted = [...new Set([...keysOf(copy, table), ...textColumns(table)])];
  const columns = wanted.map((column) => `"${column}"`).join(', ');
  return `SELECT ${columns} FROM "${table.name}" WHERE ${conditions.join(' OR ') || '0'}`;
}

/** Puts the texts back as they are. A row that was changed since the export is an error: the copy would be of two instants. */
export function putBackSpoiled(copy: DatabaseSync, table: SchemaObject, rows: readonly Row[]): void {
  const keys = keysOf(copy, table);
  const where = keys.map((key) => `"${key}" = ?`).join(' AND ');
  const find = copy.prepare(`SELECT * FROM "${table.name}" WHERE ${where}`);
  for (const row of rows) {
    const key = keys.map((name) => row[name] ?? null);
    // A key may be spoiled too. A row that was written since the export is in the copy by neither.
    const found = [key, key.map(spoil)].find((one) => find.get(...one) !== undefined);
    const there = found === undefined ? undefined : find.get(...found);
    if (found === undefined || there === undefined) continue;
    const spoiled = textColumns(table).filter((column) => there[column] !== (row[column] ?? null));
    if (spoiled.some((column) => there[column] !== spoil(row[column] ?? null)))
      throw new Error(`${table.name} was changed while it was exported: run it again.`);
    if (spoiled.length === 0) continue;
    const sets = spoiled.map((column) => `"${column}" = ?`).join(', ');
    const values = spoiled.map((column) => row[column] ?? null);
    copy.prepare(`UPDATE "${table.name}" SET ${sets} WHERE ${where}`).run(...values, ...found);
  }
}

/** Does something to the copy that its triggers would refuse or add to. */
export function withoutTriggers(copy: DatabaseSync, work: () => void): void {
  const triggers = structureOf(copy).filter(({ type }) => type === 'trigger');
  for (const { name } of triggers) copy.exec(`DROP TRIGGER "${name}"`);
  work();
  for (const { sql } of triggers) copy.exec(sql);
}

/** What the export makes of a text. */
function spoil(value: string | number | null): string | number | null {
  if (typeof value !== 'string') return value;
  const returns = value.includes('\r') ? value.replaceAll('\\r', '\r') : value;
  return value.includes('\n') ? returns.replaceAll('\\n', '\n') : returns;
}

const textColumns = ({ sql }: SchemaObject): readonly string[] =>
  [...tableParts(sql).columns]
    .filter(([, definition]) => / TEXT\b/i.test(definition))
    .map(([column]) => column);

const keysOf = (copy: DatabaseSync, { name }: SchemaObject): readonly string[] =>
  copy
    .prepare('SELECT name FROM pragma_table_info(?) WHERE pk > 0 ORDER BY pk')
    .all(name)
    .map((row) => String(row.name));
