import type { DatabaseSync } from 'node:sqlite';

type Value = string | number | null;

/**
 * Values for a statement's parameters by which it finds the first row of what it names: a parameter that is compared with a
 * column, set to it or inserted into it gets that column's value; a list its row's value, as JSON; any other the number one.
 */
export function boundFor(db: DatabaseSync, sql: string): readonly Value[] {
  const table =
    /^\s*(?:insert into|update|delete from|select [\s\S]*? from)\s+"?(\w+)"?/i.exec(sql)?.[1] ?? '';
  const columns = insertedColumns(sql);
  const isInsert = columns.length > 0;
  let parameter = 0;
  const values: Value[] = [];
  for (const { index } of sql.matchAll(/\?/g)) {
    const before = sql.slice(0, index);
    const inserted = isInsert && /values\s*\([^)]*$/i.test(before) ? columns[places(before)] : undefined;
    const named = /(?:"?(\w+)"?\.)?"?(\w+)"?\s*(?:=|<>|<=|>=|<|>|is|is not)\s*$/i.exec(before);
    const listed = /(?:"?(\w+)"?\.)?"?(\w+)"?\s+in\s*\((?:\?,\s*)*$/i.exec(before);
    const isJson = /json_each\($/i.test(before);
    const [, of = table, column = ''] = named ?? listed ?? [];
    if (inserted !== undefined) values.push(fresh(db, { table, column: inserted, place: parameter }));
    else if (isJson) values.push(JSON.stringify([idOfFirst(db, before, table)]));
    else if (isSet(before)) values.push(cellOf(db, table, column, 1) ?? 1);
    else values.push(cellOf(db, of, column) ?? cellOf(db, table, column) ?? 1);
    parameter += 1;
  }
  return values;
}

const insertedColumns = (sql: string): readonly string[] =>
  /^\s*insert into\s+"?\w+"?\s*\(([^)]*)\)\s*values/i
    .exec(sql)?.[1]
    ?.split(',')
    .map((name) => name.trim().replaceAll('"', '')) ?? [];

/** Whether an update sets what follows: to what the second row has, so that it changes. */
const isSet = (before: string): boolean => /^\s*update\b/i.test(before) && !/\bwhere\b/i.test(before);

/** How many values stand before the one that begins here. */
const places = (before: string): number => before.slice(before.lastIndexOf('(') + 1).split(',').length - 1;

/** Another row than the first has another key, where that refers to nothing; whatever else it says is as the first one's. */
function fresh(
  db: DatabaseSync,
  { table, column, place }: { readonly table: string; readonly column: string; readonly place: number },
): Value {
  const value = cellOf(db, table, column);
  const isKey = db
    .prepare(
      `SELECT 1 FROM pragma_table_info(?) WHERE name = ? AND pk > 0
        AND name NOT IN (SELECT "from" FROM pragma_foreign_key_list(?))`,
    )
    .get(table, column, table);
  if (isKey === undefined) return value;
  return typeof value === 'number' ? value + 1_000 : `${value}_new${place}`;
}

function cellOf(db: DatabaseSync, table: string, column: string, row = 0): Value {
  const known = db.prepare('SELECT 1 FROM pragma_table_info(?) WHERE name = ?').get(table, column);
  if (known === undefined) return null;
  return plain(db.prepare(`SELECT "${column}" AS value FROM "${table}" LIMIT 1 OFFSET ${row}`).get()?.value);
}

function idOfFirst(db: DatabaseSync, before: string, table: string): Value {
  const [, of = table, column = 'id'] =
    /(?:"?(\w+)"?\.)?"?(\w+)"?\s+in\s*\(\s*select[^(]*json_each\($/i.exec(before) ?? [];
  return cellOf(db, of, column) ?? cellOf(db, table, 'id');
}

const plain = (value: unknown): Value =>
  typeof value === 'string' || typeof value === 'number' ? value : null;
