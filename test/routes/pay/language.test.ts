import { env } from 'cloudflare:test';
import { beforeEach, describe, expect, it } from 'vitest';
import { finalizeInvoice } from '../../../src/operations/invoices/finalize.ts';
import { customerWith, draftFor } from '../../support/worker/collecting.ts';
import { must, openShop, type Shop } from '../../support/worker/shop.ts';

let shop: Shop;
let customerId: string;
let path: string;
beforeEach(async () => {
  shop = await openShop();
  customerId = await customerWith(shop, 'pm_card_visa');
  const invoiceId = await draftFor(shop, customerId, { amount: 42_000 });
  must(await finalizeInvoice(shop.ctx, { scope: shop.scope, invoiceId, commandId: `${invoiceId}/finalize` }));
  path = new URL(await shop.ctx.links.url('view', { id: invoiceId, version: 1 })).pathname;
});

const languageOf = async (asked: string, headers: Readonly<Record<string, string>> = {}) => {
  const answer = await shop.request(asked, { headers });
  expect(answer.status).toBe(200);
  return /<html lang="([^"]+)"/.exec(await answer.text())?.[1];
};
const hasLanguage = (locale: string) =>
  env.DB.prepare('update customers set locale = ? where id = ?').bind(locale, customerId).run();

describe('the page of an invoice', () => {
  it('is in the browser’s language for a customer without one, and in theirs for a customer with one', async () => {
    expect(await languageOf(path)).toBe('en');
    expect(await languageOf(path, { 'Accept-Language': 'fr-CA, en;q=0.5' })).toBe('fr');
    await hasLanguage('en');
    expect(await languageOf(path, { 'Accept-Language': 'fr' })).toBe('en');
  });

  it('is in the language that is chosen there, in all that it says', async () => {
    await hasLanguage('en');
    const answer = await shop.request(`${path}?lang=de`);
    const page = await answer.text();
    expect(page).toContain('<html lang="de"');
    expect(page).toContain('420,00');
    const cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? '';
    expect(await languageOf(path, { Cookie: cookie })).toBe('de');
    const data = await shop.request(path, { headers: { Cookie: cookie, Accept: 'application/json' } });
    expect(await data.json()).toMatchObject({ locale: 'de' });
  });
});
