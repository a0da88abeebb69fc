import { describe, expect, it } from 'vitest';
import { apiClient, makeCustomer, makeDraft } from '../../support/worker/api.ts';
import { seedMerchant, testContext } from '../../support/worker/context.ts';
import { stripeWithCustomers } from '../../support/worker/named-customers.ts';

const ctx = testContext({ stripe: stripeWithCustomers() });
const merchant = await seedMerchant(ctx, { invoiceSeries: 'S2026-' });
const api = apiClient(ctx, merchant);
ctx.clock.ms -= 60_000;
const ada = await makeCustomer(api);
ctx.clock.ms += 60_000;
const grace = await makeCustomer(api, { email: 'Grace@Payer.test' });

/** Seven invoices, a minute apart: every other for Grace, the first five finalized, the first two overdue. */
const ids: string[] = [];
for (let i = 0; i < 7; i += 1) {
  ctx.clock.ms += 60_000;
  const dueDate = i < 2 ? '2026-11-22' : '2026-12-31';
  const draft = await makeDraft(api, i % 2 === 0 ? ada : grace, { dueDate });
  if (i < 5) await api('POST', `/invoices/${draft.id}/finalize`);
  ids.push(draft.id);
}
await api('POST', `/invoices/${ids[4]}/void`);
ctx.clock.ms = Date.parse('2026-11-24T00:00:00Z');
const newestFirst = ids.toReversed();
const nth = (...wanted: number[]) => wanted.map((index) => ids[index]);

const listed = async (query: string) => {
  const { status, body } = await api('GET', `/invoices?${query}`);
  expect(status).toBe(200);
  return body.data.map(({ id }) => id);
};

describe('the list of invoices', () => {
  it('is newest first, and read to its end by the cursor, whatever is added in between', async () => {
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof api>> = await api(
        'GET',
        `/invoices?limit=3${cursor === null ? '' : `&startingAfter=${cursor}`}`,
      );
      seen.push(...page.body.data.map(({ id }) => id));
      expect(page.body.hasMore).toBe(page.body.nextCursor !== null);
      cursor = page.body.nextCursor;
    } while (cursor !== null);
    expect(seen).toEqual(newestFirst);
  });

  it('ends exactly where it ends', async () => {
    const { body } = await api('GET', '/invoices?limit=7');
    expect(body).toMatchObject({ hasMore: false, nextCursor: null });
    expect(body.data[0]).toMatchObject({ lineCount: 1, total: 18000 });
    expect(body.data[0]).not.toHaveProperty('lines');
  });

  it('filters', async () => {
    expect(await listed('status=draft')).toEqual(nth(6, 5));
    expect(await listed('status=void')).toEqual(nth(4));
    expect(await listed(`customerId=${grace}`)).toEqual(nth(5, 3, 1));
    expect(await listed('overdue=true')).toEqual(nth(1, 0));
    expect(await listed('overdue=false')).toEqual(nth(6, 5, 4, 3, 2));
    expect(await listed(`status=open&customerId=${ada}&overdue=false`)).toEqual(nth(2));
    expect(await listed('createdAfter=2026-11-22T12:06:00Z')).toEqual(nth(6, 5));
    expect(await listed('createdBefore=2026-11-22T13:02:00%2B01:00')).toEqual(nth(0));
    expect(await listed('number=S2026-0003')).toEqual(nth(2));
    expect(await listed('number=S2026-3')).toEqual([]);
    expect(await listed('number=0003')).toEqual([]);
  });

  it.each([
    ['limit=0', 'limit'],
    ['limit=101', 'limit'],
    ['limit=ten', 'limit'],
    ['limit=5&limit=6', 'limit'],
    ['startingAfter=x', 'startingAfter'],
    ['status=late', 'status'],
    ['overdue=1', 'overdue'],
    ['createdAfter=yesterday', 'createdAfter'],
    ['createdAfter=2026-11-22', 'createdAfter'],
    ['customerId=1', 'customerId'],
    ['sort=asc', 'sort'],
  ])('refuses %s', async (query, path) => {
    expect(await api('GET', `/invoices?${query}`)).toMatchObject({
      status: 400,
      body: { errors: [{ path }] },
    });
  });
});

describe('the list of customers', () => {
  it('is newest first, with a cursor', async () => {
    const first = await api('GET', '/customers?limit=1');
    expect(first.body).toMatchObject({ data: [{ id: grace }], hasMore: true, nextCursor: grace });
    const second = await api('GET', `/customers?limit=1&startingAfter=${grace}`);
    expect(second.body).toMatchObject({ data: [{ id: ada }], hasMore: false, nextCursor: null });
  });

  it('filters by an address, in any case, and by an external id', async () => {
    ctx.clock.ms += 1;
    const externalIds = [
      { key: 'Xero', value: '42' },
      { key: 'Stripe', value: 'cus_lists' },
    ];
    const linus = await makeCustomer(api, { billingEmails: ['books@linus.test'], externalIds });
    const found = async (query: string) =>
      (await api('GET', `/customers?${query}`)).body.data.map(({ id }) => id);
    expect(await found('email=grace@payer.TEST')).toEqual([grace]);
    expect(await found('email=BOOKS@linus.test')).toEqual([linus]);
    expect(await found('externalIdKey=Xero&externalIdValue=42')).toEqual([linus]);
    expect(await found('externalIdKey=stripe&externalIdValue=cus_lists')).toEqual([linus]);
    expect(await found('externalIdKey=Xero&externalIdValue=43')).toEqual([]);
    const half = await api('GET', '/customers?externalIdKey=Xero');
    expect(half).toMatchObject({ status: 400, body: { errors: [{ path: 'externalIdValue' }] } });
  });
});
