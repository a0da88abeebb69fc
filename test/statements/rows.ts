import { getTableColumns, getTableName, type InferSelectModel } from 'drizzle-orm';
import type { SQLiteTable } from 'drizzle-orm/sqlite-core';
import { asValue, type Value } from '../simulation/ports/sqlite-d1.ts';

/** A row of a table as D1 stores it, by the names of its columns. */
export type Row = { readonly table: string; readonly values: Readonly<Record<string, Value>> };

/** A row with these values; whatever else it must have is empty. */
export function row<T extends SQLiteTable>(table: T, values: Partial<InferSelectModel<T>>): Row {
  const given = new Map<string, unknown>(Object.entries(values));
  const stored = Object.entries(getTableColumns(table)).flatMap(([key, column]): [string, Value][] => {
    const value = given.get(key);
    if (value === null) return [[column.name, null]];
    if (value !== undefined) return [[column.name, asValue(column.mapToDriverValue(value))]];
    if (!column.notNull || column.hasDefault) return [];
    return [
      [column.name, column.getSQLType() === 'integer' ? 0 : column.columnType === 'SQLiteText' ? '' : '{}'],
    ];
  });
  return { table: getTableName(table), values: Object.fromEntries(stored) };
}

/** The same row, another's in these columns. */
export const changed = ({ table, values }: Row, change: Row['values']): Row => ({
  table,
  values: { ...values, ...change },
});
