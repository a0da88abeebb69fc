import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { emails, portalSessions, signInMails, signInUses } from '../../../src/db/schema/index.ts';
import { csrfIn, linkFor, openBrowser, setAddresses, signIn } from '../../support/worker/portal.ts';
import { openShop, type Shop } from '../../support/worker/shop.ts';

let shop: Shop;
beforeEach(async () => {
  shop = await openShop();
});

const addressOf = (customerId: string) => `${customerId}@payer.test`;

describe('asking for a sign-in link', () => {
  it('answers the same for an address that is known and one that is not, and writes to the known one only', async () => {
    const { customerId } = await shop.invoice(42_000);
    await shop.work();
    shop.posted.length = 0;
    const answers: string[] = [];
    for (const address of [addressOf(customerId), 'nobody@elsewhere.test']) {
      shop.trips.count = 0;
      const answer = await openBrowser(shop).post('/portal/sign-in', { address });
      answers.push(`${answer.status} ${answer.headers.get('location')} ${shop.trips.count}`);
    }
    expect(answers).toEqual(['303 /portal/sign-in/sent 2', '303 /portal/sign-in/sent 2']);
    await shop.work();
    expect(shop.posted.map(({ to }) => to)).toEqual([addressOf(customerId)]);
  });

  it('finds an address in any case, and writes to it as the business wrote it', async () => {
    const { customerId } = await shop.invoice(42_000);
    await shop.work();
    shop.posted.length = 0;
    await openBrowser(shop).post('/portal/sign-in', { address: ` ${addressOf(customerId).toUpperCase()} ` });
    await shop.work();
    expect(shop.posted.map(({ to }) => to)).toEqual([addressOf(customerId)]);
  });

  it('keeps nothing that could sign in: neither the token nor what the browser keeps', async () => {
    const { customerId } = await shop.invoice(42_000);
    const browser = openBrowser(shop);
    await browser.post('/portal/sign-in', { address: addressOf(customerId) });
    await shop.work();
    const token = (await linkFor(shop, addressOf(customerId))).split('/').at(-1) ?? '';
    await browser.post(await linkFor(shop, addressOf(customerId)));
    const row = await shop.ctx.db
      .select()
      .from(signInMails)
      .innerJoin(signInUses, eq(signInUses.mailId, signInMails.id))
      .where(eq(signInMails.address, addressOf(customerId)));
    const [mail] = await shop.ctx.db.select().from(emails).where(eq(emails.customerId, customerId));
    const stored = JSON.stringify([row, mail]);
    expect(mail?.template).toBe('sign_in_link');
    expect(stored).not.toContain(token);
    for (const secret of browser.cookies.values()) expect(stored).not.toContain(secret);
  });

  it('is limited for a network over all addresses, and for nobody by what others asked for an address', async () => {
    const from = { 'CF-Connecting-IP': '2001:db8:1:2::7' };
    const victim = `limit-${crypto.randomUUID()}@payer.test`;
    const ask = async (address: string, headers: Record<string, string>) =>
      (await openBrowser(shop).post('/portal/sign-in', { address }, headers)).status;
    const statuses: number[] = [];
    for (let tries = 0; tries < 31; tries += 1) statuses.push(await ask(victim, from));
    expect(statuses).toEqual([...Array.from({ length: 30 }, () => 303), 429]);
    const neighbour = { 'CF-Connecting-IP': '2001:DB8:1:2:ffff::1' };
    const other = { 'CF-Connecting-IP': '2001:db8:1:3::7' };
    expect([await ask(`x-${victim}`, neighbour), await ask(victim, other)]).toEqual([429, 303]);
    shop.advance(15 * 60_000);
    expect(await ask(victim, neighbour)).toBe(303);
  });

  it('refuses what is no address in words, and shows it as text', async () => {
    const answer = await openBrowser(shop).post('/portal/sign-in', {
      address: '"><script>alert(1)</script>',
    });
    const page = await answer.text();
    expect(answer.status).toBe(422);
    expect(page).toContain('Please enter an email address');
    expect(page).not.toContain('<script');
  });
});

describe('a sign-in link', () => {
  it('signs in once, in the browser that asked, by its button and never by being opened', async () => {
    const { customerId } = await shop.invoice(42_000);
    const browser = openBrowser(shop);
    await browser.post('/portal/sign-in', { address: addressOf(customerId) });
    const link = await linkFor(shop, addressOf(customerId));
    for (let looks = 0; looks < 3; looks += 1) {
      const looked = await browser.get(link);
      expect([looked.status, (await looked.text()).includes(addressOf(customerId))]).toEqual([200, true]);
    }
    expect((await browser.get('/portal/invoices')).status).toBe(303);
    const used = await browser.post(link);
    expect([used.status, used.headers.get('location')]).toEqual([303, '/portal/invoices']);
    expect((await browser.get('/portal/invoices')).status).toBe(200);
    // A second press of the button redirects; in a browser without the session, the link is used up.
    expect((await browser.post(link)).status).toBe(303);
    expect((await openBrowser(shop).post(link)).status).toBe(410);
    expect((await openBrowser(shop).get(link)).status).toBe(410);
  });

  it('pressed twice at once signs in once', async () => {
    const { customerId } = await shop.invoice(42_000);
    const browser = openBrowser(shop);
    await browser.post('/portal/sign-in', { address: addressOf(customerId) });
    const link = await linkFor(shop, addressOf(customerId));
    await Promise.all([browser.post(link), browser.post(link), browser.post(link)]);
    const rows = await shop.ctx.db
      .select()
      .from(portalSessions)
      .where(eq(portalSessions.address, addressOf(customerId)));
    expect(rows).toHaveLength(1);
  });

  it('stolen from the mail opens nothing elsewhere, names no address, and offers a new one for that browser', async () => {
    const { customerId } = await shop.invoice(42_000);
    await openBrowser(shop).post('/portal/sign-in', { address: addressOf(customerId) });
    const link = await linkFor(shop, addressOf(customerId));
    const thief = openBrowser(shop);
    const looked = await thief.get(link);
    const page = await looked.text();
    expect([looked.status, page.includes(addressOf(customerId))]).toEqual([403, false]);
    expect((await thief.post(link)).status).toBe(403);
    expect((await thief.get('/portal/invoices')).status).toBe(303);
    expect(page).toContain(`${link}/again`);
    expect((await thief.post(`${link}/again`)).status).toBe(303);
    // The new one went to the address itself, and works in the browser that requested it.
    const fresh = await linkFor(shop, addressOf(customerId));
    expect(fresh).not.toBe(link);
    expect((await thief.post(fresh)).status).toBe(303);
    expect((await thief.get('/portal/invoices')).status).toBe(200);
  });

  it('works for 15 minutes', async () => {
    const { customerId } = await shop.invoice(42_000);
    const browser = openBrowser(shop);
    await browser.post('/portal/sign-in', { address: addressOf(customerId) });
    const link = await linkFor(shop, addressOf(customerId));
    shop.advance(15 * 60_000);
    expect((await browser.post(link)).status).toBe(410);
    const page = await (await browser.get(link)).text();
    expect(page).toContain('no longer valid');
    expect(page).toContain('Send a new link');
  });

  it('that was forged is 404 without a single query', async () => {
    const { customerId } = await shop.invoice(42_000);
    await openBrowser(shop).post('/portal/sign-in', { address: addressOf(customerId) });
    const link = await linkFor(shop, addressOf(customerId));
    shop.trips.count = 0;
    for (const at of [17, 30, 60, 80]) {
      const other = link[at] === 'A' ? 'B' : 'A';
      const forged = link.slice(0, at) + other + link.slice(at + 1);
      expect((await openBrowser(shop).get(forged)).status).toBe(404);
    }
    expect(shop.trips.count).toBe(0);
  });

  it('leads back to the page that was asked for, and to no other site', async () => {
    const { customerId } = await shop.invoice(42_000);
    const asked = await openBrowser(shop).get('/portal/statement?from=2026-10-01');
    expect(asked.headers.get('location')).toBe(
      '/portal/sign-in?next=%2Fportal%2Fstatement%3Ffrom%3D2026-10-01',
    );
    for (const [next, lands] of [
      ['/portal/statement', '/portal/statement'],
      ['/portal/statement?from=2026-10-01&to=2026-10-31', '/portal/statement?from=2026-10-01&to=2026-10-31'],
      ['/portal/statement?to=<script>', '/portal/statement'],
      ['/portal/statement?to=\\nX:y', '/portal/statement'],
      ['/portal/..?/portal/statement', '/portal/invoices'],
      ['//evil.test?/portal/statement', '/portal/invoices'],
      ['//evil.test', '/portal/invoices'],
      ['/portal/../evil', '/portal/invoices'],
      ['https://evil.test/portal/', '/portal/invoices'],
      ['/portal/sign-out', '/portal/invoices'],
    ] as const) {
      const browser = openBrowser(shop);
      await browser.post('/portal/sign-in', { address: addressOf(customerId), next });
      const used = await browser.post(await linkFor(shop, addressOf(customerId)));
      expect(used.headers.get('location')).toBe(lands);
    }
  });
});

describe('a session', () => {
  it('is a closed cookie of this host, and only its hash is kept', async () => {
    const { customerId } = await shop.invoice(42_000);
    const browser = openBrowser(shop);
    await browser.post('/portal/sign-in', { address: addressOf(customerId) });
    const used = await browser.post(await linkFor(shop, addressOf(customerId)));
    const cookie = used.headers.getSetCookie().find((line) => line.includes('_session=')) ?? '';
    expect(cookie).toMatch(/^__Host-quittance_session=[0-9a-f]{64};/);
    for (const part of ['Path=/', 'Secure', 'HttpOnly', 'SameSite=Lax']) expect(cookie).toContain(part);
    expect(cookie).not.toContain('Domain');
    const rows = await shop.ctx.db.select().from(portalSessions);
    const secret = browser.cookies.get('__Host-quittance_session') ?? '';
    expect(JSON.stringify(rows)).not.toContain(secret);
  });

  it('ends when nobody came for 30 days, and after 90 in any case', async () => {
    const { customerId } = await shop.invoice(42_000);
    const day = 24 * 3_600_000;
    const browser = await signIn(shop, customerId);
    for (let month = 0; month < 3; month += 1) {
      expect((await browser.get('/portal/invoices')).status).toBe(200);
      shop.advance(29 * day);
    }
    expect((await browser.get('/portal/invoices')).status).toBe(200);
    shop.advance(4 * day);
    expect((await browser.get('/portal/invoices')).status).toBe(303);
    const other = await signIn(shop, customerId);
    shop.advance(30 * day);
    expect((await other.get('/portal/invoices')).status).toBe(303);
  });

  it('ends by signing out, here or everywhere, and links on their way end with it', async () => {
    const { customerId } = await shop.invoice(42_000);
    const [here, there] = [await signIn(shop, customerId), await signIn(shop, customerId)];
    const secret = here.cookies.get('__Host-quittance_session') ?? '';
    expect((await here.post('/portal/sign-out')).headers.get('location')).toBe('/portal/sign-in');
    here.cookies.set('__Host-quittance_session', secret);
    expect((await here.get('/portal/invoices')).status).toBe(303);
    expect((await there.get('/portal/invoices')).status).toBe(200);

    const third = await signIn(shop, customerId);
    const waiting = openBrowser(shop);
    await waiting.post('/portal/sign-in', { address: addressOf(customerId) });
    await third.post('/portal/sign-out-everywhere');
    expect((await there.get('/portal/invoices')).status).toBe(303);
    expect((await waiting.post(await linkFor(shop, addressOf(customerId)))).status).toBe(410);
  });

  it('changes nothing without its token, from another site, or without saying where from', async () => {
    const { customerId } = await shop.invoice(42_000);
    const browser = await signIn(shop, customerId);
    const attempts = [
      await browser.post('/portal/sign-out', { csrf: '' }),
      await browser.post('/portal/sign-out', { csrf: 'f'.repeat(32) }),
      await browser.post('/portal/sign-out', {}, { 'Sec-Fetch-Site': 'cross-site' }),
      await browser.post('/portal/sign-out', {}, { 'Sec-Fetch-Site': 'same-site' }),
      await shop.request('/portal/sign-out', { method: 'POST' }),
      await shop.request('/portal/sign-in', { method: 'POST', headers: { Origin: 'https://evil.test' } }),
      await shop.request('/portal/sign-in', { method: 'POST', headers: { Origin: 'null' } }),
    ];
    expect(attempts.map(({ status }) => status)).toEqual([403, 403, 403, 403, 403, 403, 403]);
    expect((await browser.get('/portal/invoices')).status).toBe(200);
    const old = await shop.request('/portal/sign-in', {
      method: 'POST',
      headers: { Origin: 'https://billing.test', 'Content-Type': 'application/x-www-form-urlencoded' },
      body: 'address=a%40b.test',
    });
    expect(old.status).toBe(303);
  });

  it('of an address that was taken off the customer is over at once', async () => {
    const { customerId } = await shop.invoice(42_000);
    const browser = await signIn(shop, customerId);
    await setAddresses(shop, customerId, 'new@payer.test', []);
    expect((await browser.get('/portal/invoices')).status).toBe(303);
  });
});

describe('an address of several customers', () => {
  it('picks one, switches, and is offered no other', async () => {
    const [one, two, strange] = [
      await shop.invoice(1_000),
      await shop.invoice(2_000),
      await shop.invoice(3_000),
    ];
    const address = `shared-${one.customerId}@payer.test`;
    await setAddresses(shop, one.customerId, 'boss@one.test', [address]);
    await setAddresses(shop, two.customerId, address, []);
    const browser = openBrowser(shop);
    await browser.post('/portal/sign-in', { address });
    await browser.post(await linkFor(shop, address));
    expect((await browser.get('/portal/invoices')).headers.get('location')).toBe('/portal/choose');
    const page = await (await browser.get('/portal/choose')).text();
    const csrf = csrfIn(page);
    expect([one, two, strange].map(({ customerId }) => page.includes(customerId))).toEqual([
      true,
      true,
      false,
    ]);
    const shown = async () => (await browser.get('/portal/invoices')).text();
    await browser.post('/portal/choose', { csrf, customer: one.customerId });
    expect(await shown()).toContain('$10.00');
    await browser.post('/portal/choose', { csrf, customer: two.customerId });
    expect(await shown()).toContain('$20.00');
    for (const customer of [strange.customerId, 'cus_00000000000000000000000000', '']) {
      expect((await browser.post('/portal/choose', { csrf, customer })).status).toBe(404);
    }
  });
});
