import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { apiKeys, idempotencyKeys, portalSessions } from '../../../src/db/schema/index.ts';
import { makeApiKey } from '../../../src/operations/api/api-key.ts';
import { newId } from '../../../src/operations/core/context.ts';
import { openPortalFor } from '../../../src/operations/portal/open-for-customer.ts';
import { prunePortal } from '../../../src/operations/portal/prune.ts';
import { type ApiClient, apiClient } from '../../support/worker/api.ts';
import { addKey } from '../../support/worker/context.ts';
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

  it('ends at once when the key that opened it is revoked, and so do its links; others stay', async () => {
    const { customerId } = await shop.invoice(42_000);
    const [opened, mailed] = [openBrowser(shop), await signIn(shop, customerId)];
    await opened.post((await open(customerId)).path);
    const unused = await open(customerId);
    const [own] = await shop.ctx.db
      .select()
      .from(apiKeys)
      .where(eq(apiKeys.merchantId, shop.scope.merchantId));
    const staff = apiClient(shop.ctx, await addKey(shop.ctx, shop.scope));
    const status = async (browser: { get: (path: string) => Promise<Response> }) =>
      (await browser.get('/portal/invoices')).status;
    expect([await status(opened), await status(mailed)]).toEqual([200, 200]);
    expect((await staff('POST', `/api-keys/${own?.id}/revoke`)).status).toBe(200);
    expect([await status(opened), await status(mailed)]).toEqual([303, 200]);
    expect((await openBrowser(shop).post(unused.path)).status).toBe(410);
  });

  it('is not opened by a request that was under way when its key was revoked', async () => {
    const { customerId } = await shop.invoice(42_000);
    const { scope, ctx } = shop;
    const { apiKeyId } = await addKey(ctx, scope, { revokedAt: ctx.now() });
    const ask = { scope, customerId, signInId: newId(ctx, 'sgn'), apiKeyId };
    expect(await openPortalFor(ctx, ask)).toEqual({ kind: 'refused', rejection: { code: 'caller_over' } });
    const path = new URL(await ctx.links.url('sign_in', { id: ask.signInId, version: 1 })).pathname;
    expect((await openBrowser(shop).post(path)).status).toBe(410);
  });

  it('stays open when the key is rotated with an overlap, and ends when its secret is ended at once', async () => {
    const { customerId } = await shop.invoice(42_000);
    const browser = openBrowser(shop);
    await browser.post((await open(customerId)).path);
    const [own] = await shop.ctx.db
      .select()
      .from(apiKeys)
      .where(eq(apiKeys.merchantId, shop.scope.merchantId));
    const staff = apiClient(shop.ctx, await addKey(shop.ctx, shop.scope));
    await staff('POST', `/api-keys/${own?.id}/rotate`, { overlapSeconds: 60 });
    expect((await browser.get('/portal/invoices')).status).toBe(200);
    await staff('POST', `/api-keys/${own?.id}/rotate`, { overlapSeconds: 0 });
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
