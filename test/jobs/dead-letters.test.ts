import { createExecutionContext, createMessageBatch, env, getQueueResult } from 'cloudflare:test';
import { eq } from 'drizzle-orm';
import { beforeEach, expect, it } from 'vitest';
import { deadLetters, inbox, outbox } from '../../src/db/schema/index.ts';
import worker from '../../src/index.ts';
import { consumeDeadLetters, isDeadLetterQueue } from '../../src/jobs/dead-letters.ts';
import { newId } from '../../src/operations/core/context.ts';
import { runAgain } from '../../src/operations/watch/run-again.ts';
import { readVitals } from '../../src/operations/watch/vitals.ts';
import { seedMerchant, type TestContext, testContext } from '../support/worker/context.ts';

const QUEUE = 'quittance-work-dead';

let ctx: TestContext;
let merchantId: string;
beforeEach(async () => {
  ctx = testContext();
  ({ merchantId } = await seedMerchant(ctx));
  await ctx.db.delete(deadLetters);
});

async function job(cutOff: number): Promise<string> {
  const id = newId(ctx, 'out');
  const row = { id, merchantId, kind: 'email', payload: {}, attempts: 0, leaseUntil: 0, createdAt: 0 };
  await ctx.db.insert(outbox).values({ ...row, state: 'pending', dueAt: 0, cutOff });
  return id;
}
const stateOf = async (id: string) =>
  (
    await ctx.db
      .select({ state: outbox.state, reason: outbox.lastError })
      .from(outbox)
      .where(eq(outbox.id, id))
  )[0];

const batchOf = (bodies: readonly unknown[]) =>
  createMessageBatch(
    QUEUE,
    bodies.map((body, index) => ({ id: `letter-${index}`, body, timestamp: new Date(0), attempts: 1 })),
  );
const deadLetterCount = async () => (await readVitals(ctx, 1)).vitals.deadLetters;

it('a dead letter is recorded once, stops the row whose worker never came back, and raises the alarm', async () => {
  const id = await job(2);
  const batch = batchOf([{ kind: 'outbox', id }]);
  await consumeDeadLetters(ctx, batch);
  expect((await getQueueResult(batch, createExecutionContext())).explicitAcks).toEqual(['letter-0']);
  expect(await stateOf(id)).toEqual({ state: 'dead', reason: 'dead_letter' });
  await consumeDeadLetters(ctx, batchOf([{ kind: 'outbox', id }]));
  expect(await ctx.db.select().from(deadLetters)).toMatchObject([
    { names: `outbox/${id}`, outcome: 'stopped' },
  ]);
  expect(await deadLetterCount()).toBe(1);
});

it('an event whose worker never came back is quarantined with that reason', async () => {
  const key = { account: `acct_${merchantId}`, livemode: false, eventId: 'evt_letter' };
  const row = { ...key, type: 'x', apiVersion: null, payload: '{}', attempts: 0, dueAt: 0, receivedAt: 0 };
  await ctx.db.insert(inbox).values({ ...row, state: 'pending', cutOff: 1 });
  await consumeDeadLetters(ctx, batchOf([{ kind: 'inbox', ...key }]));
  const [event] = await ctx.db.select().from(inbox).where(eq(inbox.eventId, 'evt_letter'));
  expect(event).toMatchObject({ state: 'quarantined', reason: 'dead_letter' });
});

it('what nobody could take, since the database was away, stays due: the sweep goes on, and the alarm ends by itself', async () => {
  const id = await job(0);
  await consumeDeadLetters(ctx, batchOf([{ kind: 'outbox', id }]));
  expect(await stateOf(id)).toMatchObject({ state: 'pending' });
  expect(await deadLetterCount()).toBe(1);
  ctx.clock.ms += 3_600_001;
  expect(await deadLetterCount()).toBe(0);
});

it('what nobody can read is kept for a person until it is settled', async () => {
  await consumeDeadLetters(ctx, batchOf([{ kind: 'dance' }, null, 'x'.repeat(5_000)]));
  const letters = await ctx.db.select().from(deadLetters);
  expect(letters.map(({ outcome }) => outcome)).toEqual(['unreadable', 'unreadable', 'unreadable']);
  expect(Math.max(...letters.map(({ body }) => body.length))).toBe(1_000);
  ctx.clock.ms += 3_600_001;
  expect(await deadLetterCount()).toBe(3);
  const ask = { scope: null, kind: 'dead_letter', id: null, reason: null, before: null } as const;
  expect(await runAgain(ctx, ask)).toMatchObject({ value: { again: 3, left: 0 } });
  expect(await deadLetterCount()).toBe(0);
});

it('a letter that cannot be recorded comes again', async () => {
  const batch = batchOf([{ kind: 'dance' }]);
  const db = new Proxy(ctx.db, {
    get: (target, name) => {
      if (name === 'insert') throw new Error('D1 is away');
      const member: unknown = Reflect.get(target, name);
      return typeof member === 'function' ? member.bind(target) : member;
    },
  });
  await consumeDeadLetters({ ...ctx, db }, batch);
  expect((await getQueueResult(batch, createExecutionContext())).retryMessages).toMatchObject([
    { msgId: 'letter-0' },
  ]);
});

it('the Worker tells the two queues apart by the name that wrangler.toml gives', async () => {
  expect([isDeadLetterQueue(QUEUE), isDeadLetterQueue('quittance-work')]).toEqual([true, false]);
  const id = await job(1);
  const batch = batchOf([{ kind: 'outbox', id }]);
  await worker.queue(batch, env);
  expect(await stateOf(id)).toEqual({ state: 'dead', reason: 'dead_letter' });
});
