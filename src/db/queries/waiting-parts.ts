import { type SQL, type SQLWrapper, sql } from 'drizzle-orm';
import type { Database } from '../database.ts';

/** A condition: there is a row like this. */
export const someRow = (table: SQLWrapper, condition: SQL | undefined): SQL =>
  sql`exists (select 1 from ${table} where ${condition})`;

/** A condition: a select has a row. */
export const someOf = (query: SQLWrapper): SQL => sql`exists ${query}`;

/** One of these holds, if there are any. */
export const either = (...conditions: readonly SQL[]): SQL =>
  sql`(${sql.join([sql`0`, ...conditions], sql` or `)})`;

/** Which of these conditions hold, by their names: one statement, however many. */
export async function readWaitingParts(
  db: Database,
  conditions: Readonly<Record<string, SQL>>,
): Promise<ReadonlySet<string>> {
  const columns = Object.entries(conditions).map(
    ([name, condition]) => [name, sql<number>`${condition}`.as(name)] as const,
  );
  const [found = {}] = await db.select(Object.fromEntries(columns)).from(sql`(select 1)`);
  return new Set(Object.entries(found).flatMap(([name, holds]) => (holds === 1 ? [name] : [])));
}
