import type { DatabaseSync } from 'node:sqlite';
import {
  inOrderOfReference,
  type SchemaObject,
  structureOf,
  tableParts,
} from '../../../../scripts/database/structure.ts';
import { SPECIAL } from './special-values.ts';

type Value = string | number | null;

/** How many rows every table gets. */
export const ROWS = 3;

/** Text that an export may spoil: quotes, a line break beside a written one, a comment's marks, and more than ASCII. */
const HOSTILE = `O'Brien; -- "Söhne" /* $a$ \\n\n\r\\r 🧾`;

/** wrangler's table and the commands' own, and what triggers fill from other tables. */
const FILLED_BY_ITSELF: readonly string[] = [
  'd1_migrations',
  'migration_checksums',
  'balance_days',
  'balance_anchors',
  'balance_moved_days',
  'balance_moved_anchors',
  'mapped_client_counts',
  'money_sums',
  'customer_sums',
  'listed_words',
];

/** What a trigger lets in only beside rows that no column refers to: these are filled last. */
const LAST: readonly string[] = ['attachments', 'receipts'];

/** Puts rows into every table that there is, whatever the schema's age. A table that takes none is an error that names it. */
export function fillEveryTable(db: DatabaseSync): void {
  const found = inOrderOfReference(structureOf(db).filter(({ type }) => type === 'table'));
  const tables = found.toSorted((a, b) => Number(LAST.includes(a.name)) - Number(LAST.includes(b.name)));
  for (const table of tables.filter(({ name }) => !FILLED_BY_ITSELF.includes(name))) {
    for (let row = 1; row <= ROWS; row += 1) insert(db, table, row);
  }
}

function insert(db: DatabaseSync, table: SchemaObject, row: number): void {
  const columns = [...tableParts(table.sql).columns];
  const special = SPECIAL[table.name]?.(row) ?? {};
  const values = columns.map(([column, definition]) =>
    column in special ? (special[column] ?? null) : valueFor(table.name, column, definition, row),
  );
  const names = columns.map(([column]) => column).join(', ');
  try {
    db.prepare(`INSERT INTO ${table.name} (${names}) VALUES (${values.map(() => '?').join(', ')})`).run(
      ...values,
    );
  } catch (error) {
    throw new Error(`${table.name} takes no row: ${String(error)}\n${JSON.stringify(values)}`);
  }
}

/** A value that the column's own rules let pass. References lead to the row of the same number. */
function valueFor(table: string, column: string, definition: string, row: number): Value {
  const referred = /REFERENCES "?(\w+)"?\((\w+)\)/.exec(definition);
  if (referred?.[2] === 'id') return idOf(referred[1] ?? '', row);
  if (column === 'id') return idOf(table, row);
  const choices = /IN\(((?:'\w+',?)+)\)/.exec(definition)?.[1]?.match(/\w+/g);
  if (choices) return choices[row % choices.length] ?? null;
  const numbers = /IN\((-?\d+(?:,-?\d+)*)\)/.exec(definition)?.[1]?.split(',');
  if (numbers) return Number(numbers[row % numbers.length]);
  const between = /BETWEEN (\d+)/.exec(definition)?.[1];
  if (between !== undefined) return Number(between) + row;
  if (/json_valid/.test(definition)) return /DEFAULT '\[/.test(definition) ? '[]' : `{"n":${row}}`;
  const length = /length\(\w+\)\s?(?:=|<=) ?(\d+)/.exec(definition)?.[1];
  if (length !== undefined) return String(row).repeat(Number(length)).slice(0, Number(length));
  if (/ INTEGER/.test(definition)) return 1000 + row;
  if (/ REAL/.test(definition)) return 1 + row / 4;
  return `${column} ${row} ${HOSTILE}`;
}

export const idOf = (table: string, row: number): string => `${table}_${row}`;
