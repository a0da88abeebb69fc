import { createMessageBatch, env } from 'cloudflare:test';
import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { MOST_STATEMENTS, metered } from '../../src/db/meter.ts';
import { consumeWork } from '../../src/jobs/queue.ts';
import { runScheduled } from '../../src/jobs/scheduled.ts';
import type { Context, QueueMessage, SweptKind } from '../../src/operations/core/context.ts';
import { fillingStatements } from '../support/filling.ts';
import { openShop, type Shop } from '../support/worker/shop.ts';

const MINUTE = 60_000;
const CONNECTIONS = 1_000;

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
  const filling = {
    at: shop.ctx.now(),
    connections: CONNECTIONS,
    invoices: 0,
    duePayments: 5_000,
    backlog: 25_000,
  };
  for (const statement of fillingStatements(filling)) await env.DB.prepare(statement).run();
});

const noMail = () => Promise.reject(new Error('nothing is mailed here'));

/** A context that counts; every connection is the same account at Stripe, which knows none of what is due. */
function counting() {
  const enqueued: QueueMessage[] = [];
  const statements: number[] = [];
  const ctx: Context = {
    ...shop.ctx,
    stripe: () => shop.ctx.stripe('self'),
    enqueue: async (work) => {
      enqueued.push(...work);
    },
    log: (event, fields) => {
      const sent = fields.statements;
      if ((event === 'tick_done' || event === 'batch_done') && typeof sent === 'number')
        statements.push(sent);
    },
  };
  return { ctx, enqueued, statements };
}

const handedOver = (work: readonly QueueMessage[], of: SweptKind): readonly string[] =>
  work.flatMap((message) => (message.kind === 'sweep' && message.of === of ? [message.id] : []));

async function consume(ctx: Context, work: readonly QueueMessage[]): Promise<void> {
  const messages = work.map((body, index) => ({
    id: String(index),
    body,
    timestamp: new Date(0),
    attempts: 1,
  }));
  await consumeWork(ctx, noMail, createMessageBatch('work', messages));
}

describe('one tick, one budget: with 1,000 connections, 5,000 due looks and a backlog of 50,000', () => {
  it('no tick sends D1 more than 300 statements, and what it has no room for is in the queue', async () => {
    const { ctx, enqueued, statements } = counting();
    await runScheduled(ctx);
    expect(statements).toHaveLength(1);
    expect(statements[0]).toBeLessThanOrEqual(MOST_STATEMENTS);
    // All connections but those that the tick read itself.
    const events = handedOver(enqueued, 'events');
    expect(events.length).toBeGreaterThan(CONNECTIONS - 20);
    expect(handedOver(enqueued, 'payment').length).toBeGreaterThan(900);
    expect(handedOver(enqueued, 'books').length).toBeGreaterThan(10);
    expect(enqueued.filter(({ kind }) => kind === 'outbox' || kind === 'inbox').length).toBeGreaterThan(0);
  });

  it('what waits in the queue is not handed over again by the next tick', async () => {
    shop.advance(MINUTE);
    const { ctx, enqueued, statements } = counting();
    await runScheduled(ctx);
    expect(statements[0]).toBeLessThanOrEqual(MOST_STATEMENTS);
    // Lists that were read once have a row to note it on.
    const [first, second] = [handedOver(enqueued, 'payment'), counting()];
    await runScheduled(second.ctx);
    expect(handedOver(second.enqueued, 'payment').filter((id) => first.includes(id))).toEqual([]);
  });

  it('no batch of messages sends more, and each message is done or sent again', async () => {
    shop.advance(6 * MINUTE);
    const { ctx, enqueued } = counting();
    await runScheduled(ctx);
    for (const kind of ['sweep', 'inbox', 'outbox'] as const) {
      const { ctx: consumer, enqueued: again, statements } = counting();
      const work = enqueued.filter((message) => message.kind === kind).slice(0, 40);
      for (let from = 0; from < work.length; from += 10) await consume(consumer, work.slice(from, from + 10));
      expect(Math.max(...statements)).toBeLessThanOrEqual(MOST_STATEMENTS);
      expect(again.length).toBeLessThan(work.length);
    }
  });

  it('a connection whose events were read is handed over by the next tick, and by none before it was read', async () => {
    const { ctx, enqueued } = counting();
    shop.advance(6 * MINUTE);
    await runScheduled(ctx);
    const [one = ''] = handedOver(enqueued, 'events');
    const read = { kind: 'sweep', of: 'events', id: one, until: 0 } as const;
    await consume(counting().ctx, [read]);
    shop.advance(MINUTE);
    const next = counting();
    await runScheduled(next.ctx);
    expect(handedOver(next.enqueued, 'events')).toContain(one);
    const last = counting();
    await runScheduled(last.ctx);
    expect(handedOver(last.enqueued, 'events')).not.toContain(one);
  });
});

describe('the meter', () => {
  it('counts every statement of a batch, and refuses more values than D1 binds', async () => {
    const { db } = shop.ctx;
    const counted = await metered(async (meter) => {
      await db.run('select 1');
      await db.batch([db.run('select 1'), db.run('select 2')]);
      return { ...meter };
    });
    expect(counted).toMatchObject({ statements: 3, trips: 2 });
    const values = Array.from({ length: 101 }, (_, index) => sql`${index}`);
    await expect(db.run(sql`select ${sql.join(values, sql`, `)}`)).rejects.toMatchObject({
      cause: new Error('a statement binds 101 values: D1 takes 100'),
    });
  });
});
