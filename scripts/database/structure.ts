import type { DatabaseSync } from 'node:sqlite';

/** An object of a database's schema, as SQLite lists it. */
export interface SchemaObject {
  readonly type: 'table' | 'index' | 'trigger' | 'view';
  readonly name: string;
  readonly table: string;
  readonly sql: string;
}

/** What is SQLite's or Cloudflare's own, and what wrangler keeps its books of migrations in, is none of ours. */
export const READ_STRUCTURE = `SELECT type, name, tbl_name AS "table", sql FROM sqlite_master
  WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name NOT LIKE '\\_cf\\_%' ESCAPE '\\'
  ORDER BY rowid`.replaceAll(/\s+/g, ' ');

export const structureOf = (db: DatabaseSync): readonly SchemaObject[] =>
  db.prepare(READ_STRUCTURE).all().flatMap(schemaObject);

/** A row of the list → the object. */
export function schemaObject(row: Readonly<Record<string, unknown>>): readonly SchemaObject[] {
  const { type, name, table, sql } = row;
  if (type !== 'table' && type !== 'index' && type !== 'trigger' && type !== 'view') return [];
  return [{ type, name: String(name), table: String(table), sql: String(sql) }];
}

/** SQL without comments, and with one space where there are several: what means the same reads the same. */
export const normalized = (sql: string): string =>
  sql
    .replaceAll(/('(?:[^']|'')*')|--[^\n]*|\/\*[\s\S]*?\*\//g, (_, quoted?: string) => quoted ?? ' ')
    .replaceAll(/('(?:[^']|'')*')|\s+/g, (_, quoted?: string) => quoted ?? ' ')
    .replaceAll(/ ?([(),]) ?/g, '$1')
    .replace(/^CREATE TABLE (?:IF NOT EXISTS )?"?(\w+)"?/i, 'CREATE TABLE $1')
    .trim();

/** A table in its parts. */
export interface TableParts {
  /** Column → its whole definition, in the table's order. */
  readonly columns: ReadonlyMap<string, string>;
  /** Keys and checks of the whole table. */
  readonly constraints: readonly string[];
  /** STRICT, WITHOUT ROWID. */
  readonly options: string;
}

const CONSTRAINT = /^(?:PRIMARY KEY|UNIQUE|CHECK|FOREIGN KEY|CONSTRAINT)\b/i;

/** Takes a CREATE TABLE apart. */
export function tableParts(sql: string): TableParts {
  const text = normalized(sql);
  const open = text.indexOf('(');
  const { items, end } = listItems(text, open);
  const columns = items.filter((item) => !CONSTRAINT.test(item));
  return {
    columns: new Map(columns.map((item) => [/^["`[]?(\w+)/.exec(item)?.[1] ?? item, item])),
    constraints: items.filter((item) => CONSTRAINT.test(item)),
    options: text.slice(end + 1).trim(),
  };
}

/** The items of the list that opens at `open`, divided by commas that stand in no bracket and no quotes. */
function listItems(text: string, open: number): { readonly items: readonly string[]; readonly end: number } {
  const items: string[] = [];
  let depth = 0;
  let from = open + 1;
  const marks = /'(?:[^']|'')*'|[(),]/g;
  marks.lastIndex = open;
  for (let mark = marks.exec(text); mark !== null; mark = marks.exec(text)) {
    const [what] = mark;
    if (what === '(') depth += 1;
    if (what === ')') depth -= 1;
    if ((what === ',' && depth === 1) || depth === 0) {
      items.push(text.slice(from, mark.index).trim());
      from = mark.index + 1;
    }
    if (depth === 0) return { items, end: mark.index };
  }
  throw new Error(`not a table: ${text.slice(0, 60)}`);
}

/** The tables that a table refers to. */
export const referredTables = (sql: string): readonly string[] =>
  [...normalized(sql).matchAll(/\bREFERENCES "?(\w+)"?/gi)].map(([, table = '']) => table);

/** Tables with those first that others refer to. */
export function inOrderOfReference(tables: readonly SchemaObject[]): readonly SchemaObject[] {
  const ordered = new Map<string, SchemaObject>();
  const named = new Map(tables.map((table) => [table.name, table]));
  const place = (table: SchemaObject, above: ReadonlySet<string>): void => {
    if (ordered.has(table.name) || above.has(table.name)) return;
    const within = new Set([...above, table.name]);
    for (const name of referredTables(table.sql)) {
      const referred = named.get(name);
      if (referred !== undefined) place(referred, within);
    }
    ordered.set(table.name, table);
  };
  for (const table of tables) place(table, new Set());
  return [...ordered.values()];
}
