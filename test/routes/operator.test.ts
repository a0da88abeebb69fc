import { createExecutionContext, env } from 'cloudflare:test';
import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { createApp } from '../../src/app.ts';
import { inbox, outbox, watchNotes } from '../../src/db/schema/index.ts';
import { createDeps } from '../../src/deps.ts';
import { newId, type QueueMessage } from '../../src/operations/core/context.ts';
import { watchTick } from '../../src/operations/watch/watch-tick.ts';
import { type ApiClient, apiClient } from '../support/worker/api.ts';
import { type Seeded, seedMerchant, type TestContext, testContext } from '../support/worker/context.ts';

const KEY = '0123456789abcdef0123456789abcdef';
const MINUTE = 60_000;

let ctx: TestContext;
let enqueued: QueueMessage[];
let ours: Seeded;
let others: Seeded;
let api: ApiClient;
beforeEach(async () => {
  enqueued = [];
  ctx = testContext({ enqueue: async (work) => void enqueued.push(...work) });
  await ctx.db.delete(watchNotes);
  await ctx.db.update(outbox).set({ state: 'done' });
  await ctx.db.update(inbox).set({ state: 'skipped' });
  [ours, others] = [await seedMerchant(ctx), await seedMerchant(ctx)];
  api = apiClient(ctx, ours);
});

async function ask(
  path: string,
  { key = KEY as string | null, method = 'GET', body = undefined as unknown } = {},
) {
  const real = await createDeps({ ...env, OPERATOR_KEY: KEY });
  const app = createApp(async () => ({ ...real, ctx }));
  const request = new Request(`https://billing.test${path}`, {
    method,
    headers: {
      ...(key !== null && { Authorization: `Bearer ${key}` }),
      ...(body !== undefined && { 'Content-Type': 'application/json' }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const answer = await app.fetch(request, env, createExecutionContext());
  const json: Record<string, unknown> = await answer.json();
  return { status: answer.status, json };
}

async function deadJobs(count: number, { merchantId }: Seeded, reason = 'RangeError'): Promise<string[]> {
  const ids: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const id = newId(ctx, 'out');
    ids.push(id);
    const payload = { emailId: 'eml_1', to: 'ada@payer.test' };
    const row = { id, merchantId, kind: 'email', payload, attempts: 55, leaseUntil: 0, lastError: reason };
    const since = ctx.now() - 100_000 + index;
    await ctx.db
      .insert(outbox)
      .values({ ...row, state: 'dead', dueAt: since, createdAt: since, failedSince: since });
  }
  return ids;
}
async function quarantined({ merchantId }: Seeded): Promise<string> {
  const eventId = `evt_${newId(ctx, 'req')}`;
  const payload = JSON.stringify({ data: { object: { id: 'pi_1', receipt_email: 'ada@payer.test' } } });
  const at = ctx.now() - MINUTE;
  const row = { account: `acct_${merchantId.slice(4)}`, livemode: false, eventId, type: 'refund.created' };
  await ctx.db.insert(inbox).values({
    ...{ ...row, apiVersion: null, payload, state: 'quarantined', reason: 'unknown_payment', attempts: 1 },
    ...{ dueAt: at, receivedAt: at, handledAt: at },
  });
  return `${row.account}:${eventId}`;
}

describe('the health page', () => {
  it('tells the world whether it is ready, and nothing else; the operator’s key opens the rest', async () => {
    await deadJobs(1, ours);
    expect(await ask('/healthz', { key: null })).toEqual({ status: 200, json: { ready: true } });
    expect(await ask('/healthz', { key: `${KEY}x` })).toEqual({ status: 200, json: { ready: true } });
    expect(await ask('/healthz', { key: ours.apiKey })).toEqual({ status: 200, json: { ready: true } });
    const { status, json } = await ask('/healthz');
    expect(status).toBe(200);
    expect(json).toMatchObject({ ready: true, deadEffects: 1, schema: expect.stringMatching(/^\d{4}_/) });
    expect(json.causes).toMatchObject([{ cause: 'dead_effects', notReady: false, says: expect.any(String) }]);
  });

  it('is 503 where cron does not come, and where the last tick found that work is not done', async () => {
    const duty = { ways: [], databaseLimitBytes: 10_000_000_000 };
    await watchTick(ctx, { duty, concluded: [] });
    expect((await ask('/healthz', { key: null })).status).toBe(200);
    ctx.clock.ms += 11 * MINUTE;
    expect(await ask('/healthz', { key: null })).toEqual({ status: 503, json: { ready: false } });
    expect(await ask('/healthz')).toMatchObject({ status: 503, json: { tickLagMs: 11 * MINUTE } });
    await ctx.db.update(outbox).set({ state: 'pending', dueAt: ctx.now() - 20 * MINUTE });
    await deadJobs(1, ours);
    await ctx.db.update(outbox).set({ state: 'pending', dueAt: ctx.now() - 20 * MINUTE });
    await watchTick(ctx, { duty, concluded: [] });
    expect(await ask('/healthz', { key: null })).toEqual({ status: 503, json: { ready: false } });
  });

  it('without an operator’s key is closed to everybody', async () => {
    const real = await createDeps(env);
    const app = createApp(async () => ({ ...real, ctx }));
    for (const path of ['/operator/v1/stopped-work', '/healthz']) {
      const headers = { Authorization: 'Bearer undefined' };
      const answer = await app.fetch(
        new Request(`https://billing.test${path}`, { headers }),
        env,
        createExecutionContext(),
      );
      const told: Record<string, unknown> = await answer.json();
      expect(told).not.toHaveProperty('deadEffects');
      expect(path === '/healthz' ? told : answer.status).toEqual(path === '/healthz' ? { ready: true } : 401);
    }
  });
});

describe('what stopped', () => {
  it('is counted, listed and read by the operator, of all businesses, without anybody’s data', async () => {
    const [id = ''] = await deadJobs(2, ours);
    await deadJobs(1, others, 'worker_died');
    const event = await quarantined(others);
    const { json } = await ask('/operator/v1/stopped-work');
    expect(json.data).toMatchObject([
      { kind: 'dead_effect', reason: 'RangeError', count: 2 },
      { kind: 'dead_effect', reason: 'worker_died', count: 1 },
      { kind: 'quarantined_event', reason: 'unknown_payment', count: 1 },
    ]);
    const listed = await ask('/operator/v1/stopped-work/dead_effect?reason=RangeError');
    expect(listed.json.data).toHaveLength(2);
    const one = await ask(`/operator/v1/stopped-work/dead_effect/${id}`);
    expect(one.json).toMatchObject({ id, what: 'email', attempts: 55, names: { emailId: 'eml_1' } });
    const read = await ask(`/operator/v1/stopped-work/quarantined_event/${encodeURIComponent(event)}`);
    expect(read.json).toMatchObject({ merchantId: others.merchantId, names: { object: 'pi_1' } });
    expect(JSON.stringify([listed, one, read])).not.toContain('payer.test');
    expect((await ask('/operator/v1/stopped-work/dead_effect/out_none')).status).toBe(404);
    expect((await ask('/operator/v1/stopped-work/nonsense')).status).toBe(404);
  });

  it('is run again: one, all of a reason, all; and the instant of its first failure stays', async () => {
    const [one = '', two = ''] = await deadJobs(2, ours);
    const [three = ''] = await deadJobs(1, others, 'worker_died');
    const run = (body?: object) =>
      ask('/operator/v1/stopped-work/dead_effect/run-again', { method: 'POST', body });
    expect(await run({ id: one })).toEqual({ status: 200, json: { again: 1, left: 0 } });
    expect(await run({ reason: 'worker_died' })).toEqual({ status: 200, json: { again: 1, left: 0 } });
    expect(await run()).toEqual({ status: 200, json: { again: 1, left: 0 } });
    expect(enqueued).toEqual([one, three, two].map((id) => ({ kind: 'outbox', id })));
    const [row] = await ctx.db.select().from(outbox).where(eq(outbox.id, one));
    expect(row).toMatchObject({ state: 'pending', attempts: 0, failedSince: expect.any(Number) });
    expect(await run({ before: 'yesterday' })).toMatchObject({ status: 400 });
  });

  it('is run again in bounded bites, with the count that is left', async () => {
    const [id = ''] = await deadJobs(1, ours);
    await ctx.db.run(`insert into outbox (id, merchant_id, kind, payload, state, due_at, created_at)
      with recursive n(i) as (select 1 union all select i + 1 from n where i < 700)
      select 'out_many_' || i, merchant_id, 'email', '{}', 'dead', 1, 1 from n, outbox where outbox.id = '${id}'`);
    const run = () => ask('/operator/v1/stopped-work/dead_effect/run-again', { method: 'POST' });
    expect((await run()).json).toEqual({ again: 500, left: 201 });
    expect((await run()).json).toEqual({ again: 201, left: 0 });
  });

  it('is shown to a business where it is its own, and to no other', async () => {
    const [mine = ''] = await deadJobs(1, ours);
    const [theirs = ''] = await deadJobs(1, others);
    const [own, foreign] = [await quarantined(ours), await quarantined(others)];
    expect((await api('GET', '/stopped-work/dead_effect')).body.data.map(({ id }) => id)).toEqual([mine]);
    expect((await api('GET', '/stopped-work/quarantined_event')).body.data.map(({ id }) => id)).toEqual([
      own,
    ]);
    expect((await api('GET', `/stopped-work/dead_effect/${theirs}`)).status).toBe(404);
    const again = (id: string) => api('POST', '/stopped-work/dead_effect/run-again', { id });
    expect((await again(theirs)).body).toMatchObject({ again: 0 });
    const event = await api('POST', '/stopped-work/quarantined_event/run-again', { id: foreign });
    expect(event.body).toMatchObject({ again: 0 });
    expect((await again(mine)).body).toMatchObject({ again: 1 });
    expect((await api('GET', '/stopped-work')).body.data).toHaveLength(1);
  });
});
