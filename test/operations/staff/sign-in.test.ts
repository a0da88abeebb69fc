import { env } from 'cloudflare:test';
import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { auditLog, people, signInMails, staffSessions } from '../../../src/db/schema/index.ts';
import { STAFF_IDLE_MS, STAFF_SESSION_LIFE_MS } from '../../../src/domain/staff/session.ts';
import { sweepWork } from '../../../src/operations/watch/sweep-work.ts';
import { csrfIn, openBrowser, signIn } from '../../support/worker/portal.ts';
import { openShop, type Shop } from '../../support/worker/shop.ts';
import { browserFor, hire, staffLinkFor } from '../../support/worker/staff.ts';

let shop: Shop;
beforeEach(async () => {
  shop = await openShop();
});

const HOME = () => `/dashboard/${shop.scope.merchantId}`;

/** A browser that has asked for a link, and the link. */
async function asked(address: string) {
  const browser = openBrowser(shop);
  expect((await browser.post('/dashboard/sign-in', { address })).status).toBe(303);
  await shop.work();
  return { browser, link: await staffLinkFor(shop, address) };
}

describe('a sign-in link of staff', () => {
  it('is spent by no scanner: HEAD, GET, a GET that runs scripts, a POST without the cookie; then the person', async () => {
    const { address } = await hire(shop, [[shop, 'owner']]);
    const { browser, link } = await asked(address);
    const head = await shop.request(link, { method: 'HEAD' });
    expect(head.status).toBe(403);
    const scanner = openBrowser(shop);
    const page = await scanner.get(link);
    expect(page.status).toBe(403);
    const text = await page.text();
    expect(text).not.toContain('<script');
    expect(text).not.toContain(address);
    expect(page.headers.get('refresh')).toBeNull();
    expect((await scanner.post(link)).status).toBe(403);
    expect(await shop.ctx.db.select().from(staffSessions)).toEqual([]);
    expect(scanner.cookies.has('__Host-quittance_staff')).toBe(false);
    expect((await browser.get(link)).status).toBe(200);
    expect((await browser.post(link)).headers.get('location')).toBe('/dashboard');
    expect((await browser.get('/dashboard')).headers.get('location')).toBe(HOME());
    expect((await browser.get(HOME())).status).toBe(200);
  });

  it('works once, for its time, and offers a new one where it does not', async () => {
    const { address } = await hire(shop, [[shop, 'finance']]);
    const { browser, link } = await asked(address);
    await browser.post(link);
    browser.cookies.delete('__Host-quittance_staff');
    expect((await browser.post(link)).status).toBe(410);
    const late = await asked(address);
    shop.advance(60 * 60_000);
    expect((await late.browser.post(late.link)).status).toBe(410);
    const again = await late.browser.post(`${late.link}/again`);
    expect(again.headers.get('location')).toBe('/dashboard/sign-in/sent');
    const newer = await staffLinkFor(shop, address);
    expect(newer).not.toBe(late.link);
    expect((await late.browser.post(newer)).status).toBe(303);
  });

  it('is mailed to members only; everybody is answered alike, and a customer’s address is no member’s', async () => {
    const { address } = await hire(shop, [[shop, 'owner']]);
    const { customerId } = await shop.invoice(1_000);
    await shop.work();
    shop.posted.length = 0;
    const answers = new Set<string>();
    for (const to of [address, `${customerId}@payer.test`, 'nobody@elsewhere.test']) {
      shop.trips.count = 0;
      const answer = await openBrowser(shop).post('/dashboard/sign-in', { address: to });
      answers.add(JSON.stringify([answer.status, answer.headers.get('location'), shop.trips.count]));
    }
    await sweepWork(shop.ctx);
    await shop.work();
    expect(answers.size).toBe(1);
    expect(shop.posted.map(({ to, subject }) => [to, subject])).toEqual([[address, 'staff_sign_in']]);
  });

  it('opens nothing in the portal, and a customer’s link nothing here', async () => {
    const { customerId } = await shop.invoice(1_000);
    const address = `${customerId}@payer.test`;
    await hire(shop, [[shop, 'owner']], address);
    const { browser, link } = await asked(address);
    const token = link.split('/').at(-1);
    expect((await browser.post(`/portal/sign-in/${token}`)).status).not.toBe(303);
    const customer = await signIn(shop, customerId);
    expect((await customer.get(HOME())).headers.get('location')).toMatch(/^\/dashboard\/sign-in/);
  });

  it('signs in nobody who was removed since it was mailed', async () => {
    const { personId, address } = await hire(shop, [[shop, 'finance']]);
    await hire(shop, [[shop, 'owner']]);
    const { browser, link } = await asked(address);
    await env.DB.prepare('DELETE FROM memberships WHERE person_id = ?').bind(personId).run();
    expect((await browser.post(link)).status).not.toBe(303);
    const theirs = shop.ctx.db.select().from(staffSessions).where(eq(staffSessions.personId, personId));
    expect(await theirs).toEqual([]);
  });

  it('writes integers for instants, and nothing that signs in', async () => {
    const { address } = await hire(shop, [[shop, 'owner']]);
    const { browser, link } = await asked(address);
    await browser.post(link);
    const types = await env.DB.prepare(
      `SELECT DISTINCT typeof(created_at) AS a, typeof(seen_at) AS b, typeof(expires_at) AS c,
          (SELECT typeof(due_at) FROM sign_in_mails LIMIT 1) AS d FROM staff_sessions`,
    ).first();
    expect(types).toEqual({ a: 'integer', b: 'integer', c: 'integer', d: 'integer' });
    const [session] = await shop.ctx.db.select().from(staffSessions);
    expect(session?.expiresAt).toBe((session?.createdAt ?? 0) + STAFF_SESSION_LIFE_MS);
    const secret = browser.cookies.get('__Host-quittance_staff') ?? '';
    expect(JSON.stringify(await shop.ctx.db.select().from(staffSessions))).not.toContain(secret);
    expect(JSON.stringify(await shop.ctx.db.select().from(signInMails))).not.toContain(link.slice(-40));
  });

  it('is in the log of each business that the person works for, with who and from where', async () => {
    const { personId, address } = await hire(shop, [[shop, 'owner']]);
    const { browser, link } = await asked(address);
    const from = {
      'CF-Connecting-IP': '203.0.113.7',
      'X-Forwarded-For': '198.51.100.1',
      'User-Agent': 'Firefox/140',
    };
    await browser.post(link, {}, from);
    const lines = await shop.ctx.db.select().from(auditLog).where(eq(auditLog.personId, personId));
    expect(lines).toMatchObject([
      {
        action: 'signed_in',
        merchantId: shop.scope.merchantId,
        actorName: address,
        ip: '203.0.113.7',
        userAgent: 'Firefox/140',
      },
    ]);
  });

  it('leads back to the page that was asked for, and never out of the dashboard', async () => {
    const { address } = await hire(shop, [[shop, 'owner']]);
    const stranger = openBrowser(shop);
    const sent = await stranger.get(`${HOME()}/members`);
    const page = await (await stranger.get(sent.headers.get('location') ?? '')).text();
    expect(page).toContain(`name="next" value="${HOME()}/members"`);
    await stranger.post('/dashboard/sign-in', { address, next: `${HOME()}/members` });
    const entered = await stranger.post(await staffLinkFor(shop, address));
    expect(entered.headers.get('location')).toBe(`${HOME()}/members`);
    for (const next of ['https://evil.test', '//evil.test', '/portal/invoices', '/dashboard/../api']) {
      const other = openBrowser(shop);
      shop.advance(61_000);
      await other.post('/dashboard/sign-in', { address, next });
      const to = (await other.post(await staffLinkFor(shop, address))).headers.get('location');
      expect(to).toBe('/dashboard');
      shop.advance(24 * 3_600_000);
    }
  });
});

describe('a session that ended', () => {
  it('leads back to the same list with the filters that stood in the address, by mail and by passkey', async () => {
    const { personId, address } = await hire(shop, [[shop, 'owner']]);
    const asked = `${HOME()}/customers?search=M%C3%BCller+%26+Co&after=cus_01k00000000000000000000001`;
    const browser = await browserFor(shop, personId);
    expect((await browser.get(asked)).status).toBe(200);
    shop.advance(STAFF_SESSION_LIFE_MS);
    const sent = await browser.get(asked);
    expect(sent.status).toBe(303);
    const page = await (await browser.get(sent.headers.get('location') ?? '')).text();
    const kept = [...page.matchAll(/name="next" value="([^"]*)"/g)].map(([, next]) => next);
    expect(kept).toEqual([asked.replace('&', '&amp;'), asked.replace('&', '&amp;')]);
    await browser.post('/dashboard/sign-in', { address, next: asked });
    const entered = await browser.post(await staffLinkFor(shop, address));
    expect(entered.headers.get('location')).toBe(asked);
    expect((await browser.get(asked)).status).toBe(200);
  });

  it.each(['"><script>', '#//evil.test', `&more=${'x'.repeat(300)}`])(
    'leads back to the list without what is no plain query: %j',
    async (more) => {
      const { address } = await hire(shop, [[shop, 'owner']]);
      const browser = openBrowser(shop);
      await browser.post('/dashboard/sign-in', { address, next: `${HOME()}/customers?search=a${more}` });
      const entered = await browser.post(await staffLinkFor(shop, address));
      expect(entered.headers.get('location')).toBe(`${HOME()}/customers`);
    },
  );
});

describe('a session of staff', () => {
  it('is a closed cookie of this host; only its hash is kept', async () => {
    const { address } = await hire(shop, [[shop, 'owner']]);
    const { browser, link } = await asked(address);
    const answer = await browser.post(link);
    const cookie = answer.headers.getSetCookie().find((line) => line.startsWith('__Host-quittance_staff='));
    expect(cookie).toMatch(/; Max-Age=2592000; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
  });

  it('ends when it was not used for its time, and in any case after its life', async () => {
    const { personId } = await hire(shop, [[shop, 'owner']]);
    const idle = await browserFor(shop, personId);
    shop.advance(STAFF_IDLE_MS - 1000);
    expect((await idle.get(HOME())).status).toBe(200);
    shop.advance(STAFF_IDLE_MS - 1000);
    expect((await idle.get(HOME())).status).toBe(200);
    shop.advance(STAFF_IDLE_MS + 1000);
    expect((await idle.get(HOME())).status).toBe(303);
    const used = await browserFor(shop, personId);
    for (let gone = 0; gone < STAFF_SESSION_LIFE_MS; gone += STAFF_IDLE_MS / 2) {
      expect((await used.get(HOME())).status).toBe(200);
      shop.advance(STAFF_IDLE_MS / 2);
    }
    expect((await used.get(HOME())).status).toBe(303);
  });

  it('is signed out at once, and everywhere', async () => {
    const { personId } = await hire(shop, [[shop, 'owner']]);
    const browser = await browserFor(shop, personId);
    const copy = openBrowser(shop);
    for (const [name, value] of browser.cookies) copy.cookies.set(name, value);
    const csrf = csrfIn(await (await browser.get(HOME())).text());
    expect((await browser.post('/dashboard/sign-out', { csrf })).headers.get('location')).toBe(
      '/dashboard/sign-in',
    );
    expect((await browser.get(HOME())).status).toBe(303);
    expect((await copy.get(HOME())).status).toBe(303);
  });
});

describe('strangers who ask for the address of somebody on the staff', () => {
  it('are counted by Cloudflare’s address alone: a forged X-Forwarded-For changes nothing', async () => {
    const { address } = await hire(shop, [[shop, 'owner']]);
    const statuses: number[] = [];
    for (let times = 0; times < 32; times += 1) {
      const headers = { 'CF-Connecting-IP': '203.0.113.7', 'X-Forwarded-For': `198.51.100.${times}` };
      statuses.push((await openBrowser(shop).post('/dashboard/sign-in', { address }, headers)).status);
    }
    expect(statuses.filter((status) => status === 303)).toHaveLength(30);
    expect(statuses.filter((status) => status === 429)).toHaveLength(2);
  });

  it('of one IPv6 network are one; and neither fill a mailbox nor keep its owner out', async () => {
    const { address } = await hire(shop, [[shop, 'owner']]);
    const statuses: number[] = [];
    for (let times = 0; times < 31; times += 1) {
      const headers = { 'CF-Connecting-IP': `2001:db8:1:2::${times}` };
      statuses.push((await openBrowser(shop).post('/dashboard/sign-in', { address }, headers)).status);
    }
    expect(statuses.at(-1)).toBe(429);
    await shop.work();
    expect(shop.posted).toHaveLength(1);
    const mine = openBrowser(shop);
    await mine.post('/dashboard/sign-in', { address }, { 'CF-Connecting-IP': '192.0.2.4' });
    expect((await mine.post(await staffLinkFor(shop, address))).status).toBe(303);
  });

  it('leave no person: only whoever is invited and proves the address becomes one', async () => {
    await openBrowser(shop).post('/dashboard/sign-in', { address: 'stranger@evil.test' });
    await shop.work();
    const browser = openBrowser(shop);
    await browser.post('/dashboard/sign-in', { address: 'stranger@evil.test' });
    expect((await browser.post(await staffLinkFor(shop, 'stranger@evil.test'))).status).not.toBe(303);
    const rows = await shop.ctx.db.select().from(people).where(eq(people.address, 'stranger@evil.test'));
    expect(rows).toEqual([]);
  });
});
