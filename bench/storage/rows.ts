import type { SqliteD1, Value } from '../../test/simulation/ports/sqlite-d1.ts';

type Row = Readonly<Record<string, unknown>>;
/** Rows by table. */
export type Rows = ReadonlyMap<string, readonly Row[]>;

const tablesOf = (store: SqliteD1): string[] =>
  store
    .look("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name")
    .map(({ name }) => String(name));

export const allRows = (store: SqliteD1): Rows =>
  new Map(tablesOf(store).map((table) => [table, store.look(`SELECT * FROM ${table}`)]));

/** The columns that tell a table's rows apart. */
const keysOf = (store: SqliteD1, table: string): string[] =>
  store.look(`SELECT name FROM pragma_table_info('${table}') WHERE pk > 0`).map(({ name }) => String(name));

/** The rows that one time has more than another. */
export function newRows(store: SqliteD1, before: Rows, after: Rows): Rows {
  return new Map(
    [...after].map(([table, rows]) => {
      const keys = keysOf(store, table);
      const keyOf = (row: Row) => JSON.stringify(keys.map((key) => row[key]));
      const known = new Set((before.get(table) ?? []).map(keyOf));
      return [table, rows.filter((row) => !known.has(keyOf(row)))];
    }),
  );
}

/** The same rows as they are later; what is gone is gone. */
export function asTheyAre(store: SqliteD1, rows: Rows): Rows {
  return new Map(
    [...rows].map(([table, of]) => {
      const keys = keysOf(store, table);
      const where = keys.map((key) => `${key} IS ?`).join(' AND ');
      const now = of.flatMap((row) =>
        store.look(`SELECT * FROM ${table} WHERE ${where}`, ...keys.map((key) => plain(row[key]))),
      );
      return [table, now];
    }),
  );
}

const OURS = /\b(inv|pay|out|eml|alc|all|crd|ref|set|agr|lin)_[0-9a-z]{26}/g;
const THEIRS = /\b(cs_test|pi|ch|txn|evt|py|re|pm)_[0-9A-Za-z]{8,}/g;

/** One set of rows again with ids of its own: ours in the order of time, Stripe's in none. */
export function cloneRows(store: SqliteD1, rows: Rows, number: number): void {
  const serial = number.toString(36).padStart(10, '0');
  const scattered = Math.imul(number, 2654435761) >>> 0;
  const renamed = (text: string): string =>
    text
      .replace(OURS, (id, prefix: string) => `${prefix}_${serial}${id.slice(prefix.length + 11)}`)
      .replace(THEIRS, (id, prefix: string) => {
        const mark = scattered.toString(36).padStart(7, '0');
        return `${prefix}_${mark}${id.slice(prefix.length + 8)}`;
      });
  for (const [table, of] of rows) {
    for (const row of of) {
      const names = Object.keys(row);
      const values = names.map((name) => {
        const value = plain(row[name]);
        if (name === 'number_value' && value !== null) return 1000 + number;
        return typeof value === 'string' ? renamed(value) : value;
      });
      const marks = names.map(() => '?').join(', ');
      store.look(`INSERT OR IGNORE INTO ${table} (${names.join(', ')}) VALUES (${marks})`, ...values);
    }
  }
}

const plain = (value: unknown): Value => {
  if (value === null || typeof value === 'string' || typeof value === 'number') return value;
  throw new Error('a row holds what is no plain value');
};
