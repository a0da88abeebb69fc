import { beforeAll, describe, expect, it } from 'vitest';
import { forged } from '../../support/forged.ts';
import { invoiceRow } from '../../support/worker/guards.ts';
import { openShop, type Shop } from '../../support/worker/shop.ts';

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});

const READER = { 'Sec-Fetch-Mode': 'navigate', 'Sec-Fetch-User': '?1', Accept: 'text/html' };

async function issued() {
  const { invoiceId, viewPath } = await shop.invoice(12_000);
  const seenAt = async () => (await invoiceRow(shop, invoiceId)).seenAt;
  const open = (headers: object = READER, more: { path?: string; method?: string } = {}) =>
    shop.request(more.path ?? viewPath, { method: more.method ?? 'GET', headers: { ...headers } });
  return { invoiceId, viewPath, seenAt, open };
}

describe('an invoice is seen', () => {
  it('when a reader opens its page: the first time is kept, and told by the API', async () => {
    const { invoiceId, seenAt, open } = await issued();
    expect(await seenAt()).toBeNull();
    const before = shop.ctx.now();
    expect((await open()).status).toBe(200);
    const first = await seenAt();
    expect(first).toBeGreaterThanOrEqual(before);
    shop.advance(3_600_000);
    expect(await (await open()).text()).not.toContain('Opened');
    expect(await seenAt()).toBe(first);
    const row = await invoiceRow(shop, invoiceId);
    expect(row.updatedAt).toBeLessThanOrEqual(before);
  });

  it.each([
    ['a program', {}],
    ['a program that takes JSON', { Accept: 'application/json' }],
    ['a browser that loads it ahead', { ...READER, 'Sec-Purpose': 'prefetch;prerender' }],
    ['an old browser that loads it ahead', { ...READER, Purpose: 'prefetch' }],
    ['a script', { ...READER, 'Sec-Fetch-Mode': 'cors' }],
    ['a page that goes on by itself', { ...READER, 'Sec-Fetch-User': '' }],
  ])('not by %s', async (_, headers) => {
    const { seenAt, open } = await issued();
    expect((await open(headers)).status).toBe(200);
    expect(await seenAt()).toBeNull();
  });

  it('neither by HEAD, nor by staff who open it from the dashboard, nor by a link that is none', async () => {
    const { viewPath, seenAt, open } = await issued();
    await open(READER, { method: 'HEAD' });
    await open(READER, { path: `${viewPath}?by=staff` });
    await open(READER, { path: forged(viewPath) });
    expect(await seenAt()).toBeNull();
  });
});
