import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { apiKeys, idempotencyKeys, portalSessions } from '../../../src/db/schema/index.ts';
import { makeApiKey } from '../../../src/operations/api/api-key.ts';
import { newId } from '../../../src/operations/core/context.ts';
import { prunePortal } from '../../../src/operations/portal/prune.ts';
import { type ApiClient, apiClient } from '../../support/worker/api.ts';
import { openBrowser, signIn } from '../../support/worker/portal.ts';
import { openShop, type Shop } from '../../support/worker/shop.ts';

let shop: Shop;
let api: ApiClient;
beforeEach(async () => {
  shop = await openShop();
  const { key, hash } = await makeApiKey(shop.ctx.random, false);
  await shop.ctx.db.insert(apiKeys).values({
    id: newId(shop.ctx, 'key'),
    merchantId: shop.scope.merchantId,
    name: 'Own application',
    livemode: false,
    hash,
    createdAt: shop.ctx.now(),
  });
  api = apiClient(shop.ctx, { apiKey: key });
});

const open = async (customerId: string, headers: Record<string, string> = {}) => {
  const made = await api('POST', `/customers/${customerId}/portal-sessions`, undefined, headers);
  return { ...made, path: made.status === 201 ? new URL(String(made.body.url)).pathname : '' };
};

describe('a portal that the business opens for its user', () => {
  it('opens in any browser, by one button, once, for that customer alone', async () => {
    const { customerId } = await shop.invoice(42_000);
    const { status, path, body } = await open(customerId);
    expect(status).toBe(201);
    expect(Date.parse(String(body.expiresAt)) - shop.ctx.now()).toBeLessThanOrEqual(15 * 60_000);
    const browser = openBrowser(shop);
    const looked = await browser.get(path);
    expect([looked.status, (await looked.text()).includes('Payer Inc')]).toEqual([200, true]);
    expect((await browser.post(path)).status).toBe(303);
    const page = await (await browser.get('/portal/invoices')).text();
    expect(page).toContain('$420.00');
    expect(page).toContain('Opened for you by Northwind');
    // There is nobody to send a new link to.
    const again = await openBrowser(shop).get(path);
    expect(again.status).toBe(410);
    expect(await again.text()).not.toContain('/again');
    expect((await openBrowser(shop).post(`${path}/again`)).status).toBe(404);
    expect((await openBrowser(shop).post(path)).status).toBe(410);
  });

  it('reaches no other customer of the same address', async () => {
    const [one, two] = [await shop.invoice(1_000), await shop.invoice(2_000)];
    const browser = openBrowser(shop);
    await browser.post((await open(one.customerId)).path);
    const csrf =
      /name="csrf" value="(\w+)"/.exec(await (await browser.get('/portal/invoices')).text())?.[1] ?? '';
    expect((await browser.post('/portal/choose', { csrf, customer: two.customerId })).status).toBe(404);
    expect((await browser.get('/portal/choose')).headers.get('location')).toBe('/portal/invoices');
  });

  it('is the same link when the request is repeated, and no stored answer holds it', async () => {
    const { customerId } = await shop.invoice(42_000);
    const key = { 'Idempotency-Key': 'once' };
    const [first, second] = [await open(customerId, key), await open(customerId, key)];
    expect(second.body.url).toBe(first.body.url);
    const stored = JSON.stringify(await shop.ctx.db.select().from(idempotencyKeys).all());
    expect(stored).not.toContain(first.path.split('/').at(-1));
  });

  it('is not opened for a customer of another merchant, of the other mode, or of nobody', async () => {
    const elsewhere = await openShop();
    const strange = await elsewhere.invoice(1_000);
    for (const id of [strange.customerId, 'cus_00000000000000000000000000', 'x']) {
      expect((await open(id)).status).toBe(404);
    }
  });

  it('is closed half a day later, though it was used: its user may be none of the business’s any more', async () => {
    const { customerId } = await shop.invoice(42_000);
    const browser = openBrowser(shop);
    const entered = await browser.post((await open(customerId)).path);
    const cookie = entered.headers.getSetCookie().find((line) => line.includes('_session=')) ?? '';
    expect(cookie).toContain(`Max-Age=${12 * 3_600}`);
    shop.advance(12 * 3_600_000 - 1_000);
    expect((await browser.get('/portal/invoices')).status).toBe(200);
    shop.advance(1_000);
    expect((await browser.get('/portal/invoices')).status).toBe(303);
  });

  it('is out of reach 15 minutes later', async () => {
    const { customerId } = await shop.invoice(42_000);
    const { path } = await open(customerId);
    shop.advance(15 * 60_000);
    expect((await openBrowser(shop).post(path)).status).toBe(410);
  });
});

describe('what is over', () => {
  it('is forgotten after a while, and what is not stays', async () => {
    const { customerId } = await shop.invoice(42_000);
    const old = await signIn(shop, customerId);
    shop.advance(85 * 24 * 3_600_000);
    const fresh = await signIn(shop, customerId);
    shop.advance(13 * 24 * 3_600_000);
    await prunePortal(shop.ctx);
    await prunePortal(shop.ctx);
    const rows = await shop.ctx.db
      .select()
      .from(portalSessions)
      .where(eq(portalSessions.customerId, customerId));
    expect(rows).toHaveLength(1);
    expect((await fresh.get('/portal/invoices')).status).toBe(200);
    expect((await old.get('/portal/invoices')).status).toBe(303);
  });
});
