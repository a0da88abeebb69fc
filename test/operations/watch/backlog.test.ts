import { sql } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { inbox, outbox } from '../../../src/db/schema/index.ts';
import type { Context, QueueMessage } from '../../../src/operations/core/context.ts';
import { sweepWork } from '../../../src/operations/watch/sweep-work.ts';
import { seedMerchant, type TestContext, testContext } from '../../support/worker/context.ts';

const MINUTE = 60_000;

let ctx: TestContext;
let enqueued: (readonly QueueMessage[])[];
beforeEach(async () => {
  enqueued = [];
  ctx = testContext({ enqueue: async (work) => void enqueued.push(work) });
  await ctx.db.update(outbox).set({ state: 'done' });
  await ctx.db.update(inbox).set({ state: 'skipped' });
});

/** So many due jobs of a business, each a minute younger than the one before. */
async function backlog(count: number, name: string): Promise<string> {
  const { merchantId } = await seedMerchant(ctx);
  await ctx.db.run(sql`insert into outbox (id, merchant_id, kind, payload, due_at, created_at)
    with recursive n(i) as (select 1 union all select i + 1 from n where i < ${count})
    select ${`out_${name}_${merchantId}_`} || i, ${merchantId}, 'email', '{}', ${ctx.now() - 1_000_000} + i, 1 from n`);
  return merchantId;
}
async function events(count: number): Promise<void> {
  await ctx.db.run(sql`insert into inbox (account, livemode, event_id, type, payload, due_at, received_at)
    with recursive n(i) as (select 1 union all select i + 1 from n where i < ${count})
    select 'self', 0, ${`evt_${crypto.randomUUID()}_`} || i, 'x', '{}', ${ctx.now() - MINUTE}, 1 from n`);
}
const of = (name: string, work: readonly QueueMessage[]) =>
  work.filter((message) => message.kind === 'outbox' && message.id.startsWith(`out_${name}_`)).length;

describe('a backlog', () => {
  it('drains as fast as it can: one tick enqueues thousands, each once, in pages', async () => {
    await backlog(3_000, 'many');
    await events(1_200);
    await sweepWork(ctx);
    const all = enqueued.flat();
    expect(of('many', all)).toBe(3_000);
    expect(all.filter(({ kind }) => kind === 'inbox')).toHaveLength(1_200);
    expect(new Set(all.map((message) => JSON.stringify(message))).size).toBe(4_200);
    expect(Math.max(...enqueued.map((page) => page.length))).toBeLessThanOrEqual(1_000);
  });

  it('of one business does not hold up the others: each page has a share for everybody', async () => {
    await backlog(3_000, 'flood');
    await backlog(3, 'small');
    await sweepWork(ctx);
    const [first = []] = enqueued;
    expect(of('small', first)).toBe(3);
    expect(of('flood', first)).toBe(250);
    expect(of('flood', enqueued.flat())).toBeGreaterThanOrEqual(2_500);
  });

  it('is not told to the queue twice within minutes, and is told again where a message was lost', async () => {
    await backlog(5, 'lost');
    await sweepWork(ctx);
    ctx.clock.ms += MINUTE;
    await sweepWork(ctx);
    expect(of('lost', enqueued.flat())).toBe(5);
    ctx.clock.ms += 3 * MINUTE;
    await sweepWork(ctx);
    expect(of('lost', enqueued.flat())).toBe(10);
  });

  it('of fifty thousand is bounded in one invocation, and goes on with the next', async () => {
    await backlog(12_000, 'huge');
    await sweepWork(ctx);
    const first = of('huge', enqueued.flat());
    expect(first).toBe(5_000);
    await sweepWork(ctx);
    expect(of('huge', enqueued.flat())).toBe(10_000);
  });

  it('that does not exist costs two statements', async () => {
    const seen: string[] = [];
    const db = new Proxy(ctx.db, {
      get: (target, name) => {
        seen.push(String(name));
        const member: unknown = Reflect.get(target, name);
        return typeof member === 'function' ? member.bind(target) : member;
      },
    });
    const quiet: Context = { ...ctx, db };
    await sweepWork(quiet);
    expect(seen.filter((name) => name === 'all' || name === 'batch')).toEqual(['batch']);
  });
});
