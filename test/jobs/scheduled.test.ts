import { and, eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { inbox, outbox, usedChallenges } from '../../src/db/schema/index.ts';
import { runScheduled } from '../../src/jobs/scheduled.ts';
import { type Context, newId, type QueueMessage } from '../../src/operations/core/context.ts';
import { workEvent } from '../../src/operations/inbox/work-event.ts';
import { voidInvoice } from '../../src/operations/invoices/apply-when-no-payment-open.ts';
import { sweepPayments, sweepVerbs } from '../../src/operations/watch/sweep.ts';
import { sweepWork } from '../../src/operations/watch/sweep-work.ts';
import {
  AWAY,
  claimOnly,
  invoiceRow,
  openSession,
  readyInvoice,
  withLog,
  withStripe,
} from '../support/worker/guards.ts';
import { openShop, payAtStripe, type Shop } from '../support/worker/shop.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

let shop: Shop;
beforeEach(async () => {
  shop = await openShop();
  await shop.ctx.db.update(outbox).set({ state: 'done' });
  await shop.ctx.db.update(inbox).set({ state: 'skipped' });
});

async function storeEffect(more: Partial<typeof outbox.$inferInsert> = {}): Promise<string> {
  const id = newId(shop.ctx, 'out');
  const at = shop.ctx.now();
  await shop.ctx.db.insert(outbox).values({
    id,
    merchantId: shop.scope.merchantId,
    kind: 'tell_voided',
    payload: { invoiceId: 'inv_none' },
    state: 'pending',
    attempts: 0,
    dueAt: at,
    leaseUntil: 0,
    createdAt: at,
    ...more,
  });
  return id;
}
async function storeEvent(dueAt: number, more: Partial<typeof inbox.$inferInsert> = {}): Promise<string> {
  const eventId = `evt_${newId(shop.ctx, 'req')}`;
  await shop.ctx.db.insert(inbox).values({
    account: 'self',
    livemode: false,
    eventId,
    type: 'product.created',
    apiVersion: null,
    payload: '{}',
    state: 'pending',
    attempts: 0,
    dueAt,
    receivedAt: dueAt,
    ...more,
  });
  return eventId;
}
/** A context that keeps what it wakes. */
function waking() {
  const enqueued: QueueMessage[] = [];
  const ctx: Context = {
    ...shop.ctx,
    enqueue: async (work) => {
      enqueued.push(...work);
    },
  };
  return { ctx, enqueued };
}
function nameOf(message: QueueMessage): string {
  switch (message.kind) {
    case 'inbox':
    case 'event':
      return message.eventId;
    case 'account':
      return message.account;
    case 'collect':
      return message.invoiceId;
    case 'outbox':
    case 'sweep':
      return message.id;
  }
}

/** Two invoices with a session each, the second of them paid at Stripe and not recorded. */
async function twoOpen() {
  const [stuck, paid] = [await readyInvoice(shop, 1_000), await readyInvoice(shop, 2_000)];
  const stuckSession = await openSession(shop, stuck.payPath);
  const paidSession = await openSession(shop, paid.payPath);
  await payAtStripe(paidSession);
  return { stuck, paid, stuckSession, paidSession };
}

describe('a tick', () => {
  /** A database that cannot be read, or on which what is over cannot be deleted. */
  const without = (verb: 'delete' | 'select') =>
    new Proxy(shop.ctx.db, {
      get(target, name) {
        if (name === 'select' && verb === 'select') throw new Error('D1 is overloaded');
        if (name === 'delete' && verb === 'delete')
          return (table: Parameters<typeof target.delete>[0]) => {
            if (table === usedChallenges) throw new Error('D1 is overloaded');
            return target.delete(table);
          };
        const member: unknown = Reflect.get(target, name);
        return typeof member === 'function' ? member.bind(target) : member;
      },
    });

  it('whose last part fails has done the others, and says which one failed', async () => {
    const { paid } = await twoOpen();
    await shop.ctx.db.insert(usedChallenges).values({ hash: '0'.repeat(64), expiresAt: 0 });
    shop.advance(4 * MINUTE);
    const { ctx, logged } = withLog({ ...shop.ctx, db: without('delete') });
    await runScheduled(ctx);
    expect(await invoiceRow(shop, paid.invoiceId)).toMatchObject({ status: 'paid' });
    expect(logged).toContain('tick_failed');
  });

  it('whose first part fails has done the others', async () => {
    const { paid } = await twoOpen();
    const effectId = await storeEffect();
    shop.advance(4 * MINUTE);
    const { ctx, logged } = withLog({
      ...shop.ctx,
      enqueue: async (work) => {
        const isSweep = work.some((item) => item.kind === 'outbox' && item.id === effectId);
        if (isSweep) throw new Error('the queue is away');
      },
    });
    await runScheduled(ctx);
    expect(await invoiceRow(shop, paid.invoiceId)).toMatchObject({ status: 'paid' });
    expect(logged).toContain('tick_failed');
  });

  it('on a database that answers nothing ends all the same', async () => {
    const { ctx, logged } = withLog({ ...shop.ctx, db: without('select') });
    await expect(runScheduled(ctx)).resolves.toBeUndefined();
    expect(logged.length).toBeGreaterThanOrEqual(3);
  });
});

describe('the sweep of missed work', () => {
  it('wakes events and effects that are due, and none that is not, done, or in somebody’s hands', async () => {
    const now = shop.ctx.now();
    const due = [await storeEffect({ dueAt: now }), await storeEvent(now)];
    await storeEffect({ dueAt: now + MINUTE });
    await storeEffect({ dueAt: now, leaseUntil: now + MINUTE });
    await storeEffect({ dueAt: now, state: 'dead' });
    await storeEvent(now + MINUTE);
    await storeEvent(now, { state: 'quarantined' });
    const { ctx, enqueued } = waking();
    await sweepWork({ ...ctx, now: () => now });
    expect(enqueued.map(nameOf)).toEqual(due);
  });

  it('wakes nobody where nothing is due', async () => {
    const { ctx } = waking();
    let calls = 0;
    const counting: Context = {
      ...ctx,
      enqueue: async () => {
        calls += 1;
      },
    };
    await sweepWork(counting);
    expect(calls).toBe(0);
  });

  it('reaches a good event behind a hundred that throw each time', async () => {
    await openSession(shop, (await readyInvoice(shop)).payPath);
    const { deploymentId } = shop.ctx;
    const metadata = {
      quittance_payment: (await shop.payments())[0]?.id,
      quittance_deployment: deploymentId,
    };
    const payload = JSON.stringify({ data: { object: { id: 'pi_1', metadata } } });
    const poison = { type: 'payment_intent.succeeded', payload };
    const throwing = { ...shop.ctx, stripe: () => Promise.reject(new Error('a status we do not know')) };
    const at = shop.ctx.now();
    for (let index = 0; index < 100; index += 1) await storeEvent(at - 1_000, poison);
    const good = await storeEvent(at);
    const ctx: Context = {
      ...shop.ctx,
      enqueue: async (work) => {
        for (const item of work) if (item.kind === 'inbox') await workEvent(throwing, item);
      },
    };
    for (let tick = 0; tick < 2; tick += 1) {
      shop.advance(MINUTE);
      await sweepWork(ctx);
    }
    const [row] = await shop.ctx.db.select().from(inbox).where(eq(inbox.eventId, good));
    expect(row).toMatchObject({ state: 'skipped', reason: 'type_not_used' });
    const bad = await shop.ctx.db
      .select()
      .from(inbox)
      .where(and(eq(inbox.type, poison.type), eq(inbox.reason, 'error')));
    expect(bad).toHaveLength(100);
  });
});

describe('the sweep of payments', () => {
  it('goes on where one cannot be looked at, and says so', async () => {
    const { paid, stuckSession } = await twoOpen();
    shop.advance(4 * MINUTE);
    const { ctx, logged } = withLog(
      withStripe(shop.ctx, (real) => ({
        retrieveSession: (id) =>
          id === stuckSession
            ? Promise.reject(new Error('a status we do not know'))
            : real.retrieveSession(id),
      })),
    );
    await sweepPayments(ctx);
    expect(await invoiceRow(shop, paid.invoiceId)).toMatchObject({ status: 'paid' });
    expect(logged).toContain('sweep_failed');
  });

  it('looks at each once, though two ticks overlap', async () => {
    const { stuckSession } = await twoOpen();
    shop.advance(4 * MINUTE);
    const now = shop.ctx.now();
    const looked: string[] = [];
    const ctx = withStripe({ ...shop.ctx, now: () => now }, (real) => ({
      retrieveSession: (id) => {
        looked.push(id);
        return real.retrieveSession(id);
      },
    }));
    await Promise.all([sweepPayments(ctx), sweepPayments(ctx)]);
    expect(looked.filter((id) => id === stuckSession)).toHaveLength(1);
  });

  it('takes up a claim whose worker died', async () => {
    const { invoiceId } = await readyInvoice(shop);
    await claimOnly(shop, invoiceId);
    shop.advance(3 * MINUTE);
    await sweepPayments(shop.ctx);
    expect((await shop.payments()).map(({ state }) => state)).toEqual(['session_open']);
  });
});

describe('the sweep of verbs', () => {
  /** Invoices with a void that could not be carried out, and whose effect is dead. */
  async function pending(count: number) {
    const away = withStripe(shop.ctx, () => ({
      retrieveSession: async () => AWAY,
      expireSession: async () => AWAY,
    }));
    const ids: string[] = [];
    for (let index = 0; index < count; index += 1) {
      const { invoiceId, payPath } = await readyInvoice(shop, 1_000 + index);
      await openSession(shop, payPath);
      await voidInvoice(away, { scope: shop.scope, invoiceId, commandId: `void-${index}` });
      ids.push(invoiceId);
      shop.advance(1_000);
    }
    await shop.ctx.db.update(outbox).set({ state: 'dead' });
    return ids;
  }

  it('finishes a verb whose effect is dead, but not one that somebody is about to finish', async () => {
    const [invoiceId = ''] = await pending(1);
    await sweepVerbs(shop.ctx);
    expect(await invoiceRow(shop, invoiceId)).toMatchObject({
      status: 'open',
      pendingVerb: { verb: 'void' },
    });
    shop.advance(3 * MINUTE);
    await runScheduled(shop.ctx);
    expect(await invoiceRow(shop, invoiceId)).toMatchObject({ status: 'void', pendingVerb: null });
  });

  it('goes on where one fails, and raises an alarm after a day', async () => {
    const [first = '', second = ''] = await pending(2);
    const sessions = (await shop.payments()).toSorted((a, b) => a.claimedAt - b.claimedAt);
    const failing = sessions[0]?.stripeSessionId;
    shop.advance(25 * HOUR);
    const { ctx, logged } = withLog(
      withStripe(shop.ctx, (real) => ({
        retrieveSession: (id) =>
          id === failing ? Promise.reject(new Error('a status we do not know')) : real.retrieveSession(id),
      })),
    );
    await sweepVerbs(ctx);
    expect(await invoiceRow(shop, first)).toMatchObject({ status: 'open' });
    expect(await invoiceRow(shop, second)).toMatchObject({ status: 'void' });
    expect(logged).toContain('sweep_failed');
    expect(logged.filter((event) => event === 'verb_stuck')).toHaveLength(2);
  });
});
