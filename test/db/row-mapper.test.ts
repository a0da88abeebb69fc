import { env } from 'cloudflare:test';
import { eq, sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { type Database, openDatabase } from '../../src/db/database.ts';
import { prepareOnce } from '../../src/db/prepared.ts';
import { rowMapper } from '../../src/db/row-mapper.ts';
import { connections, customers, merchants } from '../../src/db/schema/index.ts';
import { seedMerchant, testContext } from '../support/worker/context.ts';

const JOINED = sql<readonly number[]>`json_array(1, 2)`.mapWith((text: string): readonly number[] =>
  JSON.parse(text),
);

const build = (db: Database) => ({
  plain: db
    .select()
    .from(merchants)
    .where(eq(merchants.id, sql.placeholder('id'))),
  joined: db
    .select({
      merchant: merchants,
      connection: connections,
      id: connections.id,
      list: JOINED,
      nothing: sql`null`,
      named: sql<number>`1 + 1`.as('named'),
    })
    .from(merchants)
    .innerJoin(connections, eq(connections.merchantId, merchants.id))
    .where(eq(merchants.id, sql.placeholder('id'))),
  lacking: db
    .select({ merchant: merchants, customer: customers })
    .from(merchants)
    .leftJoin(customers, eq(customers.id, 'nobody'))
    .where(eq(merchants.id, sql.placeholder('id'))),
});

describe('rows that are mapped once and for all', () => {
  it.each(['plain', 'joined', 'lacking'] as const)('are what drizzle reads: %s', async (name) => {
    const db = openDatabase(env.DB);
    const { scope } = await seedMerchant(testContext());
    const values = { id: scope.merchantId };
    const [ours] = await db.batch([prepareOnce(build)(db, values)[name]]);
    const theirs = await build(db)[name].prepare().all(values);
    expect(ours).toHaveLength(1);
    expect(ours).toStrictEqual(theirs);
  });

  it('leaves to drizzle what may be missing as a whole', () => {
    expect(rowMapper([{ path: ['customer', 'id'], field: customers.id }], { customers: false })).toBeNull();
    expect(
      rowMapper([{ path: ['customer', 'id'], field: customers.id }], { customers: true }),
    ).not.toBeNull();
    expect(rowMapper([{ path: ['a', 'b', 'c'], field: customers.id }], undefined)).toBeNull();
    expect(rowMapper(undefined, undefined)).toBeNull();
  });
});
