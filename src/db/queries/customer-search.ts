import { type SQL, sql } from 'drizzle-orm';
import { rangeEnd } from '../../domain/customer/search-words.ts';
import type { Scope } from '../../domain/scope.ts';
import { customers } from '../schema/index.ts';

/** All of the terms, each the beginning of a word; or the text as it is, an id, an id elsewhere or an invoice's number. */
export type CustomerSearch = {
  readonly terms: readonly string[];
  readonly text: string;
  /** What the text may mean as an invoice's number. */
  readonly numbers: readonly { readonly series: string; readonly value: number }[];
};

/** By one range of the index of words a term: D1 takes no LIKE that is built from input. */
export const withTerm = ({ merchantId, livemode }: Scope, term: string): SQL =>
  sql`SELECT customer_id FROM customer_words WHERE merchant_id = ${merchantId} AND livemode = ${Number(livemode)}
    AND word >= ${term} AND word < ${rangeEnd(term)}`;

/** The condition that a customer is what is searched for. */
export function found(scope: Scope, { terms, text, numbers }: CustomerSearch): SQL {
  const words = terms.map((term) => sql`${customers.id} IN (${withTerm(scope, term)})`);
  const exact = [
    sql`SELECT ${text}`,
    sql`SELECT customer_id FROM customer_external_ids WHERE value = ${text}`,
    ...numbers.map(
      ({ series, value }) =>
        sql`SELECT customer_id FROM invoices WHERE merchant_id = ${scope.merchantId}
          AND livemode = ${Number(scope.livemode)} AND series = ${series} AND number_value = ${value}`,
    ),
  ];
  const named = sql`${customers.id} IN (${sql.join(exact, sql` UNION ALL `)})`;
  return words.length === 0 ? named : sql`((${sql.join(words, sql` AND `)}) OR ${named})`;
}
