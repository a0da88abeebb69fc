import { env } from 'cloudflare:test';
import { beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../../src/db/database.ts';
import type { Context } from '../../../src/operations/core/context.ts';
import { listCustomers } from '../../../src/operations/resources/list-customers.ts';
import { listFigures } from '../../../src/operations/resources/list-figures.ts';
import { fillingId } from '../../support/filling.ts';
import { countedRows } from '../../support/worker/counted-d1.ts';
import { openShop, type Shop } from '../../support/worker/shop.ts';

/** Both are more than one reads to know that a word is common. */
const [MANY, MORE] = [1_200, 4_800];
const ROWS = 25;

let shop: Shop;
let ctx: Context;
let takeRead: () => number;
beforeAll(async () => {
  shop = await openShop();
  const counted = countedRows();
  ctx = { ...shop.ctx, db: openDatabase(counted.binding) };
  takeRead = counted.takeRead;
  await add(0, MANY);
});

/** Customers of whom each is an Acme Ltd, every second of the north, and each has a number of its own as address and alias. */
const add = (from: number, to: number) =>
  env.DB.prepare(
    `WITH RECURSIVE n (i) AS (SELECT ${from} UNION ALL SELECT i + 1 FROM n WHERE i + 1 < ${to})
     INSERT INTO customers (id, merchant_id, livemode, legal_name, email, customer_aliases, search_words, created_at, updated_at)
     SELECT 'cus_00' || printf('%024d', i), ?1, 0, 'Acme Ltd', 'ada' || i || '@acme.test', json_array('al-' || i),
       json_array('acme', 'ltd', iif(i % 2, 'south', 'north'), 'ada' || i || '@acme.test', 'al-' || i), ?2, ?2 FROM n`,
  )
    .bind(shop.scope.merchantId, shop.ctx.now())
    .run();

const NOTHING = { email: null, externalId: null, alias: null, search: null };
const page = (startingAfter: string | null = null) => ({ startingAfter, limit: ROWS });

async function search(typed: string, startingAfter: string | null = null) {
  const { scope } = shop;
  const listed = await listCustomers(ctx, {
    scope,
    filters: { ...NOTHING, search: typed },
    page: page(startingAfter),
  });
  if (listed.kind !== 'done') throw new Error(listed.kind);
  return listed.value;
}

const SEARCHES: Readonly<Record<string, () => Promise<unknown>>> = {
  'of a word that all have': () => search('acme'),
  'of two that all have': () => search('ltd acme'),
  'of one that all have and one that every second has': () => search('acme north'),
  'of one that all have and one that nobody has': () => search('acme nowhere'),
  'of one that all have and one of one of them': () => search('acme ada7@acme.test'),
  'that goes on after a page': () => search('acme', fillingId('cus', 600)),
  'of an id': () => search(fillingId('cus', 7)),
  'by an alias with which others begin': () =>
    listCustomers(ctx, { scope: shop.scope, filters: { ...NOTHING, alias: 'al-7' }, page: page() }),
  'with figures': () =>
    listFigures(ctx, { scope: shop.scope, filters: { ...NOTHING, search: 'acme' }, page: page() }),
};

const rowsRead = async (read: () => Promise<unknown>): Promise<number> => {
  takeRead();
  await read();
  return takeRead();
};

describe('a search of customers', () => {
  it('finds by words that many have, by an id beside them, and page after page all of them', async () => {
    const first = await search('acme north');
    expect(first.data).toHaveLength(ROWS);
    expect(first.data.map(({ id }) => id).slice(0, 2)).toEqual(
      [MANY - 2, MANY - 4].map((number) => fillingId('cus', number)),
    );
    expect((await search('acme ada7@acme.test')).data.map(({ id }) => id)).toEqual([fillingId('cus', 7)]);
    expect((await search('acme nowhere')).data).toEqual([]);
    let seen = 0;
    for (let after: string | null = null, more = true; more; ) {
      const { data, nextCursor } = await search('ltd', after);
      seen += data.length;
      [after, more] = [nextCursor, nextCursor !== null];
    }
    expect(seen).toBe(MANY);
  });

  it('finds who is called by an id elsewhere what a thousand have as a word', async () => {
    const bob = fillingId('cus', 90_000);
    await env.DB.batch([
      env.DB.prepare(
        `INSERT INTO customers (id, merchant_id, livemode, legal_name, email, search_words, created_at, updated_at)
         SELECT ?1, merchant_id, 0, 'Bob', 'bob@payer.test', '["bob"]', created_at, updated_at FROM customers LIMIT 1`,
      ).bind(bob),
      env.DB.prepare("INSERT INTO customer_external_ids VALUES (?, 'Xero', 'acme')").bind(bob),
    ]);
    expect((await search('acme')).data[0]?.id).toBe(bob);
  });

  it('reads as many rows, however many it finds', async () => {
    const few: Record<string, number> = {};
    for (const [what, read] of Object.entries(SEARCHES)) few[what] = await rowsRead(read);
    await add(MANY, MORE);
    for (const [what, read] of Object.entries(SEARCHES)) {
      const rows = await rowsRead(read);
      expect(rows, what).toBeGreaterThan(0);
      expect(rows, what).toBeLessThanOrEqual((few[what] ?? 0) * 1.02 + 2);
    }
  });
});
