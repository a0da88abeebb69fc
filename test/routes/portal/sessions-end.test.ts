import { env } from 'cloudflare:test';
import { beforeEach, describe, expect, it } from 'vitest';
import { rotateLink } from '../../../src/operations/invoices/rotate-link.ts';
import { invoiceRow } from '../../support/worker/guards.ts';
import { linkFor, openBrowser, type SignedInBrowser, signIn } from '../../support/worker/portal.ts';
import { must, openShop, type Shop } from '../../support/worker/shop.ts';

const HOUR = 3_600_000;

let shop: Shop;
let invoice: Awaited<ReturnType<Shop['invoice']>>;
let browser: SignedInBrowser;
beforeEach(async () => {
  shop = await openShop();
  invoice = await shop.invoice(42_000);
  browser = await signIn(shop, invoice.customerId);
});

const address = () => `${invoice.customerId}@payer.test`;
const pageOf = async (of: Pick<SignedInBrowser, 'get'>) => (await of.get('/portal/invoices')).status;

describe('a session', () => {
  it('ends when its browser signs in again: who stole its cookie is signed out', async () => {
    const thief = openBrowser(shop);
    for (const [name, value] of browser.cookies) thief.cookies.set(name, value);
    expect(await pageOf(thief)).toBe(200);
    shop.advance(HOUR);
    await browser.post('/portal/sign-in', { address: address() });
    const former = [...browser.cookies.values()].join();
    expect((await browser.post(await linkFor(shop, address()))).status).toBe(303);
    expect([...browser.cookies.values()].join()).not.toBe(former);
    expect(await pageOf(browser)).toBe(200);
    expect(await pageOf(thief)).toBe(303);
  });

  it('leaves another browser’s session as it is when one signs in again', async () => {
    shop.advance(HOUR);
    const other = await signIn(shop, invoice.customerId);
    expect(await pageOf(other)).toBe(200);
    expect(await pageOf(browser)).toBe(200);
  });

  it.each(['portal_sessions', 'customers'])('is none where the mode of %s is the other', async (table) => {
    const named = table === 'customers' ? 'id' : 'customer_id';
    await env.DB.prepare(`UPDATE ${table} SET livemode = 1 WHERE ${named} = ?`)
      .bind(invoice.customerId)
      .run();
    expect(await pageOf(browser)).toBe(303);
    expect(await (await browser.get('/portal/choose')).text()).not.toContain(invoice.customerId);
  });
});

describe('a sign-in link', () => {
  it('of the other mode signs nobody in', async () => {
    shop.advance(HOUR);
    const asking = openBrowser(shop);
    await asking.post('/portal/sign-in', { address: address() });
    const link = await linkFor(shop, address());
    await env.DB.prepare('UPDATE sign_in_mails SET livemode = 1 WHERE address = ?').bind(address()).run();
    await asking.post(link);
    expect(await pageOf(asking)).toBe(303);
  });

  it('is mailed to no address that only the other mode knows', async () => {
    await env.DB.prepare('UPDATE customers SET livemode = 1 WHERE id = ?').bind(invoice.customerId).run();
    shop.advance(HOUR);
    const before = shop.posted.length;
    await openBrowser(shop).post('/portal/sign-in', { address: address() });
    shop.advance(HOUR);
    await shop.work();
    expect(shop.posted.slice(before).filter(({ to }) => to === address())).toEqual([]);
  });
});

describe('the page that pauses charging', () => {
  it('is closed by a rotated link, and pauses nothing', async () => {
    const page = `${invoice.viewPath}/pause`;
    expect((await shop.request(page)).status).toBe(200);
    const { invoiceId } = invoice;
    must(await rotateLink(shop.ctx, { scope: shop.scope, invoiceId, commandId: 'rotate' }));
    const [asked, posted] = [await shop.request(page), await shop.request(page, { method: 'POST' })];
    expect([asked.status, posted.status]).toEqual([asked.status, asked.status]);
    expect(asked.status).toBeGreaterThanOrEqual(400);
    expect(await invoiceRow(shop, invoiceId)).toMatchObject({ collectPausedAt: null });
  });
});
