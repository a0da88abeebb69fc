import { type SQL, sql } from 'drizzle-orm';
import { rangeEnd } from '../../domain/customer/search-words.ts';
import type { MappingSearch } from '../../domain/mapping/keys.ts';
import type { Scope } from '../../domain/scope.ts';
import type { Database } from '../database.ts';
import { listedStripeCustomers, mappedClients } from '../schema/index.ts';
import { COMMON, foundIds, hasAll, withTerm } from './customer-search.ts';

/** A connection with whose clients they are. */
export type Of = Scope & { readonly id: string };

export type Search = MappingSearch & {
  /** So many have it that a page is found sooner by going through them, the newest first. */
  readonly isCommon: boolean;
};

const beginsWith = (column: SQL, term: string): SQL =>
  sql`${column} >= ${term} and ${column} < ${rangeEnd(term)}`;

const withListedTerm = (connectionId: string, term: string): SQL =>
  sql`select stripe_customer_id from listed_words where connection_id = ${connectionId}
    and ${beginsWith(sql`word`, term)}`;

/** The select for how many of the clients' customers have a term, or of the account's, no more than makes it common. */
const selectCommon = async (db: Database, those: SQL): Promise<boolean> => {
  const [row] = await db.select({ count: sql<number>`count(*)` }).from(sql`(${those} limit ${COMMON + 1})`);
  return (row?.count ?? 0) > COMMON;
};

/** Whether many clients have what is searched for. The longest term comes first: the fewest have it. */
export const isCommonAmongClients = (db: Database, of: Of, [term]: readonly string[]): Promise<boolean> =>
  term === undefined ? Promise.resolve(false) : selectCommon(db, withTerm(of, term));

/** Whether many customers of the account have what is searched for. */
export const isCommonAtStripe = (db: Database, { id }: Of, [term]: readonly string[]): Promise<boolean> =>
  term === undefined ? Promise.resolve(false) : selectCommon(db, withListedTerm(id, term));

/** The condition that a client is what is searched for: its customer has the words, or the text is its id, here or elsewhere. */
export function isClientFound(of: Of, { terms, text, isCommon }: Search): SQL {
  if (!isCommon) return sql`${mappedClients.customerId} in ${foundIds(of, { terms, text, numbers: [] })}`;
  const words = hasAll(sql`one.search_words`, terms);
  return sql`exists (select 1 from customers one where one.id = ${mappedClients.customerId} and ${words})`;
}

/** The condition that a customer of the account is what is searched for, by its words or the beginning of its id. */
export function isListedFound({ id }: Of, { terms: [first, ...others], text, isCommon }: Search): SQL {
  const { words, stripeCustomerId } = listedStripeCustomers;
  const terms = first === undefined ? [] : [first, ...others];
  if (isCommon) return hasAll(sql`${words}`, terms);
  const also = others.map(
    (term) => sql` and exists (select 1 from listed_stripe_customers one, json_each(one.words) word
      where one.connection_id = listed_words.connection_id and one.stripe_customer_id = listed_words.stripe_customer_id
        and ${beginsWith(sql`word.value`, term)})`,
  );
  const lists = [
    ...(first === undefined ? [] : [sql`${withListedTerm(id, first)}${sql.join(also)}`]),
    sql`select stripe_customer_id from listed_stripe_customers where connection_id = ${id}
      and ${beginsWith(sql`stripe_customer_id`, text)}`,
  ];
  return sql`${stripeCustomerId} in (${sql.join(lists, sql` union `)})`;
}
