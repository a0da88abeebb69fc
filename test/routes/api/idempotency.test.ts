import { and, eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { customers, idempotencyKeys, invoices, journal } from '../../../src/db/schema/index.ts';
import { beginRequest, endRequest, pruneIdempotencyKeys } from '../../../src/operations/api/idempotency.ts';
import { apiClient, makeCustomer, makeDraft } from '../../support/worker/api.ts';
import { addApiKey, seedMerchant, testContext } from '../../support/worker/context.ts';
import { openSession, withStripe } from '../../support/worker/guards.ts';
import { sentTo } from '../../support/worker/rows.ts';
import { openShop } from '../../support/worker/shop.ts';

const HOUR = 3_600_000;

async function open() {
  const ctx = testContext();
  const merchant = await seedMerchant(ctx);
  const api = apiClient(ctx, merchant);
  const customersNamed = (legalName: string) =>
    ctx.db
      .select({ id: customers.id })
      .from(customers)
      .where(and(eq(customers.merchantId, merchant.merchantId), eq(customers.legalName, legalName)));
  return { ctx, merchant, api, customersNamed };
}

const key = (name: string) => ({ 'Idempotency-Key': name });

describe('a request that is repeated with its key', () => {
  it('acts once and is answered alike', async () => {
    const { api, customersNamed } = await open();
    const first = await api('POST', '/customers', { legalName: 'Once' }, key('k1'));
    const again = await api('POST', '/customers', { legalName: 'Once' }, key('k1'));
    expect(first.headers.get('Idempotent-Replayed')).toBeNull();
    expect(again.headers.get('Idempotent-Replayed')).toBe('true');
    expect(again.status).toBe(201);
    expect(again.body).toEqual(first.body);
    expect(await customersNamed('Once')).toHaveLength(1);
  });

  it('sends one email, and its answer is stored without the links', async () => {
    const { ctx, api } = await open();
    const draft = await makeDraft(api, await makeCustomer(api));
    const sends = [1, 2, 3].map(() => api('POST', `/invoices/${draft.id}/send`, {}, key('send-1')));
    const answers = await Promise.all(sends);
    const replayed = await api('POST', `/invoices/${draft.id}/send`, {}, key('send-1'));
    expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThanOrEqual(1);
    expect(answers.filter(({ status }) => status !== 200 && status !== 409)).toEqual([]);
    expect(await sentTo(ctx, draft.id)).toHaveLength(1);
    expect(replayed.body).toEqual((await api('GET', `/invoices/${draft.id}`)).body);
    const [row] = await ctx.db.select().from(idempotencyKeys).where(eq(idempotencyKeys.key, 'send-1'));
    expect(row?.response).not.toContain('https://billing.test/i/');
    expect(row?.response).not.toContain('https://billing.test/pay/');
  });

  it('is refused where it is another request', async () => {
    const { api, customersNamed } = await open();
    await api('POST', '/customers', { legalName: 'A' }, key('k1'));
    const otherBody = await api('POST', '/customers', { legalName: 'B' }, key('k1'));
    expect(otherBody).toMatchObject({ status: 422, body: { code: 'idempotency_key_reused' } });
    const otherPath = await api(
      'POST',
      '/invoices',
      { customerId: 'cus_00000000000000000000000000' },
      key('k1'),
    );
    expect(otherPath.status).toBe(422);
    expect(await customersNamed('B')).toEqual([]);
  });

  it('is told to wait while the first is still running', async () => {
    const { ctx, merchant, api, customersNamed } = await open();
    const name = { apiKeyId: merchant.apiKeyId, key: 'slow' };
    const body = JSON.stringify({ legalName: 'Slow' });
    await beginRequest(ctx, name, `POST\n/api/v1/customers\n${body}`);
    const waiting = await api('POST', '/customers', body, key('slow'));
    expect(waiting).toMatchObject({ status: 409, body: { code: 'request_in_progress' } });
    expect(Number(waiting.headers.get('Retry-After'))).toBeGreaterThan(0);
    expect(await customersNamed('Slow')).toEqual([]);
  });

  it('a hundred at once make one thing', async () => {
    const { api, customersNamed } = await open();
    const calls = Array.from({ length: 100 }, () =>
      api('POST', '/customers', { legalName: 'Hundred' }, key('many')),
    );
    const statuses = new Set((await Promise.all(calls)).map(({ status }) => status));
    expect([...statuses].filter((status) => status !== 201 && status !== 409)).toEqual([]);
    expect(await customersNamed('Hundred')).toHaveLength(1);
  });
});

describe('a worker that dies', () => {
  it('between commit and answer: the repetition makes the same thing, once', async () => {
    const { ctx, api, customersNamed } = await open();
    const first = await api('POST', '/customers', { legalName: 'Crash' }, key('crash'));
    // As if the answer had never been stored.
    await ctx.db
      .update(idempotencyKeys)
      .set({ status: null, response: null })
      .where(eq(idempotencyKeys.key, 'crash'));
    expect((await api('POST', '/customers', { legalName: 'Crash' }, key('crash'))).status).toBe(409);
    ctx.clock.ms += 61_000;
    const again = await api('POST', '/customers', { legalName: 'Crash' }, key('crash'));
    expect(again).toMatchObject({ status: 201, body: { id: first.body.id } });
    expect(again.headers.get('Idempotent-Replayed')).toBeNull();
    expect(await customersNamed('Crash')).toHaveLength(1);
  });

  it('after sending: the repetition sends nothing and says that it was sent', async () => {
    const { ctx, api } = await open();
    const draft = await makeDraft(api, await makeCustomer(api));
    await api('POST', `/invoices/${draft.id}/send`, {}, key('crash-send'));
    await ctx.db
      .update(idempotencyKeys)
      .set({ status: null, response: null, lockedUntil: 0 })
      .where(eq(idempotencyKeys.key, 'crash-send'));
    const again = await api('POST', `/invoices/${draft.id}/send`, {}, key('crash-send'));
    expect(again).toMatchObject({ status: 200, body: { status: 'open' } });
    expect(await sentTo(ctx, draft.id)).toHaveLength(1);
  });

  it('leaves a reservation that exactly one repetition takes over', async () => {
    const { ctx, merchant } = await open();
    const name = { apiKeyId: merchant.apiKeyId, key: 'left' };
    const first = await beginRequest(ctx, name, 'x');
    ctx.clock.ms += 61_000;
    const begun = await Promise.all([1, 2, 3, 4].map(() => beginRequest(ctx, name, 'x')));
    expect(begun.filter(({ kind }) => kind === 'run')).toEqual([first]);
    expect(begun.filter(({ kind }) => kind === 'in_flight')).toHaveLength(3);
  });
});

describe('what is kept under a key', () => {
  it('a refusal that was decided is', async () => {
    const { api } = await open();
    const draft = await makeDraft(api, await makeCustomer(api), { lines: [] });
    const refused = await api('POST', `/invoices/${draft.id}/finalize`, {}, key('f'));
    const again = await api('POST', `/invoices/${draft.id}/finalize`, {}, key('f'));
    expect(refused.status).toBe(409);
    expect(again.headers.get('Idempotent-Replayed')).toBe('true');
    expect(again.headers.get('Content-Type')).toBe('application/problem+json');
    expect(again.body).toEqual(refused.body);
  });

  it('an invalid request is not: corrected, it may use the key', async () => {
    const { ctx, api } = await open();
    const customerId = await makeCustomer(api);
    const wrong = [
      { customerId: 'cus_00000000000000000000000000', lines: [] },
      { customerId, lines: [{ description: 'A', unitAmount: 1, quantity: 'x' }] },
    ];
    for (const body of wrong) {
      expect((await api('POST', '/invoices', body, key('v'))).status).toBe(400);
    }
    expect((await api('POST', '/invoices', { customerId, lines: [] }, key('v'))).status).toBe(201);
    expect(await ctx.db.select().from(invoices).where(eq(invoices.customerId, customerId))).toHaveLength(1);
  });

  it('a failure of ours is not: the same request may be sent again, and acts once', async () => {
    const { ctx, api, merchant } = await open();
    const draft = await makeDraft(api, await makeCustomer(api));
    const refuseCharge = () => {
      throw new Error('broken');
    };
    const broken = testContext({ rules: { ...ctx.rules, refuseCharge } });
    const failed = await apiClient(broken, merchant)('POST', `/invoices/${draft.id}/finalize`, {}, key('b'));
    expect(failed.status).toBe(500);
    const again = await api('POST', `/invoices/${draft.id}/finalize`, {}, key('b'));
    expect(again).toMatchObject({ status: 200, body: { number: 'NW-0001' } });
  });

  it('is forgotten after a day: the key then is a new request', async () => {
    const { ctx, api, customersNamed } = await open();
    const first = await api('POST', '/customers', { legalName: 'Daily' }, key('day'));
    ctx.clock.ms += 24 * HOUR + 1;
    const next = await api('POST', '/customers', { legalName: 'Daily' }, key('day'));
    expect(next.body.id).not.toBe(first.body.id);
    expect(await customersNamed('Daily')).toHaveLength(2);
  });

  it('is pruned after a day, and not before', async () => {
    const { ctx, merchant } = await open();
    const of = (name: string) => ({ apiKeyId: merchant.apiKeyId, key: name });
    await beginRequest(ctx, of('old'), 'x');
    ctx.clock.ms += 23 * HOUR;
    await beginRequest(ctx, of('young'), 'x');
    ctx.clock.ms += 2 * HOUR;
    expect(await pruneIdempotencyKeys(ctx)).toBeGreaterThanOrEqual(1);
    expect(await pruneIdempotencyKeys(ctx)).toBe(0);
    const left = await ctx.db
      .select({ key: idempotencyKeys.key })
      .from(idempotencyKeys)
      .where(eq(idempotencyKeys.apiKeyId, merchant.apiKeyId));
    expect(left).toEqual([{ key: 'young' }]);
  });

  it('is not overwritten by a second ending', async () => {
    const { ctx, merchant } = await open();
    const name = { apiKeyId: merchant.apiKeyId, key: 'two' };
    await beginRequest(ctx, name, 'x');
    await endRequest(ctx, name, { kind: 'decided', status: 200, body: '{"a":1}' });
    await endRequest(ctx, name, { kind: 'decided', status: 409, body: '{"b":2}' });
    await endRequest(ctx, name, { kind: 'invalid' });
    expect(await beginRequest(ctx, name, 'x')).toEqual({ kind: 'replay', status: 200, body: '{"a":1}' });
  });
});

describe('a key', () => {
  it.each(['', 'with space', 'x'.repeat(256), 'ünïcode'])('that is %j is refused', async (name) => {
    const { api } = await open();
    const refused = await api('POST', '/customers', { legalName: 'A' }, key(name));
    expect(refused).toMatchObject({ status: 400, body: { errors: [{ path: 'Idempotency-Key' }] } });
  });

  it('leaves nothing of itself in the journal', async () => {
    const { ctx, api, merchant } = await open();
    await api('POST', '/customers', { legalName: 'A' }, key('ada@example.com'));
    const rows = await ctx.db.select().from(journal).where(eq(journal.merchantId, merchant.merchantId));
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toContain('ada@');
  });
});

describe('what may end otherwise a moment later', () => {
  it('is not kept: a request that Stripe did not answer is sent again with its key', async () => {
    const shop = await openShop();
    const { invoiceId, payPath } = await shop.invoice(42_000);
    await shop.work();
    await openSession(shop, payPath);
    const apiKey = await addApiKey(shop.ctx, shop.scope.merchantId, false);
    const silent = withStripe(shop.ctx, () => ({
      expireSession: async () => ({ kind: 'unknown', reason: 'time-out' }) as const,
      retrieveSession: async () => ({ kind: 'unknown', reason: 'time-out' }) as const,
    }));
    const path = `/invoices/${invoiceId}/void`;
    const failed = await apiClient(silent, { apiKey })('POST', path, {}, key('void-1'));
    expect(failed.status).toBe(503);
    const [row] = await shop.ctx.db.select().from(idempotencyKeys).where(eq(idempotencyKeys.key, 'void-1'));
    expect(row).toMatchObject({ status: null, response: null });
    const again = await apiClient(shop.ctx, { apiKey })('POST', path, {}, key('void-1'));
    expect(again.headers.get('Idempotent-Replayed')).toBeNull();
    expect(again).toMatchObject({ status: 200, body: { status: 'void' } });
  });
});
