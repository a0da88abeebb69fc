import { sql } from 'drizzle-orm';
import type { Scope } from '../../domain/scope.ts';
import type { Database } from '../database.ts';
import { customers } from '../schema/index.ts';
import { listed } from './listed.ts';

type Wanted = {
  readonly line: number;
  readonly id: string | null;
  readonly email: string | null;
  readonly externalIds: readonly { readonly key: string; readonly value: string }[];
};
export type Match = {
  readonly line: number;
  readonly customerId: string;
  readonly by: 'id' | 'external' | 'email';
};

/** The customers of a business that lines may be about, by id, by an id elsewhere and by address. One statement. */
export const readMatches = (db: Database, { merchantId, livemode }: Scope, wanted: readonly Wanted[]) => {
  const lines = JSON.stringify(wanted);
  return db.all<Match>(sql`
    SELECT given.value ->> 'line' AS line, c.id AS customerId, 'id' AS by FROM json_each(${lines}) given
      JOIN customers c ON c.id = given.value ->> 'id'
      WHERE +c.merchant_id = ${merchantId} AND +c.livemode = ${Number(livemode)} AND c.erased_at IS NULL
    UNION ALL
    SELECT given.value ->> 'line', c.id, 'external' FROM json_each(${lines}) given, json_each(given.value, '$.externalIds') e
      JOIN customer_external_ids x ON x.key = e.value ->> 'key' AND x.value = e.value ->> 'value'
      JOIN customers c ON c.id = x.customer_id
      WHERE +c.merchant_id = ${merchantId} AND +c.livemode = ${Number(livemode)}
    UNION ALL
    SELECT given.value ->> 'line', c.id, 'email' FROM json_each(${lines}) given
      JOIN customer_addresses a ON a.address = lower(trim(given.value ->> 'email'))
      JOIN customers c ON c.id = a.customer_id
      WHERE +c.merchant_id = ${merchantId} AND +c.livemode = ${Number(livemode)}`);
};

/** Customers by id, as rows. */
export const selectByIds = (db: Database, ids: readonly string[]) =>
  db
    .select()
    .from(customers)
    .where(sql`${customers.id} IN ${listed(ids)}`);

export const selectIdsElsewhere = (db: Database, ids: readonly string[]) =>
  db.all<{ customerId: string; key: string; value: string }>(
    sql`SELECT customer_id AS customerId, key, value FROM customer_external_ids
      WHERE customer_id IN ${listed(ids)}`,
  );
