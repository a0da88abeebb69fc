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

/** By one range of the index of words: D1 takes no LIKE that is built from input. */
const isWord = ({ merchantId, livemode }: Scope, term: string): SQL =>
  sql`merchant_id = ${merchantId} AND livemode = ${Number(livemode)} AND word >= ${term} AND word < ${rangeEnd(term)}`;

export const withTerm = (scope: Scope, term: string): SQL =>
  sql`SELECT customer_id FROM customer_words WHERE ${isWord(scope, term)}`;

/** Whoever has all of the terms: those of the longest, which fewest have, that have the others too. */
export function withTerms(scope: Scope, terms: readonly string[]): SQL[] {
  const [longest, ...others] = terms.toSorted((a, b) => b.length - a.length);
  if (longest === undefined) return [];
  const also = others.map(
    (term) =>
      sql` AND EXISTS (SELECT 1 FROM customer_words also WHERE also.customer_id = customer_words.customer_id
        AND ${isWord(scope, term)})`,
  );
  return [sql`${withTerm(scope, longest)}${sql.join(also)}`];
}

/** The condition that a customer is what is searched for. */
export const found = (scope: Scope, search: CustomerSearch): SQL =>
  sql`${customers.id} IN ${foundIds(scope, search)}`;

/** Who is searched for, as one list of ids, so that only theirs are read. */
export function foundIds(scope: Scope, { terms, text, numbers }: CustomerSearch): SQL {
  const { merchantId, livemode } = scope;
  // D1 takes five selects in a row at most.
  const lists = [
    ...withTerms(scope, terms),
    sql`SELECT ${text}`,
    sql`SELECT customer_id FROM customer_external_ids WHERE value = ${text}`,
    sql`SELECT invoices.customer_id FROM json_each(${JSON.stringify(numbers)}) number
      CROSS JOIN invoices ON invoices.series = number.value ->> 'series' AND invoices.number_value = number.value ->> 'value'
      WHERE invoices.merchant_id = ${merchantId} AND invoices.livemode = ${Number(livemode)}`,
  ];
  return sql`(${sql.join(lists, sql` UNION `)})`;
}
