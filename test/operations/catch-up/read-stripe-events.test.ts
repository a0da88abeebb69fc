import { eq, ne } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { alarms, connections, inbox, outbox, payments, sweeps } from '../../../src/db/schema/index.ts';
import { liftPause, pauseMoney, resumeMoney } from '../../../src/operations/connections/pause-money.ts';
import { type Context, newId } from '../../../src/operations/core/context.ts';
import { reopenEvents } from '../../../src/operations/inbox/reopen-events.ts';
import { sweepEvents } from '../../../src/operations/inbox/sweep-events.ts';
import { requestRefund } from '../../../src/operations/refunds/request-refund.ts';
import { readToEnd } from '../../../src/operations/stripe-lists/read-to-end.ts';
import { readHealth } from '../../../src/operations/watch/health.ts';
import { raiseAlarms } from '../../../src/operations/watch/raise-alarms.ts';
import { atStripe, catchUpAll, chargeByHand, ownAccount } from '../../support/worker/accounts.ts';
import {
  claimOnly,
  invoiceRow,
  onlyPayment,
  openSession,
  readyInvoice,
  withStripe,
} from '../../support/worker/guards.ts';
import { openShop, payAtStripe, type Shop } from '../../support/worker/shop.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

let shop: Shop;
let account: string;
beforeEach(async () => {
  shop = await openShop();
  account = await ownAccount(shop);
  await shop.ctx.db.update(connections).set({ livemode: true }).where(ne(connections.id, shop.connectionId));
});

const connectionRow = async () => {
  const [row] = await shop.ctx.db.select().from(connections).where(eq(connections.id, shop.connectionId));
  if (row === undefined) throw new Error('no connection');
  return row;
};
function listening(): { readonly ctx: Context; readonly logged: string[] } {
  const logged: string[] = [];
  return { logged, ctx: { ...shop.ctx, log: (event) => logged.push(event) } };
}

describe('an attempt whose outcome is not known', () => {
  it('raises an alarm after a day, once, however often it is checked', async () => {
    const { invoiceId } = await readyInvoice(shop);
    await claimOnly(shop, invoiceId);
    const { ctx, logged } = listening();
    shop.advance(23 * HOUR);
    await raiseAlarms(ctx);
    expect(logged).toEqual([]);
    shop.advance(2 * HOUR);
    await Promise.all([raiseAlarms(ctx), raiseAlarms(ctx)]);
    await raiseAlarms(ctx);
    expect(logged).toEqual(['payment_unresolved']);
    expect(await readHealth(shop.ctx)).toMatchObject({ unresolvedPayments: expect.any(Number) });
    const rows = await shop.ctx.db.select().from(alarms);
    expect(rows.map(({ cause }) => cause)).toContain(`payment_unresolved/${(await onlyPayment(shop)).id}`);
  });

  it('of a refund raises one too, a day after it was due', async () => {
    const { invoiceId, payPath } = await readyInvoice(shop);
    await payAtStripe(await openSession(shop, payPath));
    await sweepEvents(shop.ctx);
    await shop.work();
    expect(await invoiceRow(shop, invoiceId)).toMatchObject({ status: 'paid' });
    const { id: paymentId } = await onlyPayment(shop);
    const refundId = newId(shop.ctx, 'ref');
    const ask = { paymentId, refundId, commandId: refundId, amount: 1_000, reason: null, requestedBy: 'Ann' };
    expect((await requestRefund(shop.ctx, { scope: shop.scope, ...ask })).kind).toBe('done');
    const { ctx, logged } = listening();
    shop.advance(23 * HOUR);
    await raiseAlarms(ctx);
    expect(logged).toEqual([]);
    shop.advance(2 * HOUR);
    await Promise.all([raiseAlarms(ctx), raiseAlarms(ctx)]);
    expect(logged).toEqual(['refund_unresolved']);
    expect((await readHealth(shop.ctx)).unresolvedRefunds).toBeGreaterThan(0);
  });

  it('does not where it is a debit on its way', async () => {
    const { invoiceId } = await readyInvoice(shop);
    await claimOnly(shop, invoiceId);
    const { id } = await onlyPayment(shop);
    await shop.ctx.db.update(payments).set({ state: 'processing' }).where(eq(payments.id, id));
    // What its claim left to do is not at stake: that would be overdue by then.
    await shop.ctx.db.update(outbox).set({ state: 'done' });
    const { ctx, logged } = listening();
    shop.advance(5 * DAY);
    await raiseAlarms(ctx);
    expect(logged).toEqual([]);
  });
});

describe('events of a type that nobody used', () => {
  it('are opened again once somebody does, and only those', async () => {
    // As an earlier version stored them.
    const stored = { account, livemode: false, payload: '{}', attempts: 0, dueAt: 0, receivedAt: 0 } as const;
    const unused = { ...stored, state: 'skipped', reason: 'type_not_used' } as const;
    await shop.ctx.db.insert(inbox).values([
      { ...unused, eventId: 'evt_now_used', type: 'refund.created' },
      { ...unused, eventId: 'evt_unused', type: 'product.created' },
    ]);
    shop.enqueued.length = 0;
    await reopenEvents(shop.ctx);
    expect(shop.enqueued).toMatchObject([{ kind: 'inbox', eventId: 'evt_now_used' }]);
    await shop.work();
    shop.enqueued.length = 0;
    await reopenEvents(shop.ctx);
    expect(shop.enqueued).toEqual([]);
  });
});

describe('a pause', () => {
  it('of staff stays until staff ends it, whatever is rebuilt', async () => {
    await catchUpAll(shop.ctx);
    await pauseMoney(shop.ctx, shop.connectionId, 'staff', { from: shop.ctx.now(), by: 'Ann' });
    shop.advance(HOUR);
    await catchUpAll(shop.ctx);
    expect(await connectionRow()).toMatchObject({ pauseReason: 'staff' });
    // Then everything created in the meantime is checked, and the pause ends.
    await liftPause(shop.ctx, shop.connectionId, 'Ann');
    expect(await connectionRow()).toMatchObject({ pauseReason: 'catching_up' });
    await catchUpAll(shop.ctx);
    expect(await connectionRow()).toMatchObject({ pausedAt: null, pauseReason: null });
  });

  it('that a person ends hides no rebuild: the lists are read from the earliest instant that any pause named', async () => {
    await catchUpAll(shop.ctx);
    const from = shop.ctx.now() - 3 * DAY;
    const watermarks = async () => {
      const rows = await shop.ctx.db.select().from(sweeps).where(eq(sweeps.connectionId, shop.connectionId));
      return rows.filter(({ list }) => list === 'sessions' || list === 'intents').map((row) => row.watermark);
    };
    const earliest = [from - HOUR, from - HOUR];
    await pauseMoney(shop.ctx, shop.connectionId, 'catching_up', { from, by: 'sweep' });
    await pauseMoney(shop.ctx, shop.connectionId, 'restored', { from: from + DAY, by: 'inbox' });
    expect(await watermarks()).toEqual(earliest);
    await pauseMoney(shop.ctx, shop.connectionId, 'staff', { from: shop.ctx.now(), by: 'Ann' });
    expect(await watermarks()).toEqual(earliest);
    await liftPause(shop.ctx, shop.connectionId, 'Ann');
    expect(await connectionRow()).toMatchObject({ pauseReason: 'catching_up' });
    expect(await watermarks()).toEqual(earliest);
    await liftPause(shop.ctx, shop.connectionId, 'Ann');
    expect(await connectionRow()).toMatchObject({ pausedAt: null });
    // A restore during a person's pause is not forgotten either.
    await pauseMoney(shop.ctx, shop.connectionId, 'staff', { from: shop.ctx.now(), by: 'Ann' });
    await pauseMoney(shop.ctx, shop.connectionId, 'catching_up', { from, by: 'sweep' });
    expect(await connectionRow()).toMatchObject({ pauseReason: 'staff' });
    expect(await watermarks()).toEqual(earliest);
  });

  it('is not ended by a rebuild that another pause began', async () => {
    await pauseMoney(shop.ctx, shop.connectionId, 'catching_up', { from: shop.ctx.now(), by: 'sweep' });
    await resumeMoney(shop.ctx, shop.connectionId, { by: 'rebuild', pausedAt: 1 });
    expect(await connectionRow()).toMatchObject({ pauseReason: 'catching_up' });
  });

  it('that two begin at once is begun once', async () => {
    const begin = (ctx: Context) =>
      pauseMoney(ctx, shop.connectionId, 'restored', { from: ctx.now(), by: 'sweep' });
    const { ctx, logged } = listening();
    await Promise.all([begin(ctx), begin(ctx)]);
    expect(logged).toEqual(['money_paused']);
  });
});

/** So many changes of a customer, each with its event. */
async function changeSomebody(times: number): Promise<void> {
  const { id } = await atStripe(account, '/customers', { name: 'Nobody' });
  for (let made = 0; made < times; made += 1)
    await atStripe(account, `/customers/${id}`, { name: `Nobody ${made}` });
}

describe('a list', () => {
  it('that is longer than a tick’s share is gone on with from where it stopped', async () => {
    await changeSomebody(250);
    const stripe = await shop.ctx.stripe(account);
    const seen: string[] = [];
    const read = async () =>
      readToEnd(shop.ctx, await connectionRow(), {
        list: 'events',
        overlapMs: HOUR,
        mostPages: 1,
        everyMs: 0,
        fetch: stripe.listEvents,
        keep: async (items) => {
          seen.push(...items.map(({ id }) => id));
          return true;
        },
      });
    // The first twenty types are a list of their own, with nothing in it.
    for (const kind of ['goes_on', 'goes_on', 'goes_on', 'finished']) expect((await read()).kind).toBe(kind);
    expect(seen).toHaveLength(250);
    expect(new Set(seen).size).toBe(250);
  });

  it('whose cursor names what is gone begins anew, and misses nothing', async () => {
    await changeSomebody(1);
    const stripe = await shop.ctx.stripe(account);
    const seen: string[] = [];
    const gone = {
      kind: 'refused',
      status: 400,
      code: 'resource_missing',
      param: 'starting_after',
      message: '',
    };
    let calls = 0;
    const read = async () =>
      readToEnd(shop.ctx, await connectionRow(), {
        list: 'events',
        overlapMs: HOUR,
        mostPages: 1,
        everyMs: 0,
        fetch: async (since, after) => {
          calls += 1;
          if (calls === 1) return { kind: 'ok', value: { items: [], next: 'evt_gone' } };
          return after === 'evt_gone' ? { ...gone, kind: 'refused' } : stripe.listEvents(since, after);
        },
        keep: async (items) => {
          seen.push(...items.map(({ id }) => id));
          return true;
        },
      });
    const kinds: string[] = [];
    for (let time = 0; time < 4; time += 1) kinds.push((await read()).kind);
    expect(kinds).toEqual(['goes_on', 'unavailable', 'goes_on', 'finished']);
    expect(seen).toHaveLength(1);
  });
});

describe('the health page', () => {
  it('counts what waits, what is paused and what is unexplained, and names nobody', async () => {
    await catchUpAll(shop.ctx);
    const metadata = { quittance_deployment: shop.ctx.deploymentId, quittance_payment: 'pay_by_hand' };
    await chargeByHand(account, 700, { metadata });
    await catchUpAll(shop.ctx);
    await shop.work();
    await pauseMoney(shop.ctx, shop.connectionId, 'staff', { from: shop.ctx.now(), by: 'Ann' });
    shop.advance(2 * DAY);
    await catchUpAll({ ...shop.ctx, enqueue: async () => undefined });
    const health = await readHealth(shop.ctx);
    expect(health).toMatchObject({ pausedConnections: 1, unknownObjects: 1 });
    expect(health.eventsLagMs).toBeLessThan(MINUTE);
    expect(health.unexplained).toBeGreaterThanOrEqual(1);
    const answer = await shop.request('/healthz');
    expect(await answer.json()).toEqual({ ready: true });
  });

  it('says how long Stripe’s events were not read', async () => {
    await catchUpAll(shop.ctx);
    const away = withStripe(shop.ctx, () => ({
      listEvents: async () => ({ kind: 'unknown', reason: 'no answer' }),
      listIntents: async () => ({ kind: 'unknown', reason: 'no answer' }),
    }));
    shop.advance(30 * MINUTE);
    await catchUpAll(away);
    expect((await readHealth(shop.ctx)).eventsLagMs).toBeGreaterThanOrEqual(30 * MINUTE);
    const [row] = await shop.ctx.db
      .select({ pausedAt: connections.pausedAt })
      .from(connections)
      .where(eq(connections.id, shop.connectionId));
    expect(row?.pausedAt).not.toBeNull();
    await catchUpAll(shop.ctx);
    expect(await connectionRow()).toMatchObject({ pausedAt: null });
  });
});
