import { eq, isNotNull } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { metered } from '../../../src/db/meter.ts';
import { invoices, outbox, payments } from '../../../src/db/schema/index.ts';
import { newId } from '../../../src/operations/core/context.ts';
import { voidInvoice } from '../../../src/operations/invoices/apply-when-no-payment-open.ts';
import { sweepPayments, sweepVerbs } from '../../../src/operations/watch/sweep.ts';
import {
  AWAY,
  invoiceRow,
  openSession,
  readyInvoice,
  withLog,
  withStripe,
} from '../../support/worker/guards.ts';
import { openShop, payAtStripe, type Shop } from '../../support/worker/shop.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

let shop: Shop;
beforeEach(async () => {
  shop = await openShop();
  await shop.ctx.db.update(payments).set({ checkAt: null });
  await shop.ctx.db.update(invoices).set({ pendingVerb: null });
});

/** So many payments of which Stripe knows nothing, all of them overdue. */
async function stuckPayments(count: number, more: Partial<typeof payments.$inferInsert> = {}) {
  await openSession(shop, (await readyInvoice(shop)).payPath);
  const [row] = await shop.payments();
  if (row === undefined) throw new Error('no payment');
  const rows = Array.from({ length: count }, (_, index) => {
    const claimedAt = row.claimedAt - (index + 1) * 1_000;
    const ids = { id: newId(shop.ctx, 'pay'), stripeSessionId: `cs_stuck_${newId(shop.ctx, 'req')}` };
    return shop.ctx.db.insert(payments).values({ ...row, ...ids, claimedAt, checkAt: claimedAt, ...more });
  });
  for (let done = 0; done < count; done += 100) {
    const [first, ...others] = rows.slice(done, done + 100);
    if (first !== undefined) await shop.ctx.db.batch([first, ...others]);
  }
  await shop.ctx.db.update(payments).set({ checkAt: null }).where(eq(payments.id, row.id));
}

/** Stripe does not answer for what is stuck. */
const stuckAway = () =>
  withStripe(shop.ctx, (real) => ({
    retrieveSession: async (id) => (id.startsWith('cs_stuck') ? AWAY : real.retrieveSession(id)),
  }));

async function paidAndUnrecorded(): Promise<string> {
  const { invoiceId, payPath } = await readyInvoice(shop);
  await payAtStripe(await openSession(shop, payPath));
  return invoiceId;
}

describe('payments that cannot be checked', () => {
  it('take no turn of those that can, however many they are', async () => {
    await stuckPayments(400, { missedChecks: 1 });
    const invoiceId = await paidAndUnrecorded();
    shop.advance(4 * MINUTE);
    await sweepPayments(stuckAway());
    expect(await invoiceRow(shop, invoiceId)).toMatchObject({ status: 'paid' });
  });

  it('2,000 that were never looked at before hold up no other: it has its turn in the first tick', async () => {
    await stuckPayments(2_000);
    const others = await Promise.all([1, 2, 3].map(() => paidAndUnrecorded()));
    shop.advance(4 * MINUTE);
    const asked = { stuck: 0, others: 0 };
    const ctx = withStripe(shop.ctx, (real) => ({
      retrieveSession: async (id) => {
        const isStuck = id.startsWith('cs_stuck');
        asked[isStuck ? 'stuck' : 'others'] += 1;
        return isStuck ? AWAY : real.retrieveSession(id);
      },
    }));
    await metered(() => sweepPayments(ctx));
    for (const invoiceId of others)
      expect(await invoiceRow(shop, invoiceId)).toMatchObject({ status: 'paid' });
    expect(asked.others).toBe(3);
    expect(asked.stuck).toBeLessThanOrEqual(150);
    // Those that missed their look move to a share of their own.
    const missed = (await shop.payments()).filter(({ missedChecks }) => missedChecks > 0);
    expect(missed).toHaveLength(asked.stuck);
    await shop.ctx.db
      .update(payments)
      .set({ missedChecks: 1, checkAt: 1 })
      .where(isNotNull(payments.checkAt));
    const late = await paidAndUnrecorded();
    shop.advance(4 * MINUTE);
    asked.stuck = 0;
    await metered(() => sweepPayments(ctx));
    expect(await invoiceRow(shop, late)).toMatchObject({ status: 'paid' });
    expect(asked.stuck).toBeLessThanOrEqual(30);
  });

  it('have a share of each tick all the same, and wait twice as long each time, an hour at most', async () => {
    await stuckPayments(1, { expiresAt: 0 });
    const waits: number[] = [];
    for (let tick = 0; tick < 7; tick += 1) {
      await sweepPayments(stuckAway());
      const due = (await shop.payments()).find(({ checkAt }) => checkAt !== null)?.checkAt ?? 0;
      waits.push(Math.round((due - shop.ctx.now()) / MINUTE));
      shop.advance(due - shop.ctx.now() + 1);
    }
    expect(waits).toEqual([6, 12, 24, 48, 60, 60, 60]);
  });

  it('are checked as often as any other once they can be again', async () => {
    await stuckPayments(0);
    await openSession(shop, (await readyInvoice(shop)).payPath);
    shop.advance(4 * MINUTE);
    const away = withStripe(shop.ctx, () => ({ retrieveSession: async () => AWAY }));
    await sweepPayments(away);
    shop.advance(7 * MINUTE);
    await sweepPayments(shop.ctx);
    const open = (await shop.payments()).filter(({ checkAt }) => checkAt !== null);
    expect(open).toMatchObject([{ missedChecks: 0 }]);
    expect((open[0]?.checkAt ?? 0) - shop.ctx.now()).toBeLessThanOrEqual(3 * MINUTE);
  });

  it('of one connection do not hold up another', async () => {
    await stuckPayments(200);
    const stuckConnection = shop.connectionId;
    const other = await openShop();
    const { invoiceId, payPath } = await readyInvoice(other);
    await payAtStripe(await openSession(other, payPath));
    expect(other.connectionId).not.toBe(stuckConnection);
    other.advance(4 * MINUTE);
    const ctx = withStripe(other.ctx, (real) => ({
      retrieveSession: async (id) => (id.startsWith('cs_stuck') ? AWAY : real.retrieveSession(id)),
    }));
    await sweepPayments(ctx);
    expect(await invoiceRow(other, invoiceId)).toMatchObject({ status: 'paid' });
  });
});

describe('verbs that are stuck', () => {
  const away = () =>
    withStripe(shop.ctx, () => ({ retrieveSession: async () => AWAY, expireSession: async () => AWAY }));

  /** Invoices whose void could not be carried out, with their sessions. */
  async function pending(count: number, from = 0) {
    const made: { invoiceId: string; session: string }[] = [];
    for (let index = from; index < from + count; index += 1) {
      const { invoiceId, payPath } = await readyInvoice(shop, 1_000 + index);
      const session = await openSession(shop, payPath);
      await voidInvoice(away(), { scope: shop.scope, invoiceId, commandId: `void-${index}` });
      made.push({ invoiceId, session });
      shop.advance(1_000);
    }
    await shop.ctx.db.update(outbox).set({ state: 'dead' });
    return made;
  }

  it('do not hold up the next one, though they fill the sweep', async () => {
    const stuck = new Set((await pending(20)).map(({ session }) => session));
    const [last] = await pending(1, 20);
    const ctx = withStripe(shop.ctx, (real) => ({
      retrieveSession: async (id) => (stuck.has(id) ? AWAY : real.retrieveSession(id)),
    }));
    for (let tick = 0; tick < 2; tick += 1) {
      shop.advance(3 * MINUTE);
      await sweepVerbs(ctx);
    }
    expect(await invoiceRow(shop, last?.invoiceId ?? '')).toMatchObject({
      status: 'void',
      pendingVerb: null,
    });
  });

  it('are taken up once by ticks that overlap, and raise their alarm once', async () => {
    const [verb] = await pending(1);
    shop.advance(25 * HOUR);
    const { ctx, logged } = withLog(away());
    const now = ctx.now();
    await Promise.all([1, 2].map(() => sweepVerbs({ ...ctx, now: () => now })));
    shop.advance(2 * HOUR);
    await sweepVerbs(ctx);
    expect(logged.filter((event) => event === 'verb_stuck')).toHaveLength(1);
    shop.advance(2 * HOUR);
    await sweepVerbs(shop.ctx);
    expect(await invoiceRow(shop, verb?.invoiceId ?? '')).toMatchObject({ status: 'void' });
  });
});
