import { createMessageBatch, env } from 'cloudflare:test';
import { eq } from 'drizzle-orm';
import { beforeEach, expect, it } from 'vitest';
import { createApp } from '../../src/app.ts';
import { inbox } from '../../src/db/schema/index.ts';
import { consumeDeadLetters } from '../../src/jobs/dead-letters.ts';
import { consumeWork } from '../../src/jobs/queue.ts';
import { lostD1, silentD1 } from '../support/worker/broken-d1.ts';
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
function worker(db: D1Database, { takes = true } = {}) {
  const taken: unknown[] = [];
  const queue = {
    sendBatch: async (messages: Iterable<{ readonly body: unknown }>) => {
      if (!takes) throw new Error('the queue is away, too');
      for (const { body } of messages) taken.push(body);
    },
  };
  const bindings = new Proxy(env, {
    get: (target, name) => (name === 'DB' ? db : name === 'WORK' ? queue : Reflect.get(target, name)),
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
async function deliver({ ask }: ReturnType<typeof worker>, body: string): Promise<number> {
  const headers = { 'Stripe-Signature': await sign(body, SECRET, Date.now()) };
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
  for (const [path, init] of [
    [viewPath, {}],
    [payPath, { method: 'POST' }],
  ] as const) {
    const answer = await dark.ask(path, init);
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '30']);
    expect(await answer.text()).toContain('counted once');
  }
  const { apiKey } = await seedMerchant(shop.ctx);
  const asked = await dark.ask(`/api/v1/invoices/${invoiceId}`, {
    headers: { Authorization: `Bearer ${apiKey}` },
  });
  expect(asked.status).toBe(503);
  expect(await asked.json()).toMatchObject({ code: 'busy' });
  expect(await shop.payments()).toEqual([]);
});
