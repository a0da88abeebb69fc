import { env } from 'cloudflare:test';
import { eq, sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { openDatabase } from '../../src/db/database.ts';
import { connections, merchants } from '../../src/db/schema/index.ts';
import { nameColumns } from '../../src/db/unique-columns.ts';
import { seedMerchant, testContext } from '../support/worker/context.ts';

describe('a join in a batch', () => {
  it('gives each table its own values, although their columns have the same names', async () => {
    const db = openDatabase(env.DB);
    const { scope } = await seedMerchant(testContext());
    const [rows] = await db.batch([
      db
        .select({ merchant: merchants, connection: connections })
        .from(merchants)
        .innerJoin(connections, eq(connections.merchantId, merchants.id))
        .where(eq(merchants.id, scope.merchantId)),
    ]);
    const [row] = rows;
    expect(row?.merchant.id).toBe(scope.merchantId);
    expect(row?.connection.id).not.toBe(scope.merchantId);
    expect(row?.connection.merchantId).toBe(scope.merchantId);
  });

  it.each([
    [
      'select "a"."id", "b"."id" from "a" inner join "b" on 1',
      'select "a"."id" as "c0", "b"."id" as "c1" from "a" inner join "b" on 1',
    ],
    [
      'select max("a"."x", 1), \'a, from \' from "a" join "b"',
      'select max("a"."x", 1) as "c0", \'a, from \' as "c1" from "a" join "b"',
    ],
    ['select "a"."id" as "id" from "a" join "b"', 'select "a"."id" as "id" from "a" join "b"'],
    [
      'select (select 1 from "x"), "a"."from " from "a" join "b"',
      'select (select 1 from "x") as "c0", "a"."from " as "c1" from "a" join "b"',
    ],
    ['select "id" from "a"', 'select "id" from "a"'],
    ['update "a" set "x" = 1', 'update "a" set "x" = 1'],
  ])('is named column by column: %s', (statement, named) => {
    expect(nameColumns(statement)).toBe(named);
  });

  it('keeps an alias that the rest of the statement uses', async () => {
    const db = openDatabase(env.DB);
    const total = sql<number>`count(*)`.as('total');
    const rows = await db
      .select({ id: merchants.id, total })
      .from(merchants)
      .innerJoin(connections, eq(connections.merchantId, merchants.id))
      .groupBy(merchants.id)
      .orderBy(sql`total`);
    expect(rows.every((row) => row.total === 1)).toBe(true);
  });
});
