import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { emails, signInMails } from '../../../src/db/schema/index.ts';
import { requestSignIn } from '../../../src/operations/sign-in/request-sign-in.ts';
import { newSecret } from '../../../src/operations/sign-in/session-secret.ts';
import { sweepWork } from '../../../src/operations/watch/sweep-work.ts';
import { linkFor, openBrowser, setAddresses, signIn } from '../../support/worker/portal.ts';
import { must, openShop, type Shop } from '../../support/worker/shop.ts';

const MINUTE = 60_000;

let shop: Shop;
beforeEach(async () => {
  shop = await openShop();
});

const addressOf = (customerId: string) => `${customerId}@payer.test`;

async function owner() {
  const { customerId } = await shop.invoice(42_000);
  await shop.work();
  shop.posted.length = 0;
  return { customerId, address: addressOf(customerId) };
}

/** A stranger's post, as the route makes it: from a fresh browser, out of one of a thousand networks. */
async function strangerAsks(address: string, from: number): Promise<void> {
  const browser = { secret: newSecret(shop.ctx), asks: [] };
  const network = from % 1000;
  const ip = `198.${51 + (network >> 8)}.${network & 255}.7`;
  must(
    await requestSignIn(shop.ctx, {
      audience: 'portal',
      address,
      browser,
      ip,
      returnPath: null,
      after: null,
    }),
  );
}

async function flood(address: string, posts: number, first = 0): Promise<void> {
  const atOnce = 40;
  for (let from = first; from < first + posts; from += atOnce) {
    await Promise.all(Array.from({ length: atOnce }, (_, place) => strangerAsks(address, from + place)));
  }
}

/** What the cron of this minute finds due, done. */
async function tick(): Promise<void> {
  await sweepWork(shop.ctx);
  await shop.work();
}

describe('strangers who ask for somebody’s address', () => {
  it('10,000 times from 1,000 networks neither fill the mailbox nor keep its owner out of a new browser', async () => {
    const { address } = await owner();
    // However long the machine takes for so many posts: only what the test says passes.
    const clock = { ms: shop.ctx.now() };
    Object.assign(shop.ctx, { now: () => clock.ms });
    // 4,800 before the owner asks, over 40 minutes, so that every mail of the hour is used up; 5,200 after.
    for (let minute = 0; minute < 40; minute += 1) {
      await flood(address, 120, minute * 120);
      await tick();
      clock.ms += MINUTE;
    }
    const fresh = openBrowser(shop);
    const from = { 'CF-Connecting-IP': '203.0.113.9' };
    expect((await fresh.post('/portal/sign-in', { address }, from)).status).toBe(303);
    await flood(address, 5200, 4800);
    await tick();
    // At once, by the newest mail in the mailbox.
    const link = await linkFor(shop, address);
    expect((await fresh.get(link)).status).toBe(200);
    expect((await fresh.post(link)).status).toBe(303);
    expect((await fresh.get('/portal/invoices')).status).toBe(200);
    expect(shop.posted.filter(({ to }) => to === address)).toHaveLength(3);
  }, 300_000);

  it('get the same answer for an address that is known and one that is not, for a mail sent and one kept back', async () => {
    const { address } = await owner();
    const answers = new Set<string>();
    for (const to of [address, address, address, 'nobody@elsewhere.test', 'nobody@elsewhere.test']) {
      shop.trips.count = 0;
      const answer = await openBrowser(shop).post('/portal/sign-in', { address: to });
      const cookies = answer.headers.getSetCookie().map((line) => line.replace(/=[^;]*/, `=${line.length}`));
      answers.add(JSON.stringify([answer.status, answer.headers.get('location'), shop.trips.count, cookies]));
    }
    expect(answers.size).toBe(1);
  });

  it('use up no one’s own: a browser that signed in before gets its own mail, for it alone', async () => {
    const { customerId, address } = await owner();
    const known = await signIn(shop, customerId);
    await shop.work();
    await known.post('/portal/sign-out');
    shop.posted.length = 0;
    for (let minute = 0; minute < 10; minute += 1) {
      await flood(address, 40);
      await tick();
      shop.advance(MINUTE);
    }
    const flooded = shop.posted.length;
    await known.post('/portal/sign-in', { address, csrf: '' });
    await shop.work();
    expect(shop.posted).toHaveLength(flooded + 1);
    const link = await linkFor(shop, address);
    // A stranger who asked as well holds the very link, and is not signed in by it.
    const stranger = openBrowser(shop);
    await stranger.post('/portal/sign-in', { address });
    expect((await stranger.post(link)).status).toBe(403);
    expect((await known.post(link)).status).toBe(303);
    expect((await known.get('/portal/invoices')).status).toBe(200);
  });

  it('are signed in by nothing that the owner clicks, and a browser that did not ask by nothing at all', async () => {
    const { address } = await owner();
    const stranger = openBrowser(shop);
    await stranger.post('/portal/sign-in', { address });
    await shop.work();
    const mine = openBrowser(shop);
    await mine.post('/portal/sign-in', { address });
    const link = await linkFor(shop, address);
    expect((await mine.post(link)).status).toBe(303);
    expect((await mine.get('/portal/invoices')).status).toBe(200);
    expect((await stranger.get('/portal/invoices')).status).toBe(303);
    const passer = openBrowser(shop);
    expect([(await passer.get(link)).status, (await passer.post(link)).status]).toEqual([410, 410]);
    expect((await passer.get('/portal/invoices')).status).toBe(303);
  });

  it('cannot open a link by asking from it: only a later mail works there', async () => {
    const { address } = await owner();
    await openBrowser(shop).post('/portal/sign-in', { address });
    await shop.work();
    const link = await linkFor(shop, address);
    const finder = openBrowser(shop);
    await finder.post(`${link}/again`);
    expect((await finder.post(link)).status).toBe(403);
    expect((await finder.get('/portal/invoices')).status).toBe(303);
  });

  it('cannot make a cookie that says that they asked, or signed in before', async () => {
    const { address } = await owner();
    await openBrowser(shop).post('/portal/sign-in', { address });
    const link = await linkFor(shop, address);
    const forger = openBrowser(shop);
    await forger.post('/portal/sign-in', { address: 'eve@elsewhere.test' });
    const [name = '', sealed = ''] = [...forger.cookies].find(([key]) => key.endsWith('_browser')) ?? [];
    const [key, , mac] = sealed.split('.');
    const claims = { secret: 'a'.repeat(64), asks: [{ address: 'x', askedAt: shop.ctx.now(), known: true }] };
    for (const forged of [
      `${key}.${btoa(JSON.stringify(claims)).replaceAll('=', '')}.${mac}`,
      `9${sealed}`,
      'x',
      '',
    ]) {
      forger.cookies.set(name, forged);
      expect((await forger.post(link)).status).toBe(403);
    }
  });

  it('leave no row for their posts beside the mails', async () => {
    const { address } = await owner();
    await flood(address, 200);
    expect(await shop.ctx.db.$count(signInMails, eq(signInMails.address, address))).toBeLessThanOrEqual(2);
  });
});

describe('an address that several businesses know', () => {
  it('gets a mail that names none of them', async () => {
    const { address } = await owner();
    const other = await openShop();
    const { customerId: theirs } = await other.invoice(1_000);
    await setAddresses(shop, theirs, address, []);
    await openBrowser(shop).post('/portal/sign-in', { address });
    await shop.work();
    const rows = await shop.ctx.db.select().from(emails).where(eq(emails.recipient, address));
    expect(rows.map(({ facts }) => facts)).toContainEqual(
      expect.objectContaining({ template: 'sign_in_link', neutral: true }),
    );
  });
});
