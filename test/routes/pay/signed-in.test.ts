import { beforeEach, describe, expect, it } from 'vitest';
import { syncMethods } from '../../../src/operations/methods/sync-methods.ts';
import { gzipSize } from '../../support/gzip-size.ts';
import { attemptsAt, customerWith, sendNew } from '../../support/worker/collecting.ts';
import { invoiceRow } from '../../support/worker/guards.ts';
import { attachAtStripe, methodsOnFile, stripeCustomerOf } from '../../support/worker/methods.ts';
import { csrfIn, type SignedInBrowser, shownOn, signIn } from '../../support/worker/portal.ts';
import { openShop, type Shop } from '../../support/worker/shop.ts';

const PERSON = { 'Sec-Fetch-User': '?1', 'Sec-Fetch-Mode': 'navigate' };
const LABEL = /Pay \$120\.00 with ([^<]*)</g;

let shop: Shop;
let customerId: string;
let invoiceId: string;
let viewPath: string;
let payPath: string;
let browser: SignedInBrowser;
beforeEach(async () => {
  shop = await openShop();
  customerId = await customerWith(shop, 'pm_card_visa', 'pm_card_mastercard');
  invoiceId = await sendNew(shop, customerId);
  const path = async (purpose: 'view' | 'pay') =>
    new URL(await shop.ctx.links.url(purpose, { id: invoiceId, version: 1 })).pathname;
  [viewPath, payPath] = await Promise.all([path('view'), path('pay')]);
  browser = await signIn(shop, customerId);
});

const labels = (page: string) => [...page.matchAll(LABEL)].map(([, name]) => name);

describe('the public link in a browser that is signed in to the portal', () => {
  it.each(['view', 'pay'] as const)(
    'offers every method on file on the %s page, and begins nothing',
    async (which) => {
      const answer = await browser.get(which === 'view' ? viewPath : payPath, PERSON);
      expect(answer.status).toBe(200);
      const page = await answer.text();
      expect(labels(page)).toEqual(['Visa\u00a0••••\u00a04242', 'Mastercard\u00a0••••\u00a04444']);
      expect(page).toContain('Default · Expires');
      expect(page).toContain('Use another method');
      expect(await gzipSize(page)).toBeLessThanOrEqual(14 * 1024);
      expect(await attemptsAt(shop, invoiceId)).toEqual([]);
    },
  );

  it('pays once with the one that is chosen, and says *Payment successful*', async () => {
    const page = await (await browser.get(viewPath)).text();
    const other = (await methodsOnFile(shop, customerId)).find(({ isDefault }) => !isDefault);
    const fields = { csrf: csrfIn(page), invoice: shownOn(page), method: other?.id ?? '' };
    const answers = await Promise.all([
      browser.post('/portal/pay', fields),
      browser.post('/portal/pay', fields),
    ]);
    const [paid = ''] = answers.flatMap((answer) => answer.headers.get('location') ?? []);
    expect(await (await browser.get(paid)).text()).toContain('Payment successful');
    expect(await attemptsAt(shop, invoiceId)).toMatchObject([
      { state: 'succeeded', via: 'portal', methodId: other?.id },
    ]);
    expect(await invoiceRow(shop, invoiceId)).toMatchObject({ status: 'paid' });
    expect(labels(await (await browser.get(viewPath)).text())).toEqual([]);
  });

  it('leads to Stripe for another method', async () => {
    const answer = await browser.post(payPath);
    expect(answer.headers.get('location')).toContain('/c/pay/cs_test_');
  });

  it('does not pay without the session’s token, or from another site', async () => {
    const page = await (await browser.get(viewPath)).text();
    const [method] = await methodsOnFile(shop, customerId);
    const fields = { invoice: shownOn(page), method: method?.id ?? '' };
    expect((await browser.post('/portal/pay', { ...fields, csrf: 'x' })).status).toBe(403);
    const foreign = { 'Sec-Fetch-Site': 'cross-site' };
    expect((await browser.post('/portal/pay', { ...fields, csrf: csrfIn(page) }, foreign)).status).toBe(403);
    expect(await attemptsAt(shop, invoiceId)).toEqual([]);
  });

  it('offers a bank account for US dollars only', async () => {
    await attachAtStripe(await stripeCustomerOf(shop, customerId), 'pm_usBankAccount_success');
    await syncMethods(shop.ctx, { customerId, connectionId: shop.connectionId });
    const euros = await sendNew(shop, customerId, { currency: 'EUR' });
    const path = new URL(await shop.ctx.links.url('view', { id: euros, version: 1 })).pathname;
    const page = await (await browser.get(path)).text();
    expect(page).toContain('Pay €120.00 with Visa');
    expect(page).not.toContain('6789');
    expect(await (await browser.get(viewPath)).text()).toContain('6789');
  });
});

describe('the public link for anybody else', () => {
  const nothingShows = (page: string) => {
    expect(page).not.toContain('4242');
    expect(page).not.toContain('4444');
    expect(page).not.toContain('csrf');
  };

  it('shows nothing of what is on file, in one D1 round trip and at most 14 KB', async () => {
    // That it was seen is noted once, after the first answer.
    await shop.request(viewPath, { headers: PERSON });
    shop.trips.count = 0;
    const answer = await shop.request(viewPath, { headers: PERSON });
    expect(shop.trips.count).toBe(1);
    const page = await answer.text();
    nothingShows(page);
    expect(await gzipSize(page)).toBeLessThanOrEqual(14 * 1024);
    nothingShows(await (await shop.request(payPath)).text());
    const led = await shop.request(payPath, { headers: PERSON });
    expect(led.headers.get('location')).toContain('/c/pay/cs_test_');
  });

  it('shows nothing to another customer who is signed in, or with a session that is over or forged', async () => {
    const other = await customerWith(shop, 'pm_card_amex');
    const theirs = await signIn(shop, other);
    nothingShows(await (await theirs.get(viewPath)).text());
    nothingShows(await (await theirs.get(payPath)).text());
    await browser.post('/portal/sign-out');
    nothingShows(await (await browser.get(viewPath)).text());
    const forged = { Cookie: `__Host-quittance_session=${'x'.repeat(43)}` };
    nothingShows(await (await shop.request(viewPath, { headers: forged })).text());
  });
});
