import { env } from 'cloudflare:test';
import { eq, inArray } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../../src/db/database.ts';
import type { InvoiceFilter } from '../../../src/db/queries/portal-list.ts';
import { customers, invoices } from '../../../src/db/schema/index.ts';
import { readAutopay } from '../../../src/operations/autopay/read-autopay.ts';
import { readOpenInvoices } from '../../../src/operations/autopay/read-open-invoices.ts';
import { reviewCart } from '../../../src/operations/checkout/review-cart.ts';
import type { Context } from '../../../src/operations/core/context.ts';
import { newId } from '../../../src/operations/core/context.ts';
import type { Visit } from '../../../src/operations/facts/visit.ts';
import { listOwnInvoices } from '../../../src/operations/portal/list-invoices.ts';
import { readSettings } from '../../../src/operations/portal/read-settings.ts';
import { fillingId } from '../../support/filling.ts';
import { countedRows } from '../../support/worker/counted-d1.ts';
import { openShop, type Shop } from '../../support/worker/shop.ts';
import { visitOf } from '../../support/worker/visits.ts';

/** Both are more than are summed at once. */
const [MANY, MORE] = [1_100, 2_400];
const AMOUNT = 1_000;

let shop: Shop;
let ctx: Context;
let takeRead: () => number;
/** One who owes many, one who owes more, and one who pays for a third who does. */
let many: Visit;
let more: Visit;
let parent: Visit;
beforeAll(async () => {
  shop = await openShop();
  const counted = countedRows();
  ctx = { ...shop.ctx, db: openDatabase(counted.binding) };
  takeRead = counted.takeRead;
  const [few, lots, payer, child] = await Promise.all(
    ['many', 'more', 'parent', 'child'].map(customerCalled),
  );
  await ctx.db
    .update(customers)
    .set({ parentId: payer })
    .where(eq(customers.id, child ?? ''));
  await owe(few ?? '', MANY, 0);
  await owe(lots ?? '', MORE, 10_000);
  await owe(child ?? '', MORE, 20_000);
  await owe(payer ?? '', 50, 21_000 + MORE);
  [many, more, parent] = [
    await visitOf(shop, few ?? ''),
    await visitOf(shop, lots ?? ''),
    await visitOf(shop, payer ?? ''),
  ];
});

async function customerCalled(name: string): Promise<string> {
  const id = newId(shop.ctx, 'cus');
  await env.DB.prepare(
    `INSERT INTO customers (id, merchant_id, livemode, legal_name, email, created_at, updated_at)
     VALUES (?1, ?2, 0, ?3, ?3 || '@payer.test', ?4, ?4)`,
  )
    .bind(id, shop.scope.merchantId, name, shop.ctx.now())
    .run();
  return id;
}

/** So many open invoices that were sent, numbered from one number on; the oldest alone is overdue, and one is processing. */
async function owe(customerId: string, count: number, first: number): Promise<void> {
  const at = shop.ctx.now();
  const oldest = `i = ${first}`;
  await env.DB.prepare(
    `WITH RECURSIVE n (i) AS (SELECT ${first} UNION ALL SELECT i + 1 FROM n WHERE i + 1 < ${first + count})
     INSERT INTO invoices (id, merchant_id, livemode, customer_id, status, payment_status, series, number_value, currency,
       due_date, due_at, issue_date, time_zone, subtotal, discount_total, tax_total, taxes, amount_due, amount_paid,
       created_at, updated_at, finalized_at, sent_at)
     SELECT 'inv_00' || printf('%024d', i), ?1, 0, ?2, 'open', iif(i = ${first + 1}, 'processing', 'none'), 'MO-', i + 1,
       'USD', '2026-12-31', ?3 + iif(${oldest}, -1, 86400000), '2026-01-01', 'UTC', ${AMOUNT}, 0, 0, '[]', ${AMOUNT}, 0,
       ?3, ?3, ?3, ?3 FROM n`,
  )
    .bind(shop.scope.merchantId, customerId, at)
    .run();
}

async function rowsRead(read: () => Promise<unknown>): Promise<number> {
  takeRead();
  await read();
  return takeRead();
}

const list = (visit: Visit, filter: InvoiceFilter, before: string | null = null, typed = '') =>
  listOwnInvoices(ctx, { visit, filter, before, typed });

const PAGES: Readonly<Record<string, (visit: Visit) => Promise<unknown>>> = {
  'the list': (visit) => list(visit, 'all'),
  'the list of what is to pay': (visit) => list(visit, 'to_pay'),
  'the list of what is overdue': (visit) => list(visit, 'overdue'),
  'the list of what is processing': (visit) => list(visit, 'processing'),
  'the list of what is paid': (visit) => list(visit, 'paid'),
  'a search that finds nothing': (visit) => list(visit, 'all', null, 'nothing'),
  'a search for an amount that all have': (visit) => list(visit, 'to_pay', null, '10.00'),
  'a search for the number of an old one': (visit) => list(visit, 'all', null, 'MO-10002'),
  'the review of a payment of all': (visit) =>
    reviewCart(ctx, { owner: visit, selection: { kind: 'currency', currency: 'USD' } }),
  'the page of automatic payment': (visit) => readAutopay(ctx, visit),
  'the choice for what is open': (visit) => readOpenInvoices(ctx, visit),
  'the payment settings': (visit) => readSettings(ctx, visit),
};

describe('however many invoices a customer owes', () => {
  it.each(Object.entries(PAGES))('%s reads as many rows', async (_, page) => {
    const few = await rowsRead(() => page(many));
    expect(few).toBeGreaterThan(0);
    expect(await rowsRead(() => page(more))).toBeLessThanOrEqual(few * 1.02);
    // A customer more to look at, and as many invoices.
    expect(await rowsRead(() => page(parent))).toBeLessThanOrEqual(few * 1.1 + 20);
  });

  it('the list says of how many the sums are, and of all where there are fewer', async () => {
    const { value } = await list(more, 'all');
    expect(value.summed).toBe(1_000);
    const [sum] = value.sums;
    // One of them is processing.
    expect(sum).toMatchObject({ currency: 'USD', toPay: 999 * AMOUNT, processing: AMOUNT, overdue: AMOUNT });
    const one = await customerCalled('one');
    await owe(one, 999, 30_000);
    const all = await list(await visitOf(shop, one), 'all');
    expect(all.value.summed).toBeNull();
    expect(all.value.sums).toMatchObject([{ toPay: 998 * AMOUNT, processing: AMOUNT }]);
  });

  it.each([
    ['themselves', () => more, [10_000]],
    ['a customer that they pay for', () => parent, [21_000 + MORE, 20_000]],
  ] as const)(
    'what alone is overdue, the oldest of %s, is found by going on',
    async (_, visitor, overdue) => {
      const found: string[] = [];
      let before: string | null = null;
      do {
        const { value }: Awaited<ReturnType<typeof list>> = await list(visitor(), 'overdue', before);
        found.push(...value.invoices.map(({ id }) => id));
        before = value.olderThan;
      } while (before !== null);
      expect(found).toEqual(overdue.map((number) => fillingId('inv', number)));
    },
  );

  it('an old one is found at once by its number, once, and what else the text stands in by going on', async () => {
    // MO-10001 is the oldest: 2,399 are newer, and none of them has its number within their own.
    const found: string[][] = [];
    let before: string | null = null;
    do {
      const { value }: Awaited<ReturnType<typeof list>> = await list(more, 'all', before, 'MO-10001');
      found.push(value.invoices.map(({ number }) => number));
      before = value.olderThan;
    } while (before !== null);
    expect(found).toEqual([['MO-10001'], [], []]);
  });

  it('the list of whoever pays for others goes through every invoice once, newest first', async () => {
    const owned = [...(parent.childIds ?? []), parent.customerId];
    const open = await shop.ctx.db
      .select({ id: invoices.id })
      .from(invoices)
      .where(inArray(invoices.customerId, owned));
    const seen: string[] = [];
    let before: string | null = null;
    do {
      const { value }: Awaited<ReturnType<typeof list>> = await list(parent, 'all', before);
      seen.push(...value.invoices.map(({ id }) => id));
      before = value.olderThan;
    } while (before !== null);
    expect(seen).toEqual(seen.toSorted().toReversed());
    expect(new Set(seen).size).toBe(open.length);
    expect(seen).toHaveLength(open.length);
  });
});
