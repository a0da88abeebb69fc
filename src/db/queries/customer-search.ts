import { type SQL, sql } from 'drizzle-orm';
import { rangeEnd } from '../../domain/customer/search-words.ts';
import type { Scope } from '../../domain/scope.ts';
import type { Database } from '../database.ts';
import { customers } from '../schema/index.ts';

/** What more have than these is common: no more of it is ever read to find that out. */
export const COMMON = 1_000;

/** All of the terms, each the beginning of a word; or the text as it is, an id, an id elsewhere or an invoice's number. */
export type CustomerSearch = {
  /** The one that fewest have comes first. */
  readonly terms: readonly string[];
  /** So many have each of them that a page is found sooner by going through all customers, the newest first. */
  readonly isCommon: boolean;
  readonly text: string;
  /** What the text may mean as an invoice's number. */
  readonly numbers: readonly { readonly series: string; readonly value: number }[];
};

/** By one range of the index of words: D1 takes no LIKE that is built from input. */
const isWord = ({ merchantId, livemode }: Scope, term: string): SQL =>
  sql`merchant_id = ${merchantId} AND livemode = ${Number(livemode)} AND word >= ${term} AND word < ${rangeEnd(term)}`;

export const withTerm = (scope: Scope, term: string): SQL =>
  sql`SELECT customer_id FROM customer_words WHERE ${isWord(scope, term)}`;

/** Who has a word as a whole, which an alias is. */
export const withWord = ({ merchantId, livemode }: Scope, word: string): SQL =>
  sql`SELECT customer_id FROM customer_words
    WHERE merchant_id = ${merchantId} AND livemode = ${Number(livemode)} AND word = ${word}`;

/** The terms of a search, the one that fewest have first, and whether many have even that one. */
export async function rankTerms(
  db: Database,
  scope: Scope,
  terms: readonly string[],
): Promise<Pick<CustomerSearch, 'terms' | 'isCommon'>> {
  const counts = terms.map((term) =>
    db.select({ holders: sql<number>`count(*)` }).from(sql`(${withTerm(scope, term)} LIMIT ${COMMON + 1})`),
  );
  const [first, ...others] = counts;
  if (first === undefined) return { terms, isCommon: false };
  const answers = await db.batch([first, ...others]);
  const ranked = terms
    .map((term, place) => ({ term, holders: answers[place]?.[0]?.holders ?? 0 }))
    .toSorted((a, b) => a.holders - b.holders || b.term.length - a.term.length);
  return { terms: ranked.map(({ term }) => term), isCommon: (ranked[0]?.holders ?? 0) > COMMON };
}

/** All of the terms stand in a list of words: of the row at hand, so nothing else is read. */
export const hasAll = (words: SQL, terms: readonly string[]): SQL =>
  sql.join(
    terms.map(
      (term) => sql`EXISTS (SELECT 1 FROM json_each(${words}) word
        WHERE word.value >= ${term} AND word.value < ${rangeEnd(term)})`,
    ),
    sql` AND `,
  );

/** Whoever has all of the terms: those of the first, which fewest have, that have the others too. */
export function withTerms(scope: Scope, [first, ...others]: readonly string[]): SQL[] {
  if (first === undefined) return [];
  const also = others.map(
    (term) =>
      sql` AND EXISTS (SELECT 1 FROM customer_words also WHERE also.customer_id = customer_words.customer_id
        AND ${isWord(scope, term)})`,
  );
  return [sql`${withTerm(scope, first)}${sql.join(also)}`];
}

/** The condition that a customer is what is searched for. */
export function found(scope: Scope, search: CustomerSearch): SQL {
  const { terms, isCommon } = search;
  if (!isCommon) return sql`${customers.id} IN ${foundIds(scope, search)}`;
  const rest = foundIds(scope, { ...search, terms: [] });
  return sql`(${hasAll(sql`${customers.searchWords}`, terms)} OR ${customers.id} IN ${rest})`;
}

/** Who is searched for, as one list of ids, so that only theirs are read. */
export function foundIds(scope: Scope, { terms, text, numbers }: Omit<CustomerSearch, 'isCommon'>): SQL {
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
