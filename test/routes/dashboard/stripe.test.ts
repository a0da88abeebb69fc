import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { connections, memberships } from '../../../src/db/schema/index.ts';
import { newId } from '../../../src/operations/core/context.ts';
import { control } from '../../support/worker/accounts.ts';
import {
  anAccount,
  anotherBusiness,
  atAuthorize,
  connectionRows,
  PLATFORM,
} from '../../support/worker/connect.ts';
import { openBrowser } from '../../support/worker/portal.ts';
import { askedOfStripe, forgetAsked, openShop, type Shop } from '../../support/worker/shop.ts';
import { browserFor, hire, type StaffBrowser } from '../../support/worker/staff.ts';

let shop: Shop;
let ada: StaffBrowser;
let adaId: string;
let base: string;
beforeEach(async () => {
  shop = await openShop();
  Object.assign(shop.ctx, { connect: PLATFORM });
  await shop.ctx.db.delete(connections).where(eq(connections.id, shop.connectionId));
  ({ personId: adaId } = await hire(shop, [[shop, 'owner']]));
  ada = await browserFor(shop, adaId);
  base = `/dashboard/${shop.scope.merchantId}/stripe`;
});

const CALLBACK = '/dashboard/connect/stripe';
const callback = (back: Readonly<Record<string, string | null>>): string => {
  const names = { state: 'state', code: 'code', error: 'error' };
  const query = new URLSearchParams(
    Object.entries(names).flatMap(([name, as]) => (back[name] == null ? [] : [[as, back[name] ?? '']])),
  );
  return `${CALLBACK}?${query}`;
};
const integrate = async (): Promise<string> =>
  (await ada.post(`${base}/integrate`)).headers.get('location') ?? '';
const text = async (path: string, browser: Pick<StaffBrowser, 'get'> = ada) =>
  (await browser.get(path)).text();

describe('integrating Stripe from the dashboard', () => {
  it('leads from the marketplace to Stripe and back, to the account’s name, and to a configured page', async () => {
    expect(await text(`/dashboard/${shop.scope.merchantId}/marketplace`)).toContain('Integrate');
    expect(await text(base)).toContain('Integrate with Stripe');
    const account = await anAccount();
    const back = callback(await atAuthorize(await integrate(), account));
    const came = await ada.get(back);
    expect(came.status).toBe(303);
    const attempt = came.headers.get('location') ?? '';
    expect(attempt).toMatch(new RegExp(`^${base}/attempts/cna_`));
    const shown = await text(attempt);
    expect(shown).toContain('Northwind Main');
    expect(shown).toContain(account);
    expect((await ada.get(back)).headers.get('location')).toBe(attempt);
    expect((await ada.post(`${attempt}/confirm`)).headers.get('location')).toBe(base);
    const page = await text(base);
    for (const said of ['The account is connected.', account, 'Payments work.', 'Test: no real money moves'])
      expect(page).toContain(said);
    expect((await ada.get(attempt)).headers.get('location')).toBe(base);
  });

  it('goes to the business that it was begun for, whatever another tab shows', async () => {
    const other = await anotherBusiness(shop.ctx, null);
    const at = shop.ctx.now();
    await shop.ctx.db
      .insert(memberships)
      .values({ merchantId: other.merchantId, personId: adaId, role: 'owner', createdAt: at, updatedAt: at });
    const back = callback(await atAuthorize(await integrate(), await anAccount()));
    expect((await ada.get(`/dashboard/${other.merchantId}/stripe`)).status).toBe(200);
    expect((await ada.get(back)).headers.get('location')).toContain(shop.scope.merchantId);
    const attempt = (await ada.get(back)).headers.get('location') ?? '';
    const crossed = attempt.replace(shop.scope.merchantId, other.merchantId);
    expect((await ada.get(crossed)).status).toBe(404);
    expect((await ada.post(`${crossed}/confirm`)).status).toBe(404);
  });

  it('is not finished by somebody who has lost the role, nor in another session', async () => {
    const back = callback(await atAuthorize(await integrate(), await anAccount()));
    const elsewhere = await browserFor(shop, adaId);
    expect((await elsewhere.get(back)).status).toBe(404);
    await hire(shop, [[shop, 'owner']]);
    await shop.ctx.db.update(memberships).set({ role: 'finance' }).where(eq(memberships.personId, adaId));
    expect((await ada.get(back)).status).toBe(404);
    expect(await connectionRows(shop)).toEqual([]);
  });

  it('takes a bare access_denied for nothing changed: signed in, signed out, and with a foreign state', async () => {
    const denied = await ada.get(`${CALLBACK}?error=access_denied`);
    expect([denied.status, await denied.text()]).toEqual([
      200,
      expect.stringContaining('Nothing has changed'),
    ]);
    const foreign = await ada.get(`${CALLBACK}?error=access_denied&state=foreign`);
    expect([foreign.status, await foreign.text()]).toEqual([
      404,
      expect.stringContaining('Nothing has changed'),
    ]);
    const out = await openBrowser(shop).get(`${CALLBACK}?error=access_denied`);
    expect([out.status, out.headers.get('location')]).toEqual([303, expect.stringContaining('/sign-in')]);
    expect((await ada.get(CALLBACK)).status).toBe(404);
  });

  it('cannot choose an account that another platform controls, and names that and the two ways on afterwards', async () => {
    const held = await anAccount({ controlledElsewhere: true });
    const url = await integrate();
    expect(await (await fetch(url)).text()).toContain('controlled by another platform');
    await expect(atAuthorize(url, held)).rejects.toThrow();
    const back = callback(await atAuthorize(url, held, 'deny'));
    const page = await text((await ada.get(back)).headers.get('location') ?? '');
    expect(page).toContain('another platform control the account');
    expect(page).toContain('What you can do');
  });

  it('says why no account came, and the two ways on', async () => {
    const back = callback(await atAuthorize(await integrate(), await anAccount(), 'deny'));
    const page = await text((await ada.get(back)).headers.get('location') ?? '');
    for (const said of ['canceled at Stripe', 'Open a new one', 'a key of your own account'])
      expect(page).toContain(said);
  });

  it('passes on Stripe’s own words for another reason, as text and without a key, beside the two ways on', async () => {
    const state = new URL(await integrate()).searchParams.get('state') ?? '';
    const said = 'This account is <b>controlled</b> by a platform,\nasked with sk_test_worker_suite.';
    const query = new URLSearchParams({ state, error: 'invalid_request', error_description: said });
    const back = await ada.get(`${CALLBACK}?${query}`);
    const page = await text(back.headers.get('location') ?? '');
    expect(page).toContain('This account is &lt;b&gt;controlled&lt;/b&gt; by a platform, asked with [key].');
    for (const way of ['Open a new one', 'a key of your own account']) expect(page).toContain(way);
    expect(await connectionRows(shop)).toEqual([]);
  });
});

describe('a new account from the dashboard', () => {
  it('is left half way and taken up again by a fresh link; a robot on the refresh address makes none', async () => {
    expect((await ada.post(`${base}/create`)).headers.get('location')).toBe(base);
    expect(await text(base)).toContain('Payments are on hold');
    const [row] = await connectionRows(shop);
    const first = (await ada.post(`${base}/onboarding`)).headers.get('location') ?? '';
    const second = (await ada.post(`${base}/onboarding`)).headers.get('location') ?? '';
    expect(first).toContain('/setup/');
    expect(second).not.toBe(first);

    await forgetAsked();
    for (let nth = 0; nth < 20; nth += 1) expect((await ada.get(`${base}/back`)).status).toBe(303);
    const asked = await askedOfStripe();
    expect(asked.filter(({ path }) => path === '/v2/core/account_links')).toEqual([]);
    expect(asked.filter(({ path }) => path === '/v1/account').length).toBeLessThanOrEqual(2);
    // To come back is not to have finished.
    expect(await text(base)).toContain('Payments are on hold');

    await control(`/accounts/${row?.account}/requirements`, { currentlyDue: [] });
    shop.advance(10_000);
    await ada.get(`${base}/back`);
    expect(await text(base)).toContain('Payments work.');
  });
});

describe('disconnecting in the dashboard', () => {
  it('says what it will do, does it, and offers the same account again', async () => {
    await ada.post(`${base}/create`);
    const [row] = await connectionRows(shop);
    expect(await text(`${base}/disconnect`)).toContain('autopay stops');
    expect((await ada.post(`${base}/disconnect`)).status).toBe(303);
    expect((await ada.post(`${base}/disconnect`)).status).toBe(303);
    const unconnected = await text(base);
    expect(unconnected).toContain('Earlier accounts');
    expect(unconnected).toContain(row?.account ?? '');
    const again = await ada.post(`${base}/again`, { connection: row?.id ?? '' });
    expect(again.headers.get('location')).toBe(base);
    expect(await connectionRows(shop)).toMatchObject([{ id: row?.id, state: 'active' }]);
    await shop.ctx.db.update(connections).set({ heldSince: null, pausedAt: 1, pauseReason: 'catching_up' });
    expect(await text(base)).toContain('payments resume on their own');
    await shop.ctx.db.update(connections).set({ pauseReason: 'staff' });
    const paused = await text(base);
    expect(paused).toContain('Payments are paused.');
    expect(paused).not.toContain('payments resume on their own');
  });

  it('names the account of the deployment’s own key by its id at Stripe, and never by a word of ours', async () => {
    await shop.ctx.db.insert(connections).values({
      ...shop.scope,
      id: newId(shop.ctx, 'con'),
      account: 'self',
      state: 'disconnected',
      createdAt: 0,
      eventsWatermark: 0,
    });
    const page = await text(base);
    expect(page).toContain('The account of this deployment’s own key');
    expect(page).not.toContain('>self<');
  });
});
