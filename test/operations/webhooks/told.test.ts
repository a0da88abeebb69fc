import { sql } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { metered } from '../../../src/db/meter.ts';
import {
  invoices,
  webhookAttempts,
  webhookDeliveries,
  webhookEndpoints,
  webhookEvents,
} from '../../../src/db/schema/index.ts';
import { deleteOldEvents } from '../../../src/db/writes/webhook-prune.ts';
import { localDateAt } from '../../../src/domain/calendar.ts';
import { parseEventType } from '../../../src/domain/webhooks/event-types.ts';
import { recordDisputes } from '../../../src/operations/disputes/record-disputes.ts';
import {
  markUncollectible,
  recordPayment,
} from '../../../src/operations/invoices/apply-when-no-payment-open.ts';
import { recordRefunds } from '../../../src/operations/refunds/record-refunds.ts';
import { runTurn } from '../../../src/operations/webhooks/sweep-deliveries.ts';
import { sweepOverdue } from '../../../src/operations/webhooks/sweep-overdue.ts';
import { eventSchema } from '../../../src/routes/api/webhook-endpoints/event-schema.ts';
import { credit } from '../../support/worker/crediting.ts';
import { cash } from '../../support/worker/guards.ts';
import { paidInvoice, refund } from '../../support/worker/money.ts';
import { must } from '../../support/worker/shop.ts';
import { about, type Heard, type HookedShop, openHookedShop } from '../../support/worker/webhooks.ts';

const DAY = 86_400_000;

let shop: HookedShop;
beforeEach(async () => {
  shop = await openHookedShop();
  await shop.endpoint();
});

const typesOf = (heard: readonly Heard[]) => heard.map(({ type }) => type);
const dataOf = (type: string) =>
  JSON.parse(shop.taken.find((heard) => heard.type === type)?.body ?? '{}').data;

/** All that was posted is by the schema of its type in the OpenAPI document. */
function expectBySchema() {
  for (const { type, body } of shop.asked) {
    const known = parseEventType(type);
    if (known === null) throw new Error(`not in the document: ${type}`);
    expect([type, eventSchema(known).safeParse(JSON.parse(body)).error?.issues ?? []]).toEqual([type, []]);
  }
}

describe('money is told', () => {
  it('when it comes, goes back and is disputed, by the schema of each event', async () => {
    const { invoiceId, paymentId } = await paidInvoice(shop, { method: { card: '4000000000000259' } });
    await shop.work();
    expect(typesOf(about(shop.taken, `payment/${paymentId}`))).toEqual(['payment.succeeded']);
    expect(typesOf(about(shop.taken, `invoice/${invoiceId}`)).at(-1)).toBe('invoice.paid');
    expect(dataOf('payment.succeeded')).toMatchObject({
      id: paymentId,
      state: 'succeeded',
      amount: 12_000,
      invoices: [{ invoiceId, amount: 12_000 }],
      methodKind: 'card',
    });
    expect(dataOf('invoice.paid')).toMatchObject({ status: 'paid', amountRemaining: 0 });
    await recordDisputes(shop.ctx, paymentId);
    await shop.work();
    expect(typesOf(about(shop.taken, `payment/${paymentId}`))).toContain('dispute.updated');
    expect(dataOf('dispute.updated')).toMatchObject({ paymentId, kind: 'dispute', state: 'needs_response' });
    expectBySchema();
  });

  it('when it is refunded: asked for, then paid out', async () => {
    const { paymentId } = await paidInvoice(shop);
    await refund(shop, paymentId, 5_000);
    await shop.work();
    await recordRefunds(shop.ctx, paymentId);
    await shop.work();
    const told = typesOf(about(shop.taken, `payment/${paymentId}`));
    expect(told.slice(0, 2)).toEqual(['payment.succeeded', 'refund.created']);
    expect(told.at(-1)).toBe('refund.succeeded');
    expect(dataOf('refund.succeeded')).toMatchObject({ paymentId, amount: 5_000, state: 'succeeded' });
    expectBySchema();
  });

  it('when staff record it, credit it or write it off', async () => {
    const [first, second] = [await shop.invoice(10_000), await shop.invoice(9_000)];
    const of = (invoiceId: string, commandId: string) => ({ scope: shop.scope, invoiceId, commandId });
    must(await recordPayment(shop.ctx, { ...of(first.invoiceId, 'pay'), payment: cash(4_000) }));
    must(await credit(shop, second.invoiceId));
    must(await markUncollectible(shop.ctx, of(first.invoiceId, 'off')));
    await shop.work();
    expect(typesOf(about(shop.taken, `invoice/${first.invoiceId}`)).slice(-2)).toEqual([
      'invoice.part_paid',
      'invoice.marked_uncollectible',
    ]);
    expect(dataOf('invoice.part_paid')).toMatchObject({ amountPaid: 4_000, amountRemaining: 6_000 });
    expect(typesOf(about(shop.taken, `invoice/${second.invoiceId}`)).slice(-2)).toEqual([
      'invoice.credited',
      'credit_note.issued',
    ]);
    expect(dataOf('invoice.credited')).toMatchObject({ status: 'credited', amountCredited: 9_000 });
    expect(dataOf('credit_note.issued')).toMatchObject({ invoiceId: second.invoiceId, total: 9_000 });
    expectBySchema();
  });
});

describe('an invoice whose date has passed', () => {
  const dueOn = (id: string, day: string) =>
    shop.ctx.db.update(invoices).set({ dueDate: day }).where(sql`id = ${id}`);
  const overdue = () =>
    shop.taken.filter(({ type }) => type === 'invoice.overdue').map(({ orderingKey }) => orderingKey);

  it('is told as overdue once, from the day of the first endpoint on, if it is still owed', async () => {
    const today = localDateAt(shop.ctx.now(), 'America/New_York');
    const [due, paid, old] = [await shop.invoice(100), await shop.invoice(200), await shop.invoice(300)];
    await dueOn(due.invoiceId, today);
    await dueOn(paid.invoiceId, today);
    await dueOn(old.invoiceId, '2020-01-01');
    await shop.ctx.db.update(invoices).set({ status: 'void' }).where(sql`id = ${paid.invoiceId}`);
    await shop.work();
    await sweepOverdue(shop.ctx);
    await shop.work();
    expect(overdue()).toEqual([]);
    shop.advance(DAY + 3_600_000);
    await Promise.all([sweepOverdue(shop.ctx), sweepOverdue(shop.ctx)]);
    await shop.work();
    shop.advance(DAY);
    await sweepOverdue(shop.ctx);
    await shop.work();
    expect(overdue()).toEqual([`invoice/${due.invoiceId}`]);
    const sequences = about(shop.taken, `invoice/${due.invoiceId}`).map(({ sequence }) => sequence);
    expect(sequences).toEqual(sequences.toSorted((a, b) => a - b));
    expectBySchema();
  });
});

describe('very many events', () => {
  const MANY = 3_000;

  it('go a few a turn, by a dozen statements, and the rest is woken again', async () => {
    const [endpoint] = await shop.ctx.db
      .select()
      .from(webhookEndpoints)
      .where(sql`merchant_id = ${shop.scope.merchantId}`);
    await shop.ctx.db.run(sql`
      WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${MANY})
      INSERT INTO webhook_events (id, merchant_id, livemode, type, object_id, ordering_key, seq, at, data)
      SELECT printf('evt_%026d', i), ${shop.scope.merchantId}, 0, 'customer.updated', 'cus_1', 'customer/' || (i % 1000), i,
        ${shop.ctx.now()}, '{"version":1,"isErased":false}' FROM n`);
    const turn = () =>
      metered(async (meter) => {
        await runTurn(shop.ctx, { endpointId: endpoint?.id ?? '', dueBy: shop.ctx.now() });
        return meter.statements;
      });
    expect(await turn()).toBeLessThanOrEqual(12);
    expect(shop.taken).toHaveLength(20);
    expect(shop.enqueued.filter(({ kind }) => kind === 'sweep')).not.toEqual([]);
    // Two workers at once: one of them has nothing to do.
    await Promise.all([turn(), turn()]);
    expect(new Set(shop.taken.map(({ id }) => id)).size).toBe(shop.taken.length);
    const order = new Map<string, number>();
    for (const { orderingKey, sequence } of shop.taken) {
      expect(sequence).toBeGreaterThan(order.get(orderingKey) ?? 0);
      order.set(orderingKey, sequence);
    }
  });

  it('end with their time, delivered or not', async () => {
    await shop.invoice(100);
    await shop.work();
    const before = shop.ctx.now() + 1;
    expect(await deleteOldEvents(shop.ctx.db, { before: 0, most: 100 })).toBe(0);
    expect(await deleteOldEvents(shop.ctx.db, { before, most: 100_000 })).toBeGreaterThan(0);
    const mine = sql`merchant_id = ${shop.scope.merchantId}`;
    expect(await shop.ctx.db.select().from(webhookEvents).where(mine)).toEqual([]);
    expect(await shop.ctx.db.select().from(webhookDeliveries).where(mine)).toEqual([]);
    const ids = new Set(shop.asked.map(({ id }) => id));
    const attempts = await shop.ctx.db.select().from(webhookAttempts);
    expect(attempts.filter(({ eventId }) => ids.has(eventId))).toEqual([]);
  });
});
