import { getTableColumns, type SQL, sql } from 'drizzle-orm';
import type { SQLiteTable } from 'drizzle-orm/sqlite-core';

/** D1 takes no more values for a function. https://developers.cloudflare.com/d1/platform/limits/ */
const MOST_VALUES = 30;

/**
 * A row of a joined table as one column: D1 answers with a hundred columns at most, and an invoice with both its parties
 * has more. Not for the table of a left join, which would be a row of nulls where there is none.
 */
export function packed<T extends SQLiteTable>(table: T): SQL<T['$inferSelect']> {
  const columns = Object.entries(getTableColumns(table));
  const parts: SQL[] = [];
  for (let from = 0; from < columns.length; from += MOST_VALUES) {
    const some = columns.slice(from, from + MOST_VALUES).map(([, column]) => sql`${column}`);
    parts.push(sql`json_array(${sql.join(some, sql`, `)})`);
  }
  return sql`json_array(${sql.join(parts, sql`, `)})`.mapWith((text: string): T['$inferSelect'] => {
    const values: unknown[] = JSON.parse(text).flat();
    return Object.fromEntries(
      columns.map(([name, column], at) => {
        const value = values[at];
        return [name, value === null ? null : column.mapFromDriverValue(value)];
      }),
    );
  });
}
