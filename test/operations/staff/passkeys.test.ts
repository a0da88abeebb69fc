import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { auditLog, passkeys, staffSessions } from '../../../src/db/schema/index.ts';
import { base64UrlOf } from '../../../src/operations/core/base64url.ts';
import { openBrowser } from '../../support/worker/portal.ts';
import { openShop, type Shop } from '../../support/worker/shop.ts';
import { browserFor, hire, type StaffBrowser } from '../../support/worker/staff.ts';

const ORIGIN = 'https://billing.test';
const ACCOUNT = '/dashboard/account';
const utf8 = (text: string) => new TextEncoder().encode(text);

let shop: Shop;
let personId: string;
let browser: StaffBrowser;
beforeEach(async () => {
  shop = await openShop();
  ({ personId } = await hire(shop, [[shop, 'owner']]));
  browser = await browserFor(shop, personId);
});

type Said = {
  readonly challenge: string;
  readonly type?: string;
  readonly origin?: string;
  readonly host?: string;
  readonly flags?: number;
  readonly counter?: number;
};

/** An authenticator of this test: ES256, as most are. */
async function authenticator() {
  const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, [
    'sign',
    'verify',
  ]);
  if (!('privateKey' in pair)) throw new Error('no pair');
  const id = crypto.getRandomValues(new Uint8Array(16));
  const spki = await crypto.subtle.exportKey('spki', pair.publicKey);
  if (!(spki instanceof ArrayBuffer)) throw new Error('no key');
  const parts = async (
    {
      challenge,
      type = 'webauthn.get',
      origin = ORIGIN,
      host = 'billing.test',
      flags = 5,
      counter = 0,
    }: Said,
    attested: Uint8Array,
  ) => {
    const head = new Uint8Array(37);
    head.set(new Uint8Array(await crypto.subtle.digest('SHA-256', utf8(host))));
    head[32] = flags;
    new DataView(head.buffer).setUint32(33, counter);
    const client = utf8(JSON.stringify({ type, challenge, origin, crossOrigin: false }));
    return { client, data: new Uint8Array([...head, ...attested]) };
  };
  return {
    credential: base64UrlOf(id),
    async create(said: Said) {
      const attested = new Uint8Array([...new Uint8Array(16), 0, id.length, ...id, 0xa0]);
      const { client, data } = await parts({ type: 'webauthn.create', flags: 69, ...said }, attested);
      return {
        client: base64UrlOf(client),
        authenticator: base64UrlOf(data),
        key: base64UrlOf(new Uint8Array(spki)),
        algorithm: '-7',
      };
    },
    async get(said: Said) {
      const { client, data } = await parts(said, new Uint8Array());
      const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', client));
      const signed = new Uint8Array([...data, ...hash]);
      const raw = new Uint8Array(
        await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, pair.privateKey, signed),
      );
      return {
        credential: base64UrlOf(id),
        client: base64UrlOf(client),
        authenticator: base64UrlOf(data),
        signature: base64UrlOf(der(raw)),
      };
    },
  };
}

function der(raw: Uint8Array): Uint8Array {
  const number = (bytes: Uint8Array) => {
    const from = bytes.findIndex((byte) => byte !== 0);
    const plain = bytes.subarray(from === -1 ? 31 : from);
    const body = (plain[0] ?? 0) > 127 ? [0, ...plain] : [...plain];
    return [2, body.length, ...body];
  };
  const body = [...number(raw.subarray(0, 32)), ...number(raw.subarray(32))];
  return new Uint8Array([0x30, body.length, ...body]);
}

/** The ceremony that a page asks for: the challenge, and what the form brings back. */
async function asked(from: Pick<StaffBrowser, 'get'>, path: string, kind: 'get' | 'create') {
  const page = await (await from.get(path)).text();
  const [, form = ''] = new RegExp(`(<form[^>]*data-passkey="${kind}".*?</form>)`, 's').exec(page) ?? [];
  const [, challenge = ''] = /data-challenge="([^"]+)"/.exec(form) ?? [];
  const [, sealed = ''] = /name="challenge" value="([^"]+)"/.exec(form) ?? [];
  return { challenge, sealed };
}

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
