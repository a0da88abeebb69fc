import { expect, it } from 'vitest';
import { merchants } from '../../src/db/schema/index.ts';
import { newId } from '../../src/operations/core/context.ts';
import { openShop } from '../support/worker/shop.ts';

it('the first page says whose site it is, in its reader’s language, and leads on', async () => {
  const shop = await openShop();
  const page = async (language: string) => {
    const answer = await shop.request('/', { headers: { 'accept-language': language } });
    expect([answer.status, answer.headers.get('x-robots-tag')]).toEqual([200, 'noindex, nofollow']);
    return answer.text();
  };
  expect(await page('en')).toContain('Northwind sends its invoices and takes payments here.');
  expect(await page('de-DE,de;q=0.9')).toContain('Alle meine Rechnungen ansehen');
  for (const way of ['/portal', '/dashboard', '/api/v1/docs'])
    expect(await page('en')).toContain(`href="${way}"`);
  const [only] = await shop.ctx.db.select().from(merchants);
  if (only === undefined) throw new Error('a shop without a business');
  await shop.ctx.db.insert(merchants).values({ ...only, id: newId(shop.ctx, 'mer'), displayName: 'Second' });
  const shared = await page('en');
  expect(shared).toContain('Businesses send their invoices');
  expect(shared).not.toMatch(/Northwind|Second/);
});

it('what is not found has a head and a way on, and names no business', async () => {
  const shop = await openShop();
  for (const path of ['/nothing', `/i/${'A'.repeat(32)}`, `/pay/${'A'.repeat(68)}`]) {
    shop.trips.count = 0;
    const answer = await shop.request(path);
    const html = await answer.text();
    expect([path, answer.status, shop.trips.count]).toEqual([path, 404, 0]);
    expect(html).toContain('<a href="/"><b class="clamp">billing.test</b></a>');
    expect(html).toContain('href="/portal"');
    expect(html).not.toContain('Northwind');
  }
});
