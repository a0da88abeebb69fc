import { eq, ne } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { apiKeys, balanceTransactions, connections } from '../../../src/db/schema/index.ts';
import { makeApiKey } from '../../../src/operations/api/api-key.ts';
import { newId } from '../../../src/operations/core/context.ts';
import { reconciliation } from '../../../src/routes/api/reconciliation/schema.ts';
import { catchUpAll, chargeByHand, ownAccount } from '../../support/worker/accounts.ts';
import { type ApiClient, apiClient } from '../../support/worker/api.ts';
import { OPEN_BRAKES, seedMerchant } from '../../support/worker/context.ts';
import { openSession, readyInvoice } from '../../support/worker/guards.ts';
import { openShop, payAtStripe, type Shop } from '../../support/worker/shop.ts';

const DAY = 86_400_000;

let shop: Shop;
let account: string;
let api: ApiClient;
beforeEach(async () => {
  shop = await openShop();
  account = await ownAccount(shop);
  await shop.ctx.db.update(connections).set({ livemode: true }).where(ne(connections.id, shop.connectionId));
  const { key, hash } = await makeApiKey(shop.ctx.random, false);
  const { merchantId } = shop.scope;
  const row = { id: newId(shop.ctx, 'key'), merchantId, name: 'Ann', livemode: false, hash, createdAt: 0 };
  await shop.ctx.db.insert(apiKeys).values(row);
  api = apiClient(shop.ctx, { apiKey: key });
});

/** A paid invoice, a charge of the account's own, one by hand that claims to be ours; and the books of it. */
async function booked() {
  await payAtStripe(await openSession(shop, (await readyInvoice(shop)).payPath));
  await chargeByHand(account, 5_000);
  const metadata = { quittance_deployment: shop.ctx.deploymentId, quittance_payment: 'pay_by_hand' };
  await chargeByHand(account, 700, { metadata });
  await catchUpAll(shop.ctx);
  await shop.work();
  await api('POST', '/reconciliation/run');
  await catchUpAll(shop.ctx);
}
const today = () => new Date(shop.ctx.now()).toISOString().slice(0, 10);

describe('the reconciliation', () => {
  it('says per day and currency what moved the balance, and names what is unexplained to the cent', async () => {
    await booked();
    const { status, body } = await api('GET', '/reconciliation');
    expect(status).toBe(200);
    expect(body).toMatchObject({
      object: 'reconciliation',
      to: today(),
      unexplained: [],
      waiting: [{ kind: 'ours_without_row', currency: 'USD' }],
      balances: [{ currency: 'USD', difference: 0 }],
    });
    const [day, ...others] = reconciliation.parse(body).days;
    expect(others).toEqual([]);
    if (day === undefined) throw new Error('no day');
    expect(day).toMatchObject({ date: today(), currency: 'USD', opening: 0, charges: 12_000, payouts: 0 });
    expect(day.closing).toBe(day.opening + day.charges + day.processingFees + day.foreign + day.unclassified);
    expect(day.unclassified).toBeGreaterThan(0);
  });

  it('is one row for a day, whenever in it money moved, and the next opens as it closed', async () => {
    await booked();
    const midnight = Math.floor(shop.ctx.now() / DAY) * DAY;
    const ours = eq(balanceTransactions.connectionId, shop.connectionId);
    const rows = await shop.ctx.db
      .select({ id: balanceTransactions.stripeId })
      .from(balanceTransactions)
      .where(ours);
    const moments = [midnight - DAY, midnight - 1, midnight];
    for (const [index, { id }] of rows.entries()) {
      const createdAt = moments[index] ?? 0;
      await shop.ctx.db
        .update(balanceTransactions)
        .set({ createdAt })
        .where(eq(balanceTransactions.stripeId, id));
    }
    const [first, second, ...others] = reconciliation.parse((await api('GET', '/reconciliation')).body).days;
    expect(others).toEqual([]);
    expect([first?.date, second?.date]).toEqual(
      [midnight - 1, midnight].map((ms) => new Date(ms).toISOString().slice(0, 10)),
    );
    expect(second?.opening).toBe(first?.closing);
  });

  it('keeps to the period and the currency that are asked for', async () => {
    await booked();
    const before = new Date(shop.ctx.now() - 2 * DAY).toISOString().slice(0, 10);
    const none = await api('GET', `/reconciliation?from=2020-01-01&to=${before.replace(/^\d+/, '2020')}`);
    expect(none.body.days).toEqual([]);
    expect((await api('GET', '/reconciliation?currency=eur')).body.days).toEqual([]);
    const later = await api('GET', `/reconciliation?from=${today()}&to=${today()}&currency=usd`);
    expect(later.body.days).toHaveLength(1);
  });

  it('is exported as CSV, one row for each day', async () => {
    await booked();
    const { apiRoutes } = await import('../../../src/routes/api/index.ts');
    const { key, hash } = await makeApiKey(shop.ctx.random, false);
    const { merchantId } = shop.scope;
    const row = { id: newId(shop.ctx, 'key'), merchantId, name: 'Ann', livemode: false, hash, createdAt: 0 };
    await shop.ctx.db.insert(apiKeys).values(row);
    const answer = await apiRoutes.request(
      'https://billing.test/api/v1/reconciliation.csv',
      { headers: { Authorization: `Bearer ${key}` } },
      { ctx: shop.ctx, brakes: OPEN_BRAKES, appUrl: 'https://billing.test', requestId: 'req_1' },
    );
    expect(answer.headers.get('Content-Type')).toBe('text/csv; charset=utf-8');
    const lines = (await answer.text()).split('\r\n');
    expect(lines[0]).toMatch(/^connectionId,date,currency,opening,charges,/);
    expect(lines[1]).toMatch(new RegExp(`^${shop.connectionId},${today()},USD,0,12000,`));
    expect(lines.slice(2)).toEqual(['']);
  });

  it.each([
    ['?from=2026-13-01', 'from'],
    ['?from=2026-02-02&to=2026-02-01', 'to'],
    ['?from=2020-01-01&to=2026-02-01', 'to'],
    ['?currency=dollars', 'currency'],
    ['?day=1', 'day'],
  ])('refuses %s in words', async (query, path) => {
    const { status, body } = await api('GET', `/reconciliation${query}`);
    expect(status).toBe(400);
    expect(body.errors[0]?.path).toContain(path);
  });

  it('of another merchant is not shown', async () => {
    await booked();
    const stranger = apiClient(shop.ctx, await seedMerchant(shop.ctx));
    const { body } = await stranger('GET', '/reconciliation');
    expect(body).toMatchObject({ days: [], unexplained: [], waiting: [], balances: [] });
  });
});

describe('the connection', () => {
  it('is paused and resumed by staff, by name', async () => {
    expect((await api('POST', '/connection/pause')).body).toMatchObject({ pauseReason: 'staff' });
    expect((await api('GET', '/connection')).body).toMatchObject({
      object: 'connection',
      account,
      pausedAt: expect.any(String),
    });
    expect((await api('POST', '/connection/resume')).body).toMatchObject({
      pauseReason: 'catching_up',
    });
    await catchUpAll(shop.ctx);
    expect((await api('GET', '/connection')).body).toMatchObject({ pausedAt: null, pauseReason: null });
  });

  it('of a merchant that has none is not found', async () => {
    const stranger = apiClient(shop.ctx, await seedMerchant(shop.ctx, { connected: false }));
    for (const [method, path] of [
      ['GET', '/connection'],
      ['POST', '/connection/pause'],
      ['POST', '/connection/resume'],
      ['POST', '/reconciliation/run'],
    ] as const) {
      expect((await stranger(method, path)).status).toBe(404);
    }
    const [mine] = await shop.ctx.db.select().from(connections).where(eq(connections.id, shop.connectionId));
    expect(mine?.pausedAt).toBeNull();
  });
});
