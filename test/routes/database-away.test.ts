import { createMessageBatch, env } from 'cloudflare:test';
import { eq, inArray } from 'drizzle-orm';
import { beforeEach, expect, it, vi } from 'vitest';
import { createApp } from '../../src/app.ts';
import { connections, inbox } from '../../src/db/schema/index.ts';
import { consumeDeadLetters } from '../../src/jobs/dead-letters.ts';
import { consumeWork } from '../../src/jobs/queue.ts';
import { darkD1, lostD1, silentD1 } from '../support/worker/broken-d1.ts';
import { seedMerchant } from '../support/worker/context.ts';
import { sign } from '../support/worker/events.ts';
import { openShop, type Shop } from '../support/worker/shop.ts';

const SECRET = 'whsec_account_new';
const noMail = () => Promise.reject(new Error('nothing is mailed here'));

let shop: Shop;
beforeEach(async () => {
  shop = await openShop();
});

/** A Worker whose database is `db`, and what its queue took; one that takes nothing where `takes` is false. */
function worker(db: D1Database, { takes = true, second }: { takes?: boolean; second?: D1Database } = {}) {
  const taken: unknown[] = [];
  const queue = {
    sendBatch: async (messages: Iterable<{ readonly body: unknown }>) => {
      if (!takes) throw new Error('the queue is away, too');
      for (const { body } of messages) taken.push(body);
    },
  };
  const bindings = new Proxy(env, {
    get: (target, name) => {
      if (name === 'DB') return db;
      if (name === 'DB_1') return second;
      return name === 'WORK' ? queue : Reflect.get(target, name);
    },
  });
  const app = createApp();
  const after: Promise<unknown>[] = [];
  const ask = (path: string, init: RequestInit = {}) =>
    app.fetch(new Request(`https://billing.test${path}`, { redirect: 'manual', ...init }), bindings, {
      waitUntil: (work) => after.push(work),
      passThroughOnException: () => undefined,
      props: {},
    });
  return { ask, taken };
}

const event = (id: string, type = 'refund.created') => ({
  id,
  type,
  livemode: false,
  api_version: '2026-10-28.endive',
  data: { object: { id: 're_1', object: 'refund', payment_intent: 'pi_nobodys' } },
});
const thin = (type: string, about: string) => ({
  id: `evt_${crypto.randomUUID()}`,
  object: 'v2.core.event',
  type,
  livemode: false,
  related_object: { id: about, type: 'v2.core.account', url: `/v2/core/accounts/${about}` },
});
async function deliver({ ask }: ReturnType<typeof worker>, body: string, secret = SECRET): Promise<number> {
  const headers = { 'Stripe-Signature': await sign(body, secret, Date.now()) };
  return (await ask('/webhooks/stripe', { method: 'POST', body, headers })).status;
}
const stored = (id: string) => shop.ctx.db.select().from(inbox).where(eq(inbox.eventId, id));
const batchOf = (bodies: readonly unknown[]) =>
  createMessageBatch(
    'work',
    bodies.map((body, index) => ({ id: `m-${index}`, body, timestamp: new Date(0), attempts: 1 })),
  );

it.each([
  ['says nothing', silentD1],
  ['cannot be reached', lostD1],
])(
  'an event is taken while D1 %s: the queue keeps it, and it is stored once, however often it comes',
  async (_, db) => {
    const dark = worker(db());
    const id = `evt_${crypto.randomUUID()}`;
    expect(await deliver(dark, JSON.stringify(event(id)))).toBe(200);
    expect(await deliver(dark, JSON.stringify(event(id)))).toBe(200);
    expect(dark.taken).toMatchObject([{ kind: 'event', eventId: id }, { eventId: id }]);
    expect(await stored(id)).toEqual([]);
    await consumeWork(shop.ctx, noMail, batchOf(dark.taken));
    expect(await stored(id)).toMatchObject([{ type: 'refund.created', state: 'pending' }]);
    await shop.work();
    expect((await stored(id)).map(({ state }) => state)).not.toEqual(['pending']);
  },
);

it('after one silence events go straight to the queue, and to D1 again once it speaks', async () => {
  const dark = darkD1();
  const { taken, ...dim } = worker(dark.db);
  const [slow, swift, bright] = ['slow', 'swift', 'bright'].map(
    (name) => `evt_${name}_${crypto.randomUUID()}`,
  );
  const send = (id = '') => deliver({ taken, ...dim }, JSON.stringify(event(id)));
  expect(await send(slow)).toBe(200);
  const asked = dark.trips;
  expect(await send(swift)).toBe(200);
  expect(dark.trips).toBe(asked);
  expect(taken).toMatchObject([{ eventId: slow }, { eventId: swift }]);

  dark.isDark = false;
  vi.spyOn(Date, 'now').mockReturnValue(Date.now() + 6_000);
  expect(await send(bright)).toBe(200);
  vi.restoreAllMocks();
  expect(taken).toHaveLength(3);
  expect(taken[2]).toMatchObject({ kind: 'inbox', eventId: bright });
  expect(await stored(bright ?? '')).toHaveLength(1);
});

it('what waited is stored by the batch that it comes in, and nothing of it is queued anew', async () => {
  const dark = worker(lostD1());
  await deliver(dark, JSON.stringify(event('evt_waits')));
  const [first] = dark.taken;
  const ids = Array.from({ length: 10 }, () => `evt_${crypto.randomUUID()}`);
  const waited = ids.map((eventId) => Object.assign({}, first, { eventId }));
  const enqueued: unknown[] = [];
  const ctx = { ...shop.ctx, enqueue: async (work: readonly unknown[]) => void enqueued.push(...work) };
  await consumeWork(ctx, noMail, batchOf(waited));
  const kept = await shop.ctx.db.select().from(inbox).where(inArray(inbox.eventId, ids));
  expect(kept).toHaveLength(10);
  expect(enqueued).toHaveLength(10);
  expect(enqueued).not.toContainEqual(expect.objectContaining({ kind: 'event' }));
});

it('a thin event about an account waits in the queue, and has the account read', async () => {
  const dark = worker(silentD1());
  const account = `acct_${crypto.randomUUID().replaceAll('-', '')}`;
  const { connectionId } = await seedMerchant(shop.ctx);
  const [connection] = await shop.ctx.db
    .update(connections)
    .set({ account, accountDueAt: shop.ctx.now() + 3_600_000 })
    .where(eq(connections.id, connectionId ?? ''))
    .returning();
  expect(connection?.account).toBe(account);
  const type = 'v2.core.account[requirements].updated';
  expect(await deliver(dark, JSON.stringify(thin(type, account)))).toBe(200);
  expect(dark.taken).toEqual([{ kind: 'account', account, type }]);
  await consumeWork(shop.ctx, noMail, batchOf(dark.taken));
  const due = await shop.ctx.db
    .select({ at: connections.accountDueAt })
    .from(connections)
    .where(eq(connections.account, account));
  expect(due.map(({ at }) => at <= shop.ctx.now())).toEqual([true]);
});

it('where one of two databases is silent, the other’s events are stored, and what may be the silent one’s is kept for it', async () => {
  const dark = worker(silentD1(), { second: env.DB });
  const { connectionId } = await seedMerchant(shop.ctx);
  const account = `acct_${crypto.randomUUID().replaceAll('-', '')}`;
  await shop.ctx.db
    .update(connections)
    .set({ account })
    .where(eq(connections.id, connectionId ?? ''));
  const [here, there] = [`evt_${crypto.randomUUID()}`, `evt_${crypto.randomUUID()}`];
  const send = (id: string, of: string) =>
    deliver(dark, JSON.stringify({ ...event(id), account: of }), 'whsec_connect');
  expect(await send(here, account)).toBe(200);
  expect(await stored(here)).toHaveLength(1);
  expect(await send(there, 'acct_elsewhere')).toBe(200);
  expect(dark.taken).toMatchObject([
    { kind: 'inbox', eventId: here, database: 1 },
    { kind: 'event', eventId: there, account: 'acct_elsewhere' },
  ]);
  expect(dark.taken[1]).not.toHaveProperty('database');
});

it('one that the queue gave up on is stored all the same', async () => {
  const dark = worker(lostD1());
  const id = `evt_${crypto.randomUUID()}`;
  await deliver(dark, JSON.stringify(event(id)));
  await consumeDeadLetters(shop.ctx, batchOf(dark.taken));
  expect(await stored(id)).toHaveLength(1);
});

it('an event that nothing can take is not acknowledged, so that Stripe sends it again; one that is not used is', async () => {
  const dark = worker(lostD1(), { takes: false });
  expect(await deliver(dark, JSON.stringify(event('evt_lost')))).toBe(503);
  expect(await deliver(dark, JSON.stringify(event('evt_unused', 'plan.created')))).toBe(200);
});

it('a payer is told to wait, in words, and nothing is begun at Stripe; so is a program', async () => {
  const { viewPath, payPath, invoiceId } = await shop.invoice(12_000);
  const dark = worker(lostD1());
  for (const [path, init, words] of [
    [viewPath, {}, 'counted once'],
    [payPath, {}, 'Nothing was charged'],
    [payPath, { method: 'POST' }, 'Nothing was charged'],
  ] as const) {
    const answer = await dark.ask(path, init);
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '30']);
    expect(await answer.text()).toContain(words);
  }
  const { apiKey } = await seedMerchant(shop.ctx);
  const asked = await dark.ask(`/api/v1/invoices/${invoiceId}`, {
    headers: { Authorization: `Bearer ${apiKey}` },
  });
  expect(asked.status).toBe(503);
  expect(await asked.json()).toMatchObject({ code: 'busy' });
  expect(await shop.payments()).toEqual([]);
});
