import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { auditLog, passkeys, staffSessions } from '../../../src/db/schema/index.ts';
import { userHandleOf } from '../../../src/operations/core/base64url.ts';
import { asked, authenticator as deviceOf, type Said } from '../../support/worker/passkeys.ts';
import { openBrowser } from '../../support/worker/portal.ts';
import { openShop, type Shop } from '../../support/worker/shop.ts';
import { browserFor, hire, type StaffBrowser } from '../../support/worker/staff.ts';

const ACCOUNT = '/dashboard/account';

let shop: Shop;
let personId: string;
let browser: StaffBrowser;
beforeEach(async () => {
  shop = await openShop();
  ({ personId } = await hire(shop, [[shop, 'owner']]));
  browser = await browserFor(shop, personId);
});

const authenticator = () => deviceOf(personId);
type Device = Awaited<ReturnType<typeof authenticator>>;

async function add(device: Device, said: Partial<Said> = {}): Promise<Response> {
  const { challenge, sealed } = await asked(browser, ACCOUNT, 'create');
  const made = await device.create({ challenge, ...said });
  return browser.post(`${ACCOUNT}/passkeys`, { name: 'Work laptop', challenge: sealed, ...made });
}

async function enter(device: Device, said: Partial<Said> = {}, more: Record<string, string> = {}) {
  const stranger = openBrowser(shop);
  const { challenge, sealed } = await asked(stranger, '/dashboard/sign-in', 'get');
  const form = { challenge: sealed, ...(await device.get({ challenge, ...said })), ...more };
  const answer = await stranger.post('/dashboard/sign-in/passkey', form);
  return { stranger, answer, form };
}

describe('a passkey', () => {
  it('is added by whoever is signed in, and signs them in without a mail', async () => {
    const device = await authenticator();
    expect((await add(device)).status).toBe(303);
    const { stranger, answer } = await enter(device);
    expect(answer.headers.get('location')).toBe('/dashboard');
    expect((await stranger.get(`/dashboard/${shop.scope.merchantId}`)).status).toBe(200);
    expect(await (await stranger.get(ACCOUNT)).text()).toContain('Signed in by passkey');
    const lines = await shop.ctx.db.select().from(auditLog).where(eq(auditLog.personId, personId));
    expect(lines.map(({ action }) => action)).toEqual(['passkey_added', 'signed_in']);
    const [row] = await shop.ctx.db.select().from(passkeys).where(eq(passkeys.personId, personId));
    expect(row).toMatchObject({
      name: 'Work laptop',
      createdAt: expect.any(Number),
      usedAt: expect.any(Number),
    });
  });

  it.each<[string, Partial<Said>]>([
    ['another site’s page', { origin: 'https://evil.test' }],
    ['another host', { host: 'evil.test' }],
    ['nobody there', { flags: 4 }],
    ['nobody who was recognised', { flags: 1 }],
    ['another ceremony', { type: 'webauthn.create' }],
    ['another challenge', { challenge: 'AAAA' }],
    ['a backup that it says there cannot be', { flags: 21 }],
  ])('signs nobody in with %s', async (_, said) => {
    const device = await authenticator();
    await add(device);
    const { answer } = await enter(device, said);
    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain('was not accepted');
  });

  it('signs in once for a challenge, in time, with its own signature, and never as a copy', async () => {
    const device = await authenticator();
    await add(device);
    const { stranger, form, answer } = await enter(device, { counter: 7 });
    expect(answer.status).toBe(303);
    expect((await stranger.post('/dashboard/sign-in/passkey', form)).status).toBe(422);
    expect((await enter(device, { counter: 7 })).answer.status).toBe(422);
    expect((await enter(device, { counter: 0 })).answer.status).toBe(422);
    expect((await enter(device, { counter: 8 })).answer.status).toBe(303);
    const other = await authenticator();
    const forged = await other.get({ challenge: 'x' });
    expect((await enter(device, { counter: 9 }, { signature: forged.signature })).answer.status).toBe(422);
    expect((await enter(other)).answer.status).toBe(422);
    const late = await asked(openBrowser(shop), '/dashboard/sign-in', 'get');
    shop.advance(11 * 60_000);
    const assertion = await device.get({ challenge: late.challenge, counter: 9 });
    const tooLate = { challenge: late.sealed, ...assertion };
    expect((await openBrowser(shop).post('/dashboard/sign-in/passkey', tooLate)).status).toBe(422);
  });

  it('of two answers with the same count signs in one, whoever comes first', async () => {
    const device = await authenticator();
    await add(device);
    const both = await Promise.all([enter(device, { counter: 4 }), enter(device, { counter: 4 })]);
    expect(both.map(({ answer }) => answer.status).toSorted()).toEqual([303, 422]);
    const sessions = await shop.ctx.db
      .select()
      .from(staffSessions)
      .where(eq(staffSessions.personId, personId));
    expect(sessions.filter(({ signedInBy }) => signedInBy === 'passkey')).toHaveLength(1);
  });

  it('signs in nobody but whom its authenticator keeps it for', async () => {
    const device = await authenticator();
    await add(device);
    const other = await hire(shop, [[shop, 'owner']]);
    for (const user of ['', userHandleOf(other.personId)])
      expect((await enter(device, {}, { user })).answer.status).toBe(422);
    expect((await enter(device)).answer.status).toBe(303);
  });

  it('is added with a challenge of one’s own, for adding, and once', async () => {
    const device = await authenticator();
    const theirs = await browserFor(shop, (await hire(shop, [[shop, 'owner']])).personId);
    const post = async (from: { challenge: string; sealed: string }) =>
      (
        await browser.post(`${ACCOUNT}/passkeys`, {
          name: 'x',
          challenge: from.sealed,
          ...(await device.create({ challenge: from.challenge })),
        })
      ).status;
    expect(await post(await asked(theirs, ACCOUNT, 'create'))).toBe(422);
    expect(await post(await asked(openBrowser(shop), '/dashboard/sign-in', 'get'))).toBe(422);
    const mine = await asked(browser, ACCOUNT, 'create');
    expect([await post(mine), await post(mine)]).toEqual([303, 422]);
    expect((await add(device)).status).toBe(422);
    expect((await add(await authenticator(), { flags: 65 })).status).toBe(422);
  });

  it('is renamed and removed by its person alone; removed, or its person gone, it signs nobody in', async () => {
    await hire(shop, [[shop, 'owner']]);
    const device = await authenticator();
    await add(device);
    const [row] = await shop.ctx.db.select().from(passkeys).where(eq(passkeys.personId, personId));
    const passkey = row?.id ?? '';
    const eve = await browserFor(shop, (await hire(shop, [[shop, 'owner']])).personId);
    expect((await eve.post(`${ACCOUNT}/passkeys/rename`, { passkey, name: 'mine' })).status).toBe(404);
    expect((await eve.post(`${ACCOUNT}/passkeys/${passkey}/remove`)).status).toBe(404);
    expect((await browser.post(`${ACCOUNT}/passkeys/rename`, { passkey, name: 'Phone' })).status).toBe(303);
    expect(await (await browser.get(ACCOUNT)).text()).toContain('Phone');
    await eve.post(`/dashboard/${shop.scope.merchantId}/members/${personId}/remove`);
    expect((await enter(device)).answer.status).toBe(422);
    expect((await browser.get(`${ACCOUNT}/passkeys/${passkey}/remove`)).status).toBe(200);
    expect((await browser.post(`${ACCOUNT}/passkeys/${passkey}/remove`)).status).toBe(303);
    expect((await enter(device)).answer.status).toBe(422);
    const opened = await shop.ctx.db
      .select()
      .from(staffSessions)
      .where(eq(staffSessions.signedInBy, 'passkey'));
    expect(opened.filter((session) => session.personId === personId)).toEqual([]);
  });
});
