import { createExecutionContext, createMessageBatch, env, getQueueResult } from 'cloudflare:test';
import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { outbox } from '../../src/db/schema/index.ts';
import { createDeps } from '../../src/deps.ts';
import { consumeWork } from '../../src/jobs/queue.ts';
import { type Context, newId } from '../../src/operations/core/context.ts';
import { seedMerchant, testContext } from '../support/worker/context.ts';

const noMail = () => Promise.reject(new Error('nothing is mailed here'));

/** What became of each message of a batch, by its id. */
async function consumed(ctx: Context, bodies: Readonly<Record<string, unknown>>) {
  const batch = createMessageBatch(
    'work',
    Object.entries(bodies).map(([id, body]) => ({ id, body, timestamp: new Date(0), attempts: 1 })),
  );
  await consumeWork(ctx, noMail, batch);
  const result = await getQueueResult(batch, createExecutionContext());
  const retried: readonly { readonly msgId: string }[] = result.retryMessages;
  return { acked: result.explicitAcks.toSorted(), retried: retried.map(({ msgId }) => msgId).toSorted() };
}

async function queued(ctx: Context, leaseUntil = 0) {
  const { merchantId } = await seedMerchant(ctx);
  const id = newId(ctx, 'out');
  await ctx.db.insert(outbox).values({
    id,
    merchantId,
    kind: 'tell_voided',
    payload: { invoiceId: 'inv_none' },
    state: 'pending',
    attempts: 0,
    dueAt: 0,
    leaseUntil,
    createdAt: 0,
  });
  return id;
}

describe('the queue', () => {
  it('has an effect done, and its message acknowledged', async () => {
    const ctx = testContext();
    const id = await queued(ctx);
    expect(await consumed(ctx, { one: { kind: 'outbox', id } })).toEqual({ acked: ['one'], retried: [] });
    const [row] = await ctx.db.select().from(outbox).where(eq(outbox.id, id));
    expect(row?.state).toBe('done');
  });

  it('acknowledges a message whose row another has on lease for ten minutes: what waits, waits in D1', async () => {
    const ctx = testContext();
    const id = await queued(ctx, ctx.now() + 10 * 60_000);
    expect(await consumed(ctx, { one: { kind: 'outbox', id } })).toEqual({ acked: ['one'], retried: [] });
    const [row] = await ctx.db.select().from(outbox).where(eq(outbox.id, id));
    expect(row).toMatchObject({ state: 'pending', attempts: 0 });
  });

  it('retries a message that failed, and goes on with the others', async () => {
    const ctx = testContext();
    const id = await queued(ctx);
    const db = new Proxy(ctx.db, {
      get(target, name) {
        if (name === 'update') {
          return (table: Parameters<typeof target.update>[0]) => {
            if (table === outbox) throw new Error('D1 is overloaded, and says somebody@payer.test');
            return target.update(table);
          };
        }
        const member: unknown = Reflect.get(target, name);
        return typeof member === 'function' ? member.bind(target) : member;
      },
    });
    const event = { kind: 'inbox', account: 'self', livemode: false, eventId: 'evt_none' };
    expect(await consumed({ ...ctx, db }, { bad: { kind: 'outbox', id }, good: event })).toEqual({
      acked: ['good'],
      retried: ['bad'],
    });
    expect(ctx.logged.map((line) => line.event)).toEqual(['queue_message_failed', 'batch_done']);
    expect(JSON.stringify(ctx.logged)).not.toContain('payer.test');
  });

  it('keeps what it cannot read for a worker of another version, then for a person, and logs it', async () => {
    const ctx = testContext();
    const bodies = {
      a: null,
      b: 'text',
      c: { kind: 'dance', id: 'x' },
      d: { kind: 'outbox' },
      e: { kind: 'inbox', account: 'self', livemode: 'no', eventId: 'evt_1' },
    };
    expect(await consumed(ctx, bodies)).toEqual({ acked: [], retried: ['a', 'b', 'c', 'd', 'e'] });
    const logged = ctx.logged.map(({ event }) => event);
    expect(logged).toEqual([...Array(5).fill('queue_message_unreadable'), 'batch_done']);
  });
});

describe('waking', () => {
  const work = (count: number) =>
    Array.from({ length: count }, (_, index) => ({ kind: 'outbox', id: `out_none_${index}` }) as const);

  it('hands the queue at most a hundred messages at once, and all of them', async () => {
    const sizes: number[] = [];
    const WORK = new Proxy(env.WORK, {
      get: (target, name) => {
        if (name !== 'sendBatch') return Reflect.get(target, name);
        return async (messages: Iterable<unknown>) => {
          sizes.push(Array.from(messages).length);
        };
      },
    });
    const { ctx } = await createDeps({ ...env, WORK });
    await ctx.enqueue(work(250));
    expect(sizes).toEqual([100, 100, 50]);
  });

  it('is best effort: a queue that refuses fails nobody', async () => {
    const WORK = new Proxy(env.WORK, {
      get: () => () => Promise.reject(new Error('the queue is away')),
    });
    const { ctx } = await createDeps({ ...env, WORK });
    await expect(ctx.enqueue(work(1))).resolves.toBeUndefined();
  });
});
