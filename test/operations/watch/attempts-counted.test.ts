import { and, eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { inbox, outbox } from '../../../src/db/schema/index.ts';
import { newId } from '../../../src/operations/core/context.ts';
import { workEvent } from '../../../src/operations/inbox/work-event.ts';
import { runJob } from '../../../src/operations/outbox/run-job.ts';
import { seedMerchant, type TestContext, testContext } from '../../support/worker/context.ts';

const LEASE = 2 * 60_000;
const HOUR = 60 * 60_000;
const never = new Promise<never>(() => undefined);

let ctx: TestContext;
let merchantId: string;
beforeEach(async () => {
  ctx = testContext();
  ({ merchantId } = await seedMerchant(ctx));
});

async function job(): Promise<string> {
  const id = newId(ctx, 'out');
  const at = ctx.now();
  const row = { id, merchantId, kind: 'email', payload: { emailId: 'eml_none' }, attempts: 0, leaseUntil: 0 };
  await ctx.db.insert(outbox).values({ ...row, state: 'pending', dueAt: at, createdAt: at });
  return id;
}
const jobRow = async (id: string) => (await ctx.db.select().from(outbox).where(eq(outbox.id, id)))[0];

async function event() {
  const key = {
    account: `acct_${merchantId.slice(4)}`,
    livemode: false,
    eventId: `evt_${newId(ctx, 'req')}`,
  };
  const at = ctx.now();
  const payload = JSON.stringify({ data: { object: { id: 'pi_1', metadata: {} } } });
  const row = { ...key, type: 'payment_intent.succeeded', apiVersion: null, payload, attempts: 0 };
  await ctx.db.insert(inbox).values({ ...row, state: 'pending', dueAt: at, receivedAt: at });
  return key;
}
const eventRow = async (key: { readonly account: string; readonly eventId: string }) =>
  (
    await ctx.db
      .select()
      .from(inbox)
      .where(and(eq(inbox.account, key.account), eq(inbox.eventId, key.eventId)))
  )[0];

/** A database of which nothing is heard any more once the work is leased. */
function dyingOnceLeased(): TestContext['db'] {
  const silent: object = new Proxy(() => undefined, {
    get: (_, name) => (name === 'then' ? () => undefined : () => silent),
  });
  let isLeased = false;
  return new Proxy(ctx.db, {
    get: (target, name) => {
      if (isLeased) return () => silent;
      const member: unknown = Reflect.get(target, name);
      if (typeof member !== 'function') return member;
      return (...given: unknown[]) => {
        isLeased = name === 'batch';
        return member.apply(target, given);
      };
    },
  });
}

describe('work that kills its worker', () => {
  it('ends after a few: attempts of a job are counted when it is leased, and it is dead with that reason', async () => {
    const id = await job();
    for (let death = 1; death <= 10; death += 1) {
      void runJob({ ...ctx, log: () => undefined }, () => never, id);
      await ctx.pause(30);
      expect(await jobRow(id)).toMatchObject({ state: 'pending', cutOff: death });
      ctx.clock.ms += HOUR;
    }
    let asked = 0;
    await runJob(
      ctx,
      async () => {
        asked += 1;
        throw new Error('nobody asks');
      },
      id,
    );
    expect(asked).toBe(0);
    expect(await jobRow(id)).toMatchObject({ state: 'dead', lastError: 'worker_died', leaseUntil: 0 });
    expect(ctx.logged.map((line) => line.event)).toEqual(['effect_dead']);
  });

  it('ends after a few: an event is quarantined with that reason', async () => {
    const key = await event();
    for (let death = 1; death <= 10; death += 1) {
      void workEvent({ ...ctx, log: () => undefined, db: dyingOnceLeased() }, key);
      await ctx.pause(30);
      expect(await eventRow(key)).toMatchObject({ state: 'pending', cutOff: death });
      await workEvent(ctx, key);
      ctx.clock.ms += HOUR;
    }
    await workEvent(ctx, key);
    expect(await eventRow(key)).toMatchObject({ state: 'quarantined', reason: 'worker_died' });
  });

  it('waits longer after each death, so that an incident of an hour kills nothing that is sound', async () => {
    const id = await job();
    let taken = 0;
    for (let minute = 0; minute < 60; minute += 1) {
      const before = (await jobRow(id))?.cutOff ?? 0;
      void runJob({ ...ctx, log: () => undefined }, () => never, id);
      await ctx.pause(5);
      if (((await jobRow(id))?.cutOff ?? 0) > before) taken += 1;
      ctx.clock.ms += 60_000;
    }
    expect(taken).toBeGreaterThan(3);
    expect(taken).toBeLessThan(8);
    ctx.clock.ms += HOUR;
    await runJob(ctx, () => Promise.reject(new RangeError('no')), id);
    expect(await jobRow(id)).toMatchObject({ state: 'pending', cutOff: 0 });
  });

  it('is not what fails in words or works in the end: coming back counts from the start', async () => {
    const id = await job();
    void runJob({ ...ctx, log: () => undefined }, () => never, id);
    await ctx.pause(30);
    ctx.clock.ms += LEASE + 1;
    await runJob(ctx, () => Promise.reject(new RangeError('no')), id);
    expect(await jobRow(id)).toMatchObject({ state: 'pending', attempts: 1, cutOff: 0 });
  });
});

describe('the first failure', () => {
  it('keeps its instant, however often it is retried', async () => {
    const id = await job();
    const first = ctx.now();
    for (let attempt = 1; attempt <= 3; attempt += 1) {
      await runJob(ctx, () => Promise.reject(new RangeError('no')), id);
      const row = await jobRow(id);
      expect(row).toMatchObject({ attempts: attempt, failedSince: first });
      ctx.clock.ms = row?.dueAt ?? 0;
    }
  });
});
