import type { World } from '../world/world.ts';

/** A row as SQLite gives it, read with its types. */
export type Row = {
  readonly text: (name: string) => string;
  readonly number: (name: string) => number;
  readonly maybe: (name: string) => string | number | null;
};

/** Rows of the code's own database, read without its code. */
export function rowsOf(world: World, sql: string, ...values: (string | number)[]): Row[] {
  return world.store.look(sql, ...values).map((row) => ({
    text: (name) => String(row[name] ?? ''),
    number: (name) => Number(row[name] ?? 0),
    maybe: (name) => {
      const value = row[name];
      return typeof value === 'string' || typeof value === 'number' ? value : null;
    },
  }));
}
