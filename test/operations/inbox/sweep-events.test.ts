import { and, eq, ne } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { connections, inbox, sweeps } from '../../../src/db/schema/index.ts';
import type { Context } from '../../../src/operations/core/context.ts';
import { sweepEvents } from '../../../src/operations/inbox/sweep-events.ts';
import { rebuildPaused } from '../../../src/operations/recovery/rebuild.ts';
import { atStripe, chargeByHand, control, ownAccount } from '../../support/worker/accounts.ts';
import { AWAY, invoiceRow, openSession, readyInvoice, withStripe } from '../../support/worker/guards.ts';
import { openShop, payAtStripe, type Shop } from '../../support/worker/shop.ts';

const MINUTE = 60_000;
/** Stripe filters by twenty types at once: the others are a list of their own. */
const OTHER_LIST = 1;

let shop: Shop;
let account: string;
beforeEach(async () => {
  shop = await openShop();
  account = await ownAccount(shop);
  // Connections of other tests must not be swept here.
  await shop.ctx.db.update(connections).set({ livemode: true }).where(ne(connections.id, shop.connectionId));
});

const stored = (of = account) => shop.ctx.db.select().from(inbox).where(eq(inbox.account, of)).all();
const storedCount = async (of = account) => (await stored(of)).length;
const eventsRow = async () => {
  const [row] = await shop.ctx.db
    .select()
    .from(sweeps)
    .where(and(eq(sweeps.connectionId, shop.connectionId), eq(sweeps.list, 'events')));
  return row;
};
const connectionRow = async () => {
  const [row] = await shop.ctx.db.select().from(connections).where(eq(connections.id, shop.connectionId));
  return row;
};
/** Counts the calls of a port, and lets some of them fail. */
function counted(ctx: Context, failAt: readonly number[] = []) {
  const calls = { count: 0 };
  const counting = withStripe(ctx, (real) => ({
    listEvents: async (since, after) => {
      calls.count += 1;
      return failAt.includes(calls.count) ? AWAY : real.listEvents(since, after);
    },
  }));
  return { ctx: counting, calls };
}
/** Changes of a customer are the cheapest events that are used: one each. */
const makeEvents = async (count: number, of = account) => {
  const { id } = await atStripe(of, '/customers', { name: 'Nobody' });
  for (let made = 0; made < count; made += 1)
    await atStripe(of, `/customers/${id}`, { name: `Nobody ${made}` });
};

describe('with webhooks switched off, the sweep alone', () => {
  it('reflects a payment, and each event is worked on once', async () => {
    const invoice = await readyInvoice(shop);
    await payAtStripe(await openSession(shop, invoice.payPath));
    await sweepEvents(shop.ctx);
    await shop.work();
    expect(await invoiceRow(shop, invoice.invoiceId)).toMatchObject({ status: 'paid', amountPaid: 12_000 });
    const pending = await shop.ctx.db.select().from(inbox).where(eq(inbox.state, 'pending'));
    expect(pending).toEqual([]);
    expect((await stored()).map(({ state }) => state)).toContain('handled');
  });

  it('leaves the account’s own business alone', async () => {
    await chargeByHand(account, 5_000);
    await sweepEvents(shop.ctx);
    await shop.work();
    const rows = await stored();
    expect(rows.map(({ type }) => type)).toEqual(['payment_intent.succeeded']);
    expect(new Set(rows.map(({ state }) => state))).toEqual(new Set(['skipped']));
    expect(await connectionRow()).toMatchObject({ pausedAt: null });
  });

  it('notices that the account’s owner ended the connection', async () => {
    await sweepEvents(shop.ctx);
    const { ctx } = shop;
    await control(`/accounts/${account}/deauthorize`);
    const logged: string[] = [];
    await sweepEvents({ ...ctx, log: (event) => logged.push(event) });
    expect(logged).toEqual(['events_refused', 'connection_disconnected']);
    expect(await connectionRow()).toMatchObject({ state: 'disconnected' });
    await sweepEvents({ ...ctx, log: (event) => logged.push(event) });
    await sweepEvents({ ...ctx, log: (event) => logged.push(event) });
    expect(logged.slice(2)).toEqual(['events_refused']);
  });
});

describe('the watermark', () => {
  it('moves to the start of the run, when the list was read to its end, and not before', async () => {
    await makeEvents(230);
    const before = shop.ctx.now();
    const failing = counted(shop.ctx, [4]);
    await sweepEvents(failing.ctx);
    expect(failing.calls.count).toBe(4);
    const [first] = [await eventsRow()];
    expect(first?.watermark).toBeLessThan(before);
    expect(await storedCount()).toBe(200);
    await sweepEvents(shop.ctx);
    expect(await storedCount()).toBe(230);
    expect((await eventsRow())?.watermark).toBeGreaterThanOrEqual(before);
  });

  it('misses nothing that is made while a long list is being read, nor at a page’s border', async () => {
    await makeEvents(200);
    let calls = 0;
    const ctx = withStripe(shop.ctx, (real) => ({
      listEvents: async (since, after) => {
        calls += 1;
        if (calls === 2 + OTHER_LIST) await makeEvents(3);
        return real.listEvents(since, after);
      },
    }));
    await sweepEvents(ctx);
    await sweepEvents(shop.ctx);
    expect(await storedCount()).toBe(203);
  });

  it('takes 1,500 events in one go, and a page that is known costs one statement', async () => {
    await makeEvents(1_500);
    await sweepEvents(shop.ctx);
    expect(await storedCount()).toBe(1_500);
    const { ctx, calls } = counted(shop.ctx);
    shop.trips.count = 0;
    await sweepEvents(ctx);
    // Connections, lease, a statement for each known page, a note of where it stands, and the watermark.
    expect(calls.count).toBe(15 + OTHER_LIST);
    expect(shop.trips.count).toBe(15 + 4);
  });

  it('is moved by one of two sweeps that run at once', async () => {
    await makeEvents(120);
    const { ctx, calls } = counted(shop.ctx);
    await Promise.all([sweepEvents(ctx), sweepEvents(ctx)]);
    expect(calls.count).toBe(2 + OTHER_LIST);
    expect(await storedCount()).toBe(120);
  });

  it('is not moved by a reader that lost its lease', async () => {
    await makeEvents(5);
    const late = withStripe(shop.ctx, (real) => ({
      listEvents: async (since, after) => {
        const page = await real.listEvents(since, after);
        shop.advance(4 * MINUTE);
        await sweepEvents(shop.ctx);
        return page;
      },
    }));
    await sweepEvents(late);
    const row = await eventsRow();
    expect(row).toMatchObject({ since: null, startedAt: null, cursor: null, leaseUntil: 0 });
  });
});

describe('a gap', () => {
  it('pauses money until everything that was created since is known, and ends automatically', async () => {
    await sweepEvents(shop.ctx);
    shop.advance(11 * MINUTE);
    await sweepEvents(shop.ctx);
    expect(await connectionRow()).toMatchObject({ pauseReason: 'catching_up' });
    await rebuildPaused(shop.ctx);
    expect(await connectionRow()).toMatchObject({ pausedAt: null, pauseReason: null });
  });

  it('of a minute does not', async () => {
    await sweepEvents(shop.ctx);
    shop.advance(2 * MINUTE);
    await sweepEvents(shop.ctx);
    expect(await connectionRow()).toMatchObject({ pausedAt: null });
  });

  it('longer than Stripe keeps events is said', async () => {
    await sweepEvents(shop.ctx);
    shop.advance(30 * 86_400_000);
    const logged: string[] = [];
    await sweepEvents({ ...shop.ctx, log: (event) => logged.push(event) });
    expect(logged).toEqual(['events_lost', 'money_paused']);
  });
});

describe('two accounts', () => {
  it('are read each for itself, and one that cannot be read does not keep the other from it', async () => {
    const other = await openShop();
    const otherAccount = await ownAccount(other);
    await shop.ctx.db
      .update(connections)
      .set({ state: 'active' })
      .where(eq(connections.id, shop.connectionId));
    await makeEvents(2);
    await makeEvents(1, otherAccount);
    const ctx: Context = {
      ...shop.ctx,
      stripe: async (name) => {
        if (name === account) throw new Error('not this one');
        return shop.ctx.stripe(name);
      },
    };
    await sweepEvents(ctx);
    expect([await storedCount(), await storedCount(otherAccount)]).toEqual([0, 1]);
    await sweepEvents(shop.ctx);
    expect([await storedCount(), await storedCount(otherAccount)]).toEqual([2, 1]);
  });
});
