import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { apiKeys, customers, idempotencyKeys, journal } from '../../../src/db/schema/index.ts';
import { apiClient } from '../../support/worker/api.ts';
import { addKey, seedMerchant, testContext } from '../../support/worker/context.ts';

const HOUR_MS = 3_600_000;

const open = async (wishes: Parameters<typeof seedMerchant>[1] = {}) => {
  const ctx = testContext();
  const merchant = await seedMerchant(ctx, wishes);
  const { livemode } = merchant.scope;
  return { ctx, merchant, livemode, api: apiClient(ctx, merchant) };
};
type Opened = Awaited<ReturnType<typeof open>>;

let shop: Opened;
beforeEach(async () => {
  shop = await open();
});

const make = async (body: object = {}, headers: Record<string, string> = {}) =>
  shop.api('POST', '/api-keys', { name: 'Webshop', scopes: ['read', 'write'], ...body }, headers);
const rotate = (id: string, body?: object, headers: Record<string, string> = {}) =>
  shop.api('POST', `/api-keys/${id}/rotate`, body, headers);
const clientOf = (key: unknown) => apiClient(shop.ctx, { apiKey: String(key) });
const at = (ms: number) => new Date(ms).toISOString();

describe('API keys have a life: a key that is made', () => {
  it('is named, scoped and shown once; only its hash is kept, in no journal, log or stored answer', async () => {
    const once = { 'Idempotency-Key': 'make' };
    const made = await make({}, once);
    expect(made.status).toBe(201);
    const { key, ...rest } = made.body;
    expect(key).toMatch(/^qk_test_[\w-]{32}$/);
    expect(rest).toEqual({
      id: expect.stringMatching(/^key_/),
      object: 'api_key',
      name: 'Webshop',
      livemode: false,
      scopes: ['read', 'write'],
      state: 'active',
      createdAt: at(shop.ctx.now()),
      expiresAt: null,
      revokedAt: null,
      lastUsedAt: null,
      previous: null,
    });
    const again = await make({}, once);
    expect(again.status).toBe(201);
    expect(again.body).toEqual({ ...rest, key: null });
    expect((await shop.api('GET', `/api-keys/${made.body.id}`)).body).toEqual(rest);
    expect((await shop.api('GET', '/api-keys')).body.data).toHaveLength(2);
    const stored = JSON.stringify([
      await shop.ctx.db.select().from(apiKeys).all(),
      await shop.ctx.db.select().from(idempotencyKeys).all(),
      await shop.ctx.db.select().from(journal).all(),
      shop.ctx.logged,
    ]);
    expect(stored).not.toContain(String(key).slice('qk_test_'.length));
  });

  it('gives no more than its maker has, and no longer', async () => {
    const ending = shop.ctx.now() + HOUR_MS;
    const clerk = await addKey(shop.ctx, shop.merchant.scope, {
      scopes: ['read', 'admin'],
      expiresAt: ending,
    });
    const api = clientOf(clerk.apiKey);
    const wider = await api('POST', '/api-keys', {
      name: 'X',
      scopes: ['read', 'money'],
      expiresAt: at(ending),
    });
    expect(wider).toMatchObject({
      status: 403,
      body: { code: 'beyond_own_grant', detail: 'Your API key cannot give what it lacks: money.' },
    });
    for (const expiresAt of [null, at(ending + 1)]) {
      const longer = await api('POST', '/api-keys', { name: 'X', scopes: ['read'], expiresAt });
      expect(longer).toMatchObject({ status: 403, body: { code: 'beyond_own_grant' } });
      expect(longer.body.detail).toContain(at(ending));
    }
    // Nor by taking over one that has more.
    expect((await api('POST', `/api-keys/${shop.merchant.apiKeyId}/rotate`)).status).toBe(403);
    expect((await api('POST', `/api-keys/${clerk.apiKeyId}/rotate`, { expiresAt: null })).status).toBe(403);
    const same = await api('POST', '/api-keys', { name: 'X', scopes: ['read'], expiresAt: at(ending) });
    expect(same.status).toBe(201);
  });

  it('is refused where it makes no sense', async () => {
    for (const body of [
      { scopes: [] },
      { scopes: ['read', 'read'] },
      { scopes: ['everything'] },
      { name: '' },
      { name: 'two\nlines' },
      { expiresAt: at(shop.ctx.now()) },
    ]) {
      expect(await make(body)).toMatchObject({ status: 400, body: { code: 'invalid' } });
    }
  });

  it('expires when it was told to, and says when that was', async () => {
    const expiresAt = at(shop.ctx.now() + HOUR_MS);
    const { key, id } = (await make({ expiresAt })).body;
    const api = clientOf(key);
    const before = await api('GET', '/invoices');
    expect([before.status, before.headers.get('X-Api-Key-Expires')]).toEqual([200, expiresAt]);
    expect(before.headers.get('Deprecation')).toBeNull();
    shop.ctx.clock.ms += HOUR_MS;
    const after = await api('GET', '/invoices');
    expect(after).toMatchObject({
      status: 401,
      body: {
        code: 'unauthorized',
        detail: `This API key expired on ${expiresAt}. Have another one made.`,
      },
    });
    expect(after.headers.get('WWW-Authenticate')).toContain('error="invalid_token"');
    expect((await shop.api('GET', `/api-keys/${id}`)).body.state).toBe('expired');
    expect(await rotate(id)).toMatchObject({ status: 409, body: { code: 'api_key_over' } });
  });
});

describe('a key that is rotated', () => {
  it('works with both secrets for the overlap, with nothing refused meanwhile, then with the new one only', async () => {
    const { key, id } = (await make()).body;
    const [old, traffic] = [clientOf(key), [] as Promise<number>[]];
    const call = async () => (await old('GET', '/customers')).status;
    for (let i = 0; i < 5; i += 1) traffic.push(call());
    const rotated = await rotate(id, { overlapSeconds: 3_600 });
    for (let i = 0; i < 5; i += 1) traffic.push(call());
    expect(await Promise.all(traffic)).toEqual(Array.from({ length: 10 }, () => 200));
    const until = at(shop.ctx.now() + HOUR_MS);
    expect(rotated.body).toMatchObject({
      id,
      previous: { until, lastUsedAt: at(shop.ctx.now()) },
      lastUsedAt: null,
    });
    expect(rotated.body.key).not.toBe(key);
    const replaced = await old('GET', '/customers');
    expect(replaced.headers.get('Deprecation')).toBe(`@${(shop.ctx.now() + HOUR_MS) / 1000}`);
    expect(replaced.headers.get('X-Api-Key-Expires')).toBe(until);
    const present = await clientOf(rotated.body.key)('GET', '/customers');
    expect([present.status, present.headers.get('Deprecation')]).toEqual([200, null]);
    shop.ctx.clock.ms += HOUR_MS;
    expect(await old('GET', '/customers')).toMatchObject({
      status: 401,
      body: { detail: `This API key was rotated, and its old secret ended on ${until}. Use the new one.` },
    });
    expect((await clientOf(rotated.body.key)('GET', '/customers')).status).toBe(200);
  });

  it('acts once for a call that is sent with the old secret and repeated with the new one', async () => {
    const { key, id } = (await make()).body;
    const once = { 'Idempotency-Key': 'customer' };
    const first = await clientOf(key)('POST', '/customers', { legalName: 'Once' }, once);
    const { key: next } = (await rotate(id)).body;
    const second = await clientOf(next)('POST', '/customers', { legalName: 'Once' }, once);
    expect(second.headers.get('Idempotent-Replayed')).toBe('true');
    expect(second.body).toEqual(first.body);
    expect(await shop.ctx.db.select().from(customers).where(eq(customers.legalName, 'Once'))).toHaveLength(1);
  });

  it('is rotated once by a request that is repeated', async () => {
    const { id } = (await make()).body;
    const once = { 'Idempotency-Key': 'rotate' };
    const first = await rotate(id, { overlapSeconds: 60 }, once);
    const second = await rotate(id, { overlapSeconds: 60 }, once);
    expect(second.body).toEqual({ ...first.body, key: null });
    expect((await clientOf(first.body.key)('GET', '/customers')).status).toBe(200);
  });

  it('is not rotated again while an old secret still counts, but can be ended at once', async () => {
    const { key, id } = (await make()).body;
    const first = await rotate(id, { overlapSeconds: 3_600 });
    const refused = await rotate(id);
    expect(refused).toMatchObject({ status: 409, body: { code: 'api_key_rotating' } });
    expect(refused.body.detail).toContain(at(shop.ctx.now() + HOUR_MS));
    const second = await rotate(id, { overlapSeconds: 0 });
    const status = async (secret: unknown) => (await clientOf(secret)('GET', '/customers')).status;
    expect(await status(key)).toBe(401);
    expect(await status(first.body.key)).toBe(401);
    expect(await status(second.body.key)).toBe(200);
  });

  it('gives its old secret no longer than the key had', async () => {
    const expiresAt = at(shop.ctx.now() + 1_000);
    const { id } = (await make({ expiresAt })).body;
    const later = at(shop.ctx.now() + 5 * HOUR_MS);
    expect((await rotate(id, { expiresAt: later })).body).toMatchObject({
      expiresAt: later,
      previous: { until: expiresAt },
    });
  });
});

describe('a key that is revoked', () => {
  it('is refused at once, with both secrets, and says when that was', async () => {
    const { key, id } = (await make()).body;
    const { key: next } = (await rotate(id)).body;
    const revoked = await shop.api('POST', `/api-keys/${id}/revoke`);
    expect(revoked.body).toMatchObject({ state: 'revoked', revokedAt: at(shop.ctx.now()) });
    shop.ctx.clock.ms += 1_000;
    for (const secret of [key, next]) {
      expect(await clientOf(secret)('GET', '/customers')).toMatchObject({
        status: 401,
        body: { detail: `This API key was revoked on ${String(revoked.body.revokedAt)}.` },
      });
    }
    expect((await shop.api('POST', `/api-keys/${id}/revoke`)).body).toEqual(revoked.body);
    expect(await rotate(id)).toMatchObject({ status: 409, body: { code: 'api_key_over' } });
  });

  it('is not the last one that manages keys, not even where two revoke each other at once', async () => {
    const id = shop.merchant.apiKeyId;
    await addKey(shop.ctx, shop.merchant.scope, { scopes: ['read', 'write', 'money'] });
    await addKey(shop.ctx, { ...shop.merchant.scope, livemode: true });
    expect(await shop.api('POST', `/api-keys/${id}/revoke`)).toMatchObject({
      status: 409,
      body: { code: 'last_admin_key' },
    });
    const other = await addKey(shop.ctx, shop.merchant.scope);
    const both = await Promise.all([
      shop.api('POST', `/api-keys/${other.apiKeyId}/revoke`),
      clientOf(other.apiKey)('POST', `/api-keys/${id}/revoke`),
    ]);
    expect(both.filter(({ status }) => status === 200)).toHaveLength(1);
    const [mine, theirs] = [shop.api, clientOf(other.apiKey)];
    const left = [(await mine('GET', '/api-keys')).status, (await theirs('GET', '/api-keys')).status];
    expect(left.toSorted()).toEqual([200, 401]);
  });

  it('makes no other one with a request that was under way', async () => {
    const { key } = (await make({ scopes: ['read', 'admin'] })).body;
    const api = clientOf(key);
    const { db } = shop.ctx;
    // Revoked between being let in and the making: what the making itself reads says so.
    const batch = db.batch.bind(db);
    let isFirst = true;
    Object.defineProperty(db, 'batch', {
      configurable: true,
      value: async (statements: Parameters<typeof batch>[0]) => {
        if (isFirst) {
          isFirst = false;
          await db.update(apiKeys).set({ revokedAt: shop.ctx.now() }).where(eq(apiKeys.name, 'Webshop'));
        }
        return batch(statements);
      },
    });
    try {
      expect(await api('POST', '/api-keys', { name: 'Late', scopes: ['read'] })).toMatchObject({
        status: 401,
        body: { code: 'unauthorized', detail: 'This API key has ended since the request was sent.' },
      });
    } finally {
      Reflect.deleteProperty(db, 'batch');
    }
    expect(await db.select().from(apiKeys).where(eq(apiKeys.name, 'Late'))).toEqual([]);
  });
});

describe('a key of another business', () => {
  it.each([
    ['GET', ''],
    ['POST', '/rotate'],
    ['POST', '/revoke'],
  ])('is refused in words: %s …%s', async (method, verb) => {
    const other = await seedMerchant(shop.ctx);
    const live = await addKey(shop.ctx, { ...shop.merchant.scope, livemode: true });
    for (const id of [other.apiKeyId, live.apiKeyId, 'key_none']) {
      const refused = await shop.api(method, `/api-keys/${id}${verb}`);
      expect(refused).toMatchObject({
        status: 404,
        body: { code: 'not_found', detail: 'There is no such API key.' },
      });
    }
    const listed = (await shop.api('GET', '/api-keys')).body.data.map(({ id }) => id);
    expect(listed).toEqual([shop.merchant.apiKeyId]);
    expect((await clientOf(other.apiKey)('GET', '/customers')).status).toBe(200);
  });
});

describe('what is known of a key’s use', () => {
  it('is when it was last used, written once an hour and not with each request', async () => {
    const { key, id } = (await make()).body;
    const api = clientOf(key);
    const usedAt = async () => (await shop.api('GET', `/api-keys/${id}`)).body.lastUsedAt;
    expect(await usedAt()).toBeNull();
    const first = at(shop.ctx.now());
    await api('GET', '/customers');
    shop.ctx.clock.ms += HOUR_MS - 1;
    await api('GET', '/customers');
    expect(await usedAt()).toBe(first);
    shop.ctx.clock.ms += 1;
    await api('GET', '/customers');
    expect(await usedAt()).toBe(at(shop.ctx.now()));
  });

  it('is logged where it was refused, by its id and never by the key', async () => {
    const { key, id } = (await make({ scopes: ['read'] })).body;
    const api = clientOf(key);
    await api('POST', '/customers', { legalName: 'X' });
    await shop.api('POST', `/api-keys/${id}/revoke`);
    await api('GET', '/customers');
    const strange = `qk_test_${'s'.repeat(32)}`;
    await clientOf(strange)('GET', '/customers');
    await clientOf('nonsense')('GET', '/customers');
    const refusals = shop.ctx.logged
      .filter(({ event }) => event === 'api_refused')
      .map(({ fields }) => fields);
    expect(refusals).toMatchObject([
      { reason: 'scope', scope: 'write', operation: 'createCustomer', apiKeyId: id },
      { reason: 'revoked', operation: 'listCustomers', apiKeyId: id },
      { reason: 'unknown', apiKeyId: null },
      { reason: 'unknown', apiKeyId: null },
    ]);
    const logged = JSON.stringify(shop.ctx.logged);
    for (const secret of [key, strange, shop.merchant.apiKey]) {
      expect(logged).not.toContain(String(secret).slice('qk_test_'.length, -1));
    }
    expect(logged).not.toContain('nonsense');
  });
});
