import type { DatabaseSync } from 'node:sqlite';
import { structureOf } from '../database/structure.ts';

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
