import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { invoices, moneySums, savedViews } from '../../../src/db/schema/index.ts';
import { newId } from '../../../src/operations/core/context.ts';
import { sweepWords } from '../../../src/operations/customers/sweep-words.ts';
import { openBrowser } from '../../support/worker/portal.ts';
import { openShop, type Shop } from '../../support/worker/shop.ts';
import { type StaffBrowser, staffOf } from '../../support/worker/staff.ts';

let shop: Shop;
let elsewhere: Shop;
let base: string;
let finance: StaffBrowser;
let reader: StaffBrowser;
const made: Record<string, string> = {};

beforeAll(async () => {
  elsewhere = await openShop();
  await elsewhere.invoice(66_600);
  shop = await openShop();
  base = `/dashboard/${shop.scope.merchantId}/invoices`;
  [finance, reader] = [await staffOf(shop, 'finance'), await staffOf(shop, 'read_only')];
  const { db } = shop.ctx;
  const make = async (name: string, amount: number, change: object, currency = 'USD') => {
    const { invoiceId } = await shop.invoice(amount, currency);
    await db
      .update(invoices)
      .set({ updatedAt: shop.ctx.now(), ...change })
      .where(eq(invoices.id, invoiceId));
    made[name] = invoiceId;
  };
  await make('open', 10_000, {});
  await make('late', 20_000, { dueDate: '2024-01-31', dueAt: 1, paymentStatus: 'failed' });
  await make('yen', 500, {}, 'JPY');
  await make('void', 40_000, { status: 'void' });
  await make('paid', 80_000, { status: 'paid', amountPaid: 80_000 });
  await make('moving', 160_000, { paymentStatus: 'processing', issueDate: '2025-06-01' });
  // The other mode is another list.
  const [like] = await db
    .select()
    .from(invoices)
    .where(eq(invoices.id, made.open ?? ''));
  if (like === undefined) throw new Error('no invoice');
  const live = { id: newId(shop.ctx, 'inv'), livemode: true, amountDue: 999_000, numberValue: 777 };
  await db.insert(invoices).values({ ...like, ...live });
  await sweepWords(shop.ctx);
});

const page = async (query: string, by = finance) => {
  const answer = await by.get(`${base}${query}`);
  expect(answer.status).toBe(200);
  return answer.text();
};
const numbers = (text: string) => [...text.matchAll(/>(NW-\d{4})</g)].map(([, number]) => number ?? '');
const numberOf = async (name: string) => {
  const [row] = await shop.ctx.db
    .select()
    .from(invoices)
    .where(eq(invoices.id, made[name] ?? ''));
  return `NW-${String(row?.numberValue).padStart(4, '0')}`;
};
const named = async (...names: readonly string[]) => (await Promise.all(names.map(numberOf))).toSorted();

describe('the list of invoices', () => {
  it.each([
    ['', ['open', 'late', 'yen', 'void', 'paid', 'moving']],
    ['?view=open', ['open', 'late', 'yen', 'moving']],
    ['?view=overdue', ['late']],
    ['?view=paid', ['paid']],
    ['?view=void', ['void']],
    ['?view=draft', []],
    ['?view=open&currency=JPY', ['yen']],
    ['?view=overdue&currency=usd', ['late']],
    ['?payment=failed', ['late']],
    ['?payment=processing&view=open', ['moving']],
    ['?payment=processing&view=paid', []],
    ['?from=2025-06-01&to=2025-06-01', ['moving']],
    ['?view=open&from=2025-06-01&to=2025-06-30', ['moving']],
    ['?view=overdue&by=due&from=2024-01-01&to=2024-02-01', ['late']],
    ['?by=due&to=2024-02-01', ['late']],
    ['?from=2999-12-31&to=2999-12-31', []],
    ['?view=open&by=due&from=1970-01-01&to=1970-01-01', []],
    ['?view=overdue&by=due&to=2999-12-31', ['late']],
    ['?search=payer', ['open', 'late', 'yen', 'void', 'paid', 'moving']],
    ['?search=PAYER&view=paid', ['paid']],
    ['?search=%25_%F0%9F%98%80', []],
    // What is no filter of ours is no filter.
    ['?view=all%27--&from=tomorrow', ['open', 'late', 'yen', 'void', 'paid', 'moving']],
  ] as const)('%s holds these, of this business and mode alone', async (query, names) => {
    expect(numbers(await page(query)).toSorted()).toEqual(await named(...names));
  });

  it('finds an invoice by its number', async () => {
    const number = await numberOf('paid');
    expect(numbers(await page(`?search=${number}`))).toEqual([number]);
  });

  it('answers a search of ten thousand characters with nothing found', async () => {
    expect(await page(`?search=${'x'.repeat(10_000)}`)).toContain('No invoice matches');
  });

  it.each([
    ['', ['$2,700.00', '¥500', '4 invoices', '1 invoice']],
    ['?view=open', ['$1,900.00', '¥500', '3 invoices']],
    ['?view=overdue', ['$200.00', '1 invoice']],
    ['?view=paid', ['$800.00', '1 invoice']],
    ['?view=void', ['$400.00', '1 invoice']],
    ['?payment=processing', ['$1,600.00']],
    ['?from=2025-06-01&to=2025-06-01', ['$1,600.00']],
    ['?search=payer&currency=JPY', ['¥500']],
  ])('%s is summed, each currency by itself', async (query, said) => {
    const [, sums = ''] = /<dl class="sum list-sums"(.*?)<\/dl>/s.exec(await page(query)) ?? [];
    for (const text of said) expect(sums).toContain(text);
    expect(sums).not.toContain('$2,705');
  });

  it('takes one round trip beside the visit, and two with words to look for', async () => {
    const trips = async (query: string) => {
      shop.trips.count = 0;
      await page(query);
      return shop.trips.count;
    };
    const members = await (async () => {
      shop.trips.count = 0;
      await finance.get(`/dashboard/${shop.scope.merchantId}/marketplace`);
      return shop.trips.count;
    })();
    // The marketplace reads one thing.
    expect(await trips('?view=overdue&currency=USD')).toBe(members);
    expect(await trips('?search=payer')).toBe(members + 1);
  });

  it('goes on where a page ends, and begins anew with a cursor of another list', async () => {
    const { customerId } = await shop.invoice(100);
    const now = shop.ctx.now();
    const [like] = await shop.ctx.db
      .select()
      .from(invoices)
      .where(eq(invoices.id, made.open ?? ''));
    if (like === undefined) throw new Error('no invoice');
    for (let value = 1_000; value < 1_030; value += 1) {
      const id = newId(shop.ctx, 'inv');
      await shop.ctx.db
        .insert(invoices)
        .values({ ...like, id, customerId, numberValue: value, createdAt: now, currency: 'EUR' });
    }
    const first = await page('?view=open&currency=EUR');
    expect(numbers(first)).toHaveLength(25);
    const [, next = ''] = /href="[^"]*\?(view=open&amp;currency=EUR&amp;after=[^"]+)"/.exec(first) ?? [];
    const second = await page(`?${next.replaceAll('&amp;', '&')}`);
    expect(numbers(second)).toHaveLength(5);
    expect(new Set([...numbers(first), ...numbers(second)]).size).toBe(30);
    expect(second).toContain('First page');
    expect(numbers(await page('?view=open&currency=EUR&after=inv_nonsense'))).toHaveLength(25);
  });
});

describe('a saved view', () => {
  it('is saved for everybody, replaced by its name, and removed', async () => {
    const saved = await finance.post(`${base}/views`, { name: ' Late  ones ', query: 'view=overdue&evil=1' });
    expect(saved.headers.get('location')).toBe(`${base}?view=overdue`);
    await finance.post(`${base}/views`, { name: 'Late ones', query: 'view=overdue&currency=USD' });
    const rows = await shop.ctx.db.select().from(savedViews);
    expect(rows).toMatchObject([{ merchantId: shop.scope.merchantId, query: 'view=overdue&currency=USD' }]);
    const seen = await page('?view=overdue&currency=USD', reader);
    expect(seen).toContain('Late ones');
    expect(seen).not.toContain('Remove this view');
    await finance.post(`${base}/views/remove`, { name: 'Late ones', query: '' });
    await finance.post(`${base}/views/remove`, { name: 'Late ones', query: '' });
    expect(await shop.ctx.db.select().from(savedViews)).toEqual([]);
  });

  it.each([
    [{ name: '', query: 'view=overdue' }, 'Give the view a name.'],
    [{ name: 'x'.repeat(61), query: 'view=overdue' }, 'at most 60 characters'],
    [{ name: 'All', query: 'nothing=1' }, 'Choose a filter first'],
  ])('%o is refused on the page that it was asked on', async (fields, said) => {
    const refused = await finance.post(`${base}/views`, fields);
    expect(refused.status).toBe(422);
    expect(await refused.text()).toContain(said);
    expect(await shop.ctx.db.select().from(savedViews)).toEqual([]);
  });
});

describe('the first page', () => {
  it('says what needs a person, how the money stands, and leads to the list', async () => {
    const home = await (await finance.get(`/dashboard/${shop.scope.merchantId}`)).text();
    expect(home).toContain(`Payment failed: ${await numberOf('late')}, Payer Inc`);
    expect(home).toContain('Money, USD');
    expect(home).toContain('Money, JPY');
    expect(home).toContain('Over 90 days');
    expect(home).not.toContain('666');
    expect(home).not.toContain('9,990');
    // An invoice was paid: nobody has to be led there any more.
    expect(home).not.toContain('Your first paid invoice');
  });

  it('leads a new business from nothing on, one step at a time', async () => {
    const fresh = await openShop();
    const owner = await staffOf(fresh, 'owner');
    const home = await (await owner.get(`/dashboard/${fresh.scope.merchantId}`)).text();
    expect(home).toContain('Your first paid invoice');
    expect(home).toMatch(/href="[^"]+\/customers">Add your first customer/);
    expect(home).toContain('Nothing needs you.');
    expect(
      await fresh.ctx.db.select().from(moneySums).where(eq(moneySums.merchantId, fresh.scope.merchantId)),
    ).toEqual([]);
  });

  it('is nobody’s who is not signed in', async () => {
    expect((await openBrowser(shop).get(base)).status).toBe(303);
  });
});
