import { asc, isNull, type SQL, sql } from 'drizzle-orm';
import type { Database } from '../database.ts';
import { someRow } from '../queries/waiting-parts.ts';
import { customers } from '../schema/index.ts';

/** A condition: some customer's words are not computed. Without an order, SQLite would look at every customer. */
export const someWithoutWords = (): SQL =>
  someRow(sql`customers indexed by customers_without_words`, sql`search_words is null`);

/** Customers whose words are not computed, a bite of them: those of earlier versions, and those that Stripe changed. */
export const selectWithoutWords = (db: Database, most: number) =>
  db.select().from(customers).where(isNull(customers.searchWords)).orderBy(asc(customers.id)).limit(most);

/** Sets words that were computed, unless a writer has set others since. */
export async function setWords(
  db: Database,
  words: Readonly<Record<string, readonly string[]>>,
): Promise<void> {
  await db.run(sql`update customers set search_words = (select value from json_each(${JSON.stringify(words)}) where key = customers.id)
    where id in (select key from json_each(${JSON.stringify(words)})) and search_words is null`);
}
