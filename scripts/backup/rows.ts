import type { DatabaseSync } from 'node:sqlite';
import { type SchemaObject, tableParts } from '../database/structure.ts';

/**
 * D1 takes statements of 100 KB. Ours are far below: wrangler's own splitter takes a time that grows with the square of a text's
 * length. https://developers.cloudflare.com/d1/platform/limits/
 */
const MOST_BYTES = 8_000;
const PART_CHARACTERS = 2_000;
/** Values that stay in their row's statement however long the row is. */
const SHORT = 100;

/** Where the parts of values wait that are longer than a statement. */
export const PARTS_TABLE = 'restored_parts';
export const MAKE_PARTS = `CREATE TABLE ${PARTS_TABLE} (place INTEGER, part INTEGER, text TEXT);`;

type Value = string | number | null;
type Statement = { readonly statement: string; readonly of: number };

/** The statements that put a table's rows back, each with how many rows it holds. */
export function* rowStatements(db: DatabaseSync, table: SchemaObject): Generator<Statement> {
  const columns = [...tableParts(table.sql).columns.keys()];
  let waiting: string[] = [];
  let bytes = 0;
  const flush = function* (): Generator<Statement> {
    if (waiting.length > 0) {
      yield { statement: insertion(table.name, columns, `[${waiting.join(',')}]`), of: waiting.length };
    }
    waiting = [];
    bytes = 0;
  };
  const select = db.prepare(`SELECT ${columns.map(quoted).join(', ')} FROM ${quoted(table.name)}`);
  for (const row of select.iterate()) {
    const values = columns.map((column) => storable(table.name, column, row[column]));
    const json = JSON.stringify(values);
    const size = Buffer.byteLength(json);
    if (bytes + size > MOST_BYTES) yield* flush();
    if (size > MOST_BYTES) {
      yield* longRow(table.name, columns, values);
      continue;
    }
    waiting.push(json);
    bytes += size;
  }
  yield* flush();
}

/** One row whose long values come in parts, which are put together as it is written. */
function* longRow(table: string, columns: readonly string[], values: readonly Value[]): Generator<Statement> {
  for (const [place, value] of values.entries()) {
    if (!isLong(value)) continue;
    // By whole characters: half of one is no text.
    const characters = Array.from(value);
    for (let from = 0; from < characters.length; from += PART_CHARACTERS) {
      const part = characters.slice(from, from + PART_CHARACTERS).join('');
      yield {
        statement: `INSERT INTO ${PARTS_TABLE} SELECT ${place}, ${from}, value FROM json_each(${text(JSON.stringify([part]))});`,
        of: 0,
      };
    }
  }
  const short = JSON.stringify([values.map((value) => (isLong(value) ? null : value))]);
  const whole = (place: number): string =>
    `(SELECT group_concat(text, '') FROM (SELECT text FROM ${PARTS_TABLE} WHERE place = ${place} ORDER BY part))`;
  const wholes = new Map(
    values.flatMap((value, place) => (isLong(value) ? [[place, whole(place)] as const] : [])),
  );
  yield { statement: insertion(table, columns, short, wholes), of: 1 };
  yield { statement: `DELETE FROM ${PARTS_TABLE};`, of: 0 };
}

const isLong = (value: Value): value is string => typeof value === 'string' && value.length > SHORT;

/** Rows as one JSON value: numbers stay numbers, and no text can end the statement early. */
function insertion(
  table: string,
  columns: readonly string[],
  rows: string,
  wholes: ReadonlyMap<number, string> = new Map(),
): string {
  const values = columns.map((_, place) => wholes.get(place) ?? `value ->> '$[${place}]'`);
  return `INSERT INTO ${quoted(table)} (${columns.map(quoted).join(', ')}) SELECT ${values.join(', ')} FROM json_each(${text(rows)});`;
}

/** What a row has in a column; D1 has nothing else in this schema. */
function storable(table: string, column: string, value: unknown): Value {
  if (value === null || typeof value === 'string') return value;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  throw new Error(`${table}.${column} holds a value that a backup can't keep: ${typeof value}`);
}

const quoted = (name: string): string => `"${name}"`;

/** Text as SQL; what is no printable character is written as JSON writes it, for tools that read line by line. */
const text = (json: string): string =>
  `'${json.replaceAll("'", "''").replaceAll(/[\u007f-\u009f\u2028\u2029]/g, escaped)}'`;

const escaped = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
