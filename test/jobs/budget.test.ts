import { createMessageBatch, env } from 'cloudflare:test';
import { eq, sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../src/db/database.ts';
import { MOST_STATEMENTS, metered } from '../../src/db/meter.ts';
import { emails, inbox, outbox } from '../../src/db/schema/index.ts';
import { consumeDeadLetters } from '../../src/jobs/dead-letters.ts';
import { consumeWork } from '../../src/jobs/queue.ts';
import { receiveMail } from '../../src/jobs/receive-mail.ts';
import { runScheduled } from '../../src/jobs/scheduled.ts';
import type { Context, QueueMessage, SweptKind } from '../../src/operations/core/context.ts';
import { runAgain } from '../../src/operations/watch/run-again.ts';
import { fillingStatements } from '../support/filling.ts';
import { send } from '../support/worker/collecting.ts';
import { countedD1 } from '../support/worker/counted-d1.ts';
import { readyInvoice } from '../support/worker/guards.ts';
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
  const { binding, takeSent } = countedD1();
  const ctx: Context = {
    ...shop.ctx,
    db: openDatabase(binding),
    stripe: () => shop.ctx.stripe('self'),
    enqueue: async (work) => {
      enqueued.push(...work);
    },
    log: (event, fields) => {
      const sent = fields.statements;
      if (event !== 'tick_done' && event !== 'batch_done') return;
      // What the code says of itself is what D1 was asked.
      statements.push(takeSent());
      expect(sent).toBe(statements.at(-1));
    },
  };
  return { ctx, enqueued, statements, takeSent };
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

describe('no other invocation sends more than 300 statements either', () => {
  it('a batch of dead letters', async () => {
    const { ctx, takeSent } = counting();
    const jobs = await shop.ctx.db.select({ id: outbox.id }).from(outbox).limit(5);
    const events = await shop.ctx.db.select().from(inbox).limit(5);
    const bodies = [
      ...jobs.map(({ id }) => ({ kind: 'outbox', id })),
      ...events.map(({ account, livemode, eventId }) => ({ kind: 'inbox', account, livemode, eventId })),
    ];
    const messages = bodies.map((body, index) => ({
      id: `letter-${index}`,
      body,
      timestamp: new Date(0),
      attempts: 1,
    }));
    await consumeDeadLetters(ctx, createMessageBatch('work-dead', messages));
    const sent = takeSent();
    expect(sent).toBeGreaterThan(bodies.length);
    expect(sent).toBeLessThanOrEqual(MOST_STATEMENTS);
  });

  it('a mail that reports a bounce', async () => {
    const { ctx, takeSent } = counting();
    const { invoiceId } = await readyInvoice(shop);
    await send(shop, invoiceId);
    const [email] = await shop.ctx.db.select().from(emails).where(eq(emails.invoiceId, invoiceId));
    if (email === undefined) throw new Error('nothing was mailed');
    const bounced = {
      reported: 'bounced',
      recipient: null,
      statusCode: '5.1.1',
      words: 'no such user',
    } as const;
    const reports = {
      token: async () => '',
      open: async () => null,
      read: async () => ({ emailId: email.id, outcomes: [bounced] }),
    };
    await receiveMail(ctx, reports, { to: '', raw: new Blob([]).stream() });
    const sent = takeSent();
    expect(sent).toBeGreaterThan(2);
    expect(sent).toBeLessThanOrEqual(MOST_STATEMENTS);
  });

  it('a request that runs tens of thousands of dead jobs again', async () => {
    const { ctx, takeSent } = counting();
    await shop.ctx.db
      .update(outbox)
      .set({ state: 'dead', lastError: 'gone' })
      .where(eq(outbox.state, 'pending'));
    const ask = { scope: null, kind: 'dead_effect', id: null, reason: null, before: null } as const;
    const answered = await runAgain(ctx, ask);
    expect(answered).toMatchObject({ kind: 'done' });
    expect(takeSent()).toBeLessThanOrEqual(MOST_STATEMENTS);
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
