import { and, eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { emails, inbox, journal, outbox, payments } from '../../../src/db/schema/index.ts';
import { readStoredRequest } from '../../../src/domain/payment/stored-request.ts';
import { DEFAULT_RETENTION } from '../../../src/domain/retention.ts';
import type { Context } from '../../../src/operations/core/context.ts';
import { pruneOld, TICKS_A_ROUND } from '../../../src/operations/retention/prune-old.ts';
import { listInvoiceTimeline } from '../../../src/operations/timeline/list-invoice-timeline.ts';
import { brokenChain } from '../../support/worker/chain.ts';
import { openSession, readyInvoice } from '../../support/worker/guards.ts';
import { openShop, payAtStripe, type Shop } from '../../support/worker/shop.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;

let shop: Shop;
beforeEach(async () => {
  shop = await openShop();
});

/** As many ticks as it takes until each kind had its turn. */
async function round(ctx: Context = shop.ctx): Promise<void> {
  for (let tick = 0; tick < TICKS_A_ROUND; tick += 1) {
    await pruneOld(ctx);
    shop.advance(MINUTE);
  }
}

const storeEvents = async (count: number, more: Partial<typeof inbox.$inferInsert>): Promise<string> => {
  const account = `acct_${crypto.randomUUID()}`;
  const now = shop.ctx.now();
  for (let made = 0; made < count; made += 1) {
    await shop.ctx.db.insert(inbox).values({
      account,
      livemode: false,
      eventId: `evt_${made}`,
      type: 'refund.created',
      payload: '{}',
      state: 'handled',
      attempts: 0,
      dueAt: now,
      receivedAt: now,
      ...more,
    });
  }
  return account;
};
const eventsOf = (account: string) =>
  shop.ctx.db.select().from(inbox).where(eq(inbox.account, account)).all();

describe('data that ends', () => {
  it('events go when Stripe lists them no more; what waits, or waits for a person, stays', async () => {
    const [settled, pending, aside] = await Promise.all(
      (['skipped', 'pending', 'quarantined'] as const).map((state) => storeEvents(3, { state })),
    );
    shop.advance(30 * DAY);
    await round();
    expect(await eventsOf(settled ?? '')).toHaveLength(3);
    shop.advance(2 * DAY);
    await round();
    expect(await eventsOf(settled ?? '')).toEqual([]);
    expect(await eventsOf(pending ?? '')).toHaveLength(3);
    expect(await eventsOf(aside ?? '')).toHaveLength(3);
  });

  it('an event that an earlier version stored whole loses all but its ids once it is decided', async () => {
    const object = { id: 'pi_1', object: 'payment_intent', receipt_email: 'ada@payer.test', amount: 5 };
    const payload = JSON.stringify({ created: 7, data: { object } });
    const [handled, skipped, aside] = await Promise.all(
      (['handled', 'skipped', 'quarantined'] as const).map((state) => storeEvents(1, { state, payload })),
    );
    await round();
    const payloads = await Promise.all(
      [handled, skipped, aside].map(async (of) => (await eventsOf(of ?? ''))[0]?.payload),
    );
    expect(payloads).toEqual(['{"created":7,"data":{"object":{"id":"pi_1"}}}', '{"created":7}', payload]);
  });

  it('a tick takes a small share of a backlog, and the next ones go on with it', async () => {
    const account = await storeEvents(450, { state: 'skipped', reduced: true });
    shop.advance(32 * DAY);
    shop.trips.count = 0;
    await pruneOld(shop.ctx);
    expect(shop.trips.count).toBeLessThanOrEqual(10);
    await round();
    expect(await eventsOf(account)).toEqual([]);
  });

  it('jobs that are done go, dead ones wait for a person', async () => {
    const at = shop.ctx.now();
    const job = {
      merchantId: shop.scope.merchantId,
      kind: 'email',
      payload: { emailId: 'eml_1' },
      attempts: 1,
      dueAt: at,
      leaseUntil: 0,
      createdAt: at,
    };
    await shop.ctx.db.insert(outbox).values([
      { ...job, id: 'out_done', state: 'done', doneAt: at },
      { ...job, id: 'out_dead', state: 'dead', doneAt: at },
    ]);
    shop.advance((DEFAULT_RETENTION.jobs + 1) * DAY);
    await round();
    const left = await shop.ctx.db.select().from(outbox).where(eq(outbox.kind, 'email'));
    expect(left.map(({ id }) => id)).toEqual(['out_dead']);
  });

  it('of a paid invoice the words and requests go; that it was paid, told and why in which order stays', async () => {
    const { invoiceId, payPath } = await readyInvoice(shop);
    const session = await openSession(shop, payPath);
    const paymentOf = async () => {
      const [row] = await shop.ctx.db
        .select()
        .from(payments)
        .where(eq(payments.merchantId, shop.scope.merchantId));
      return row;
    };
    const asked = await paymentOf();
    await payAtStripe(session);
    await shop.sweepSoon();
    await shop.work();
    const before = await paymentOf();
    // As earlier versions kept it.
    const whole = { request: asked?.request ?? '', requestReduced: false };
    await shop.ctx.db
      .update(payments)
      .set(whole)
      .where(eq(payments.id, before?.id ?? ''));
    shop.advance(100 * DAY);
    await round();
    expect(await paymentOf()).toEqual(before);
    expect(before).toMatchObject({ state: 'succeeded', requestReduced: true });
    expect(readStoredRequest(before?.request ?? '')).toEqual(readStoredRequest(asked?.request ?? ''));
    expect(before?.request.length).toBeLessThan(200);
    const told = await shop.ctx.db.select().from(emails).where(eq(emails.invoiceId, invoiceId));
    expect(told.length).toBeGreaterThan(0);
    for (const { facts, lastError, state } of told)
      expect({ facts, lastError, state }).toEqual({ facts: null, lastError: null, state: 'sent' });
  });

  it('a journal entry is emptied when its time is past, and the chain verifies without it', async () => {
    const { invoiceId } = await readyInvoice(shop);
    const { merchantId } = shop.scope;
    const entries = () =>
      shop.ctx.db
        .select()
        .from(journal)
        .where(and(eq(journal.merchantId, merchantId), eq(journal.streamId, invoiceId)));
    const before = await entries();
    expect(before.length).toBeGreaterThan(1);
    shop.advance(DEFAULT_RETENTION.journal * DAY);
    const { invoiceId: later } = await readyInvoice(shop);
    // Other tests' merchants have their turns first.
    for (let turn = 0; turn < 60; turn += 1) await round();
    for (const row of await entries())
      expect(row).toMatchObject({ data: null, salt: null, result: null, commitment: expect.any(String) });
    expect((await entries()).map(({ hash }) => hash)).toEqual(before.map(({ hash }) => hash));
    const kept = await shop.ctx.db.select().from(journal).where(eq(journal.streamId, later));
    for (const { salt, commitment } of kept) expect([salt === null, commitment]).toEqual([false, null]);
    expect(await brokenChain(shop.ctx.db, merchantId)).toEqual([]);
    const asked = { scope: shop.scope, invoiceId, startingAfter: null, limit: 10 };
    expect((await listInvoiceTimeline(shop.ctx, asked)).kind).toBe('done');
  });

  it('two ticks at once, and a tick that comes again, do the same as one', async () => {
    const account = await storeEvents(20, { state: 'skipped', reduced: true });
    shop.advance(32 * DAY);
    for (let tick = 0; tick < TICKS_A_ROUND; tick += 1) {
      await Promise.all([pruneOld(shop.ctx), pruneOld(shop.ctx)]);
      await pruneOld(shop.ctx);
      shop.advance(MINUTE);
    }
    expect(await eventsOf(account)).toEqual([]);
    expect(await brokenChain(shop.ctx.db, shop.scope.merchantId)).toEqual([]);
  });
});
