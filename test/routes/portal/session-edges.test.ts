import { eq } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { portalSessions } from '../../../src/db/schema/index.ts';
import { newId } from '../../../src/operations/core/context.ts';
import { hashOfSecret, newSecret } from '../../../src/operations/sign-in/session-secret.ts';
import { openBrowser } from '../../support/worker/portal.ts';
import { openShop, type Shop } from '../../support/worker/shop.ts';

const DAY = 86_400_000;
const SESSION = '__Host-quittance_session';
const INSIDE = '/portal/settings';

let shop: Shop;
let customerId: string;
beforeAll(async () => {
  shop = await openShop();
  ({ customerId } = await shop.invoice(42_000));
});

let secret: string;
let at: number;
beforeEach(async () => {
  secret = newSecret(shop.ctx);
  at = shop.ctx.now();
  await shop.ctx.db.insert(portalSessions).values({
    ...{ id: newId(shop.ctx, 'ses'), secretHash: (await hashOfSecret(secret)) ?? '', livemode: false },
    ...{ customerId, address: `${customerId}@payer.test`, createdAt: at, seenAt: at },
    expiresAt: at + 90 * DAY,
  });
});

const mine = async () => eq(portalSessions.secretHash, (await hashOfSecret(secret)) ?? '');
const set = async (columns: Partial<typeof portalSessions.$inferInsert>) =>
  shop.ctx.db
    .update(portalSessions)
    .set(columns)
    .where(await mine());
const seenAt = async () =>
  (
    await shop.ctx.db
      .select()
      .from(portalSessions)
      .where(await mine())
  )[0]?.seenAt ?? 0;
const visit = (cookie = `${SESSION}=${secret}`, path = INSIDE) =>
  shop.request(path, { headers: { Cookie: cookie } });
const post = (headers: Record<string, string>) =>
  shop.request('/portal/sign-out', {
    method: 'POST',
    headers: {
      Cookie: `${SESSION}=${secret}`,
      'Content-Type': 'application/x-www-form-urlencoded',
      ...headers,
    },
    body: 'csrf=x',
  });

/** The test's clock runs on: what is about to end is given a minute, and what has ended had its end just now. */
const MINUTE = 60_000;

describe('a session lives as long as it says', () => {
  it.each<[string, (now: number) => Partial<typeof portalSessions.$inferInsert>, number]>([
    ['a minute before its end', (now) => ({ expiresAt: now + MINUTE }), 200],
    ['at its end', (now) => ({ expiresAt: now }), 303],
    ['a minute before it was idle for thirty days', (now) => ({ seenAt: now - 30 * DAY + MINUTE }), 200],
    ['once it was idle for thirty days', (now) => ({ seenAt: now - 30 * DAY }), 303],
    ['after it was revoked', (now) => ({ revokedAt: now }), 303],
  ])('%s', async (_, columns, status) => {
    await set(columns(shop.ctx.now()));
    expect((await visit()).status).toBe(status);
  });

  it('as long as its address is one of the customer’s for the portal', async () => {
    await set({ address: 'former@payer.test' });
    expect((await visit()).status).toBe(303);
  });

  it('and is noted as used once a day, not at every page', async () => {
    await set({ seenAt: at - DAY + MINUTE });
    await visit();
    expect(await seenAt()).toBe(at - DAY + MINUTE);
    await set({ seenAt: at - DAY - 1 });
    await visit();
    expect(await seenAt()).toBeGreaterThanOrEqual(at);
  });
});

describe('a cookie that is no session', () => {
  it.each([
    ['nobody’s', 'a'.repeat(64)],
    ['too short', 'a'.repeat(63)],
    ['in capitals', 'A'.repeat(64)],
    ['empty', ''],
  ])('%s leads to the sign-in, and back to the page that was asked for', async (_, value) => {
    const answer = await visit(`${SESSION}=${value}`);
    expect([answer.status, answer.headers.get('location')]).toEqual([
      303,
      `/portal/sign-in?next=${encodeURIComponent(INSIDE)}`,
    ]);
  });

  it('by the former name, without its host, is none', async () => {
    expect((await visit(`quittance_session=${secret}`)).status).toBe(303);
  });

  it('leads back only within the portal, and never into signing in', async () => {
    const nextOf = async (path: string) =>
      (await visit('', path)).headers.get('location')?.replace('/portal/sign-in', '') ?? null;
    expect(await nextOf('/portal/payments/pay_1')).toBe('?next=%2Fportal%2Fpayments%2Fpay_1');
    expect(await nextOf(`/portal/payments/${'x'.repeat(200)}`)).toBe('');
    const browser = openBrowser(shop);
    for (const next of [
      'https://elsewhere.test',
      '//elsewhere.test',
      '/portal/../dashboard',
      '/portal/sign-in',
    ]) {
      const page = await (await browser.get(`/portal/sign-in?next=${encodeURIComponent(next)}`)).text();
      expect(page).not.toContain('elsewhere.test');
      expect(page).not.toContain('/dashboard"');
    }
  });
});

describe('a form is ours by where it comes from', () => {
  it.each<[string, Record<string, string>]>([
    ['our page', { 'Sec-Fetch-Site': 'same-origin' }],
    ['the address bar, sent again', { 'Sec-Fetch-Site': 'none' }],
    ['an older browser on the app’s address', { Origin: 'APP' }],
    ['an older browser on the address that was asked', { Origin: 'OWN' }],
  ])('%s: it is read, so one that nobody can read is refused as that', async (_, headers) => {
    const answer = await post({ ...known(headers), 'Content-Type': 'text/plain' });
    expect(answer.status).toBe(400);
    expect((await post(known(headers))).status).toBe(403);
  });

  it.each<[string, Record<string, string>]>([
    ['another site', { 'Sec-Fetch-Site': 'cross-site' }],
    ['another host of the same site', { 'Sec-Fetch-Site': 'same-site' }],
    ['another site that says our origin', { 'Sec-Fetch-Site': 'cross-site', Origin: 'APP' }],
    ['an older browser elsewhere', { Origin: 'https://elsewhere.test' }],
    ['an older browser with no origin', { Origin: 'null' }],
    ['nowhere', {}],
  ])('%s: it is not read, so one that nobody can read is refused as foreign', async (_, headers) => {
    const answer = await post({ ...known(headers), 'Content-Type': 'text/plain' });
    expect(answer.status).toBe(403);
  });

  function known(headers: Record<string, string>): Record<string, string> {
    const { Origin: origin, ...others } = headers;
    const named = { APP: new URL(shop.ctx.links.page('/')).origin, OWN: 'https://billing.test' };
    if (origin === undefined) return others;
    return { ...others, Origin: origin === 'APP' || origin === 'OWN' ? named[origin] : origin };
  }
});
