import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { outbox } from '../../../src/db/schema/index.ts';
import { type Context, newId } from '../../../src/operations/core/context.ts';
import type { Mailer } from '../../../src/operations/emails/mailer.ts';
import { runJob } from '../../../src/operations/outbox/run-job.ts';
import { seedMerchant, type TestContext, testContext } from '../../support/worker/context.ts';

const LEASE = 120_000;
const HOUR = 3_600_000;

let ctx: TestContext;
let merchantId: string;
beforeEach(async () => {
  ctx = testContext();
  ({ merchantId } = await seedMerchant(ctx));
});

/** An effect that asks for the mailer, and is finished where one is given: its message does not exist. */
async function queued(more: Partial<typeof outbox.$inferInsert> = {}): Promise<string> {
  const id = newId(ctx, 'out');
  await ctx.db.insert(outbox).values({
    id,
    merchantId,
    kind: 'email',
    payload: { emailId: 'eml_none' },
    state: 'pending',
    attempts: 0,
    dueAt: ctx.now(),
    leaseUntil: 0,
    createdAt: ctx.now(),
    ...more,
  });
  return id;
}
const rowOf = async (id: string) => {
  const [row] = await ctx.db.select().from(outbox).where(eq(outbox.id, id));
  return row;
};
const idle: Mailer = {
  transport: { send: async () => ({ kind: 'accepted' }) },
  from: 'billing@billing.test',
  render: async () => ({ subject: '', html: '', text: '' }),
  renderForCustomer: async () => ({ subject: '', html: '', text: '' }),
  renderForStaff: async () => ({ subject: '', html: '', text: '' }),
  pdf: async () => new Uint8Array(),
  receipt: async () => new Uint8Array(),
  eInvoice: async () => '',
  returnPaths: { token: async (emailId: string) => emailId, open: async () => null },
};
/** A mailer that counts how often it was asked for. */
function counted(then: () => Promise<Mailer> = async () => idle) {
  const asked = { count: 0 };
  const mailer = () => {
    asked.count += 1;
    return then();
  };
  return { asked, mailer };
}
const failing = async (): Promise<Mailer> => {
  throw new RangeError('somebody@payer.test');
};

describe('an effect', () => {
  it('is done by one of many that are enqueued for it at once, and only once', async () => {
    const id = await queued();
    const { asked, mailer } = counted(async () => {
      await ctx.pause(20);
      return idle;
    });
    await Promise.all([1, 2, 3, 4].map(() => runJob(ctx, mailer, id)));
    await runJob(ctx, mailer, id);
    expect(asked.count).toBe(1);
    expect(await rowOf(id)).toMatchObject({ state: 'done', leaseUntil: 0, doneAt: ctx.now() });
  });

  it.each([
    ['somebody has it on lease', { leaseUntil: 1 }],
    ['it is not due yet', { dueAt: 1 }],
  ] as const)('is left alone while %s, and done after', async (_, wait) => {
    const until = ctx.now() + 60_000;
    const id = await queued('dueAt' in wait ? { dueAt: until } : { leaseUntil: until });
    const { asked, mailer } = counted();
    await runJob(ctx, mailer, id);
    expect(asked.count).toBe(0);
    ctx.clock.ms = until + 1;
    await runJob(ctx, mailer, id);
    expect(asked.count).toBe(1);
  });

  it('that another has on lease for ten minutes waits in its row: no message that comes meanwhile counts as a try', async () => {
    const id = await queued({ leaseUntil: ctx.now() + 10 * 60_000 });
    const { asked, mailer } = counted();
    for (let minute = 0; minute < 10; minute += 1) {
      await runJob(ctx, mailer, id);
      expect(await rowOf(id)).toMatchObject({ state: 'pending', attempts: 0, cutOff: 0 });
      ctx.clock.ms += 60_000;
    }
    expect(asked.count).toBe(0);
    ctx.clock.ms += 1;
    await runJob(ctx, mailer, id);
    expect([asked.count, (await rowOf(id))?.state]).toEqual([1, 'done']);
  });

  it.each(['done', 'dead'] as const)('that is %s is not done again', async (state) => {
    const id = await queued({ state });
    const { asked, mailer } = counted();
    await runJob(ctx, mailer, id);
    expect(asked.count).toBe(0);
  });

  it('whose worker died is done by the next one once the lease is over', async () => {
    const id = await queued();
    const dies: Context = { ...ctx, log: () => undefined };
    const never = new Promise<Mailer>(() => undefined);
    void runJob(dies, () => never, id);
    await ctx.pause(30);
    const { asked, mailer } = counted();
    await runJob(ctx, mailer, id);
    expect(asked.count).toBe(0);
    ctx.clock.ms += LEASE + 1;
    await runJob(ctx, mailer, id);
    expect(asked.count).toBe(1);
    expect(await rowOf(id)).toMatchObject({ state: 'done' });
  });

  it('that another worker has finished is not undone by a slow worker that failed', async () => {
    const id = await queued();
    const slow = async (): Promise<Mailer> => {
      ctx.clock.ms += LEASE + 1;
      await runJob(ctx, async () => idle, id);
      return failing();
    };
    await runJob(ctx, slow, id);
    expect(await rowOf(id)).toMatchObject({ state: 'done', attempts: 0, lastError: null });
  });

  it('that another has on lease is not called done by a slow worker', async () => {
    const id = await queued();
    const slow = async (): Promise<Mailer> => {
      ctx.clock.ms += LEASE + 1;
      await ctx.db
        .update(outbox)
        .set({ leaseUntil: ctx.now() + LEASE })
        .where(eq(outbox.id, id));
      return idle;
    };
    await runJob(ctx, slow, id);
    expect(await rowOf(id)).toMatchObject({ state: 'pending', leaseUntil: ctx.now() + LEASE });
  });

  it('that fails waits longer each time, up to fifty minutes, and gives its lease back', async () => {
    const id = await queued();
    const waits: number[] = [];
    for (let attempt = 1; attempt <= 12; attempt += 1) {
      await runJob(ctx, failing, id);
      const row = await rowOf(id);
      expect(row).toMatchObject({ state: 'pending', attempts: attempt, leaseUntil: 0 });
      waits.push((row?.dueAt ?? 0) - ctx.now());
      ctx.clock.ms = row?.dueAt ?? 0;
    }
    expect(waits.slice(0, 3)).toEqual([5_000, 10_000, 20_000]);
    expect(waits.at(-1)).toBe(50 * 60_000);
  });

  it('that fails for two days is dead, says so, and says nothing personal', async () => {
    const id = await queued();
    const began = ctx.now();
    for (let attempt = 1; attempt <= 70; attempt += 1) {
      await runJob(ctx, failing, id);
      ctx.clock.ms = Math.max(ctx.clock.ms, (await rowOf(id))?.dueAt ?? 0);
    }
    const row = await rowOf(id);
    expect(row).toMatchObject({ state: 'dead', attempts: 66, lastError: 'RangeError' });
    expect(ctx.now() - began).toBeGreaterThan(44 * HOUR);
    expect(ctx.logged.filter(({ event }) => event === 'effect_dead')).toEqual([
      { event: 'effect_dead', fields: { kind: 'email', id } },
    ]);
    expect(JSON.stringify(ctx.logged)).not.toContain('payer.test');
  });

  it('of a kind that nobody knows, or without its id, is tried again and never called done', async () => {
    for (const odd of [{ kind: 'dance' }, { payload: {} }]) {
      const id = await queued(odd);
      await runJob(ctx, async () => idle, id);
      expect(await rowOf(id)).toMatchObject({ state: 'pending', attempts: 1 });
    }
  });

  it('that no worker can read for more than an hour is kept for a person, with the reason', async () => {
    for (const odd of [
      { kind: 'dance' },
      { kind: 'constructor' },
      { payload: {} },
      { payload: 'eml_none' },
    ]) {
      const id = await queued(odd);
      const began = ctx.now();
      for (let attempt = 1; attempt <= 12; attempt += 1) {
        await runJob(ctx, async () => idle, id);
        ctx.clock.ms = Math.max(ctx.clock.ms, (await rowOf(id))?.dueAt ?? 0);
      }
      expect(await rowOf(id)).toMatchObject({
        state: 'dead',
        attempts: 10,
        lastError: 'not_readable_by_this_version',
      });
      expect(ctx.now() - began).toBeGreaterThan(HOUR);
      expect(ctx.logged).toContainEqual({
        event: 'effect_dead',
        fields: { kind: 'kind' in odd ? odd.kind : 'email', id },
      });
    }
  });

  it('that failed before waits more than an hour all the same for a worker that can read it', async () => {
    const id = await queued({ kind: 'of_the_next_version', attempts: 65, lastError: 'RangeError' });
    const began = ctx.now();
    while ((await rowOf(id))?.state === 'pending' && ctx.now() < began + 2 * HOUR) {
      await runJob(ctx, async () => idle, id);
      ctx.clock.ms = Math.max(ctx.clock.ms, (await rowOf(id))?.dueAt ?? 0);
    }
    expect(await rowOf(id)).toMatchObject({ state: 'dead', attempts: 75, unread: 10 });
    expect(ctx.now() - began).toBeGreaterThan(HOUR);
  });

  it('that two versions take in turns, one of which cannot read it, is tried no longer than by either', async () => {
    const id = await queued();
    for (const kind of Array.from({ length: 30 }, () => ['email', 'of_the_next_version']).flat()) {
      await ctx.db.update(outbox).set({ kind }).where(eq(outbox.id, id));
      await runJob(ctx, failing, id);
      ctx.clock.ms = Math.max(ctx.clock.ms, (await rowOf(id))?.dueAt ?? 0);
    }
    expect(await rowOf(id)).toMatchObject({ state: 'dead', attempts: 20, unread: 10 });
  });

  it('that nobody could read for a while is tried for two days by the version that can', async () => {
    const id = await queued({ attempts: 9, unread: 9, lastError: 'not_readable_by_this_version' });
    for (let attempt = 1; attempt <= 65; attempt += 1) {
      await runJob(ctx, failing, id);
      ctx.clock.ms = Math.max(ctx.clock.ms, (await rowOf(id))?.dueAt ?? 0);
    }
    expect(await rowOf(id)).toMatchObject({ state: 'pending', attempts: 74, unread: 9 });
    await runJob(ctx, failing, id);
    expect(await rowOf(id)).toMatchObject({ state: 'dead', attempts: 75, lastError: 'RangeError' });
  });

  it('that a version wrote with more than this one reads is done', async () => {
    const payload = { customerId: 'cus_none', invoiceId: 'inv_none', since: 'yesterday' };
    const id = await queued({ kind: 'ensure_stripe_customer', payload });
    await runJob(ctx, async () => idle, id);
    expect(await rowOf(id)).toMatchObject({ state: 'done', lastError: null });
  });
});
