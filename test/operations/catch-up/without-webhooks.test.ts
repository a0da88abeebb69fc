import { and, eq, ne } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import {
  connections,
  disputes,
  inbox,
  paymentMethods,
  refunds,
  stripeCustomers,
} from '../../../src/db/schema/index.ts';
import { readStripeEvents } from '../../../src/operations/catch-up/read-stripe-events.ts';
import { disconnect, finishDisconnects } from '../../../src/operations/connections/disconnect.ts';
import { liftPause } from '../../../src/operations/connections/pause-money.ts';
import type { Context } from '../../../src/operations/core/context.ts';
import { storeEvent } from '../../../src/operations/inbox/store-event.ts';
import { sweepEvents } from '../../../src/operations/inbox/sweep-events.ts';
import { workEvent } from '../../../src/operations/inbox/work-event.ts';
import { sweepWork } from '../../../src/operations/watch/sweep-work.ts';
import { atStripe, control, ownAccount } from '../../support/worker/accounts.ts';
import {
  AWAY,
  claimOnly,
  invoiceRow,
  onlyPayment,
  openSession,
  readyInvoice,
  withStripe,
} from '../../support/worker/guards.ts';
import { openShop, payAtStripe, SANDBOX, type Shop } from '../../support/worker/shop.ts';

let shop: Shop;
let account: string;
beforeEach(async () => {
  shop = await openShop();
  account = await ownAccount(shop);
  await shop.ctx.db.update(connections).set({ livemode: true }).where(ne(connections.id, shop.connectionId));
});

/** A cron tick, and everything that it enqueued. */
async function tick(): Promise<void> {
  await readStripeEvents(shop.ctx);
  await shop.work();
}
async function paid() {
  const invoice = await readyInvoice(shop);
  await payAtStripe(await openSession(shop, invoice.payPath));
  await tick();
  return { ...invoice, payment: await onlyPayment(shop) };
}
const stripeCustomer = async (customerId: string): Promise<string> => {
  const [row] = await shop.ctx.db
    .select({ id: stripeCustomers.stripeCustomerId })
    .from(stripeCustomers)
    .where(
      and(eq(stripeCustomers.connectionId, shop.connectionId), eq(stripeCustomers.customerId, customerId)),
    );
  return row?.id ?? '';
};

describe('without any webhook, the sweep records', () => {
  it('money that came', async () => {
    const { invoiceId, payment } = await paid();
    expect(payment).toMatchObject({ state: 'succeeded', amountReceived: 12_000 });
    expect(await invoiceRow(shop, invoiceId)).toMatchObject({ status: 'paid' });
  });

  it('a refund that was made in Stripe’s dashboard', async () => {
    const { invoiceId, payment } = await paid();
    await atStripe(account, '/refunds', {
      payment_intent: payment.stripePaymentIntentId ?? '',
      amount: '500',
    });
    await tick();
    expect(await invoiceRow(shop, invoiceId)).toMatchObject({ paymentStatus: 'partially_refunded' });
    const rows = await shop.ctx.db.select().from(refunds).where(eq(refunds.paymentId, payment.id));
    expect(rows).toMatchObject([{ amount: 500, state: 'succeeded', purpose: 'external' }]);
  });

  it('a dispute', async () => {
    const { invoiceId, payment } = await paid();
    await control(`/charges/${payment.stripeChargeId}/dispute`, { kind: 'fraudulent' });
    await tick();
    expect(await invoiceRow(shop, invoiceId)).toMatchObject({ paymentStatus: 'disputed' });
    const rows = await shop.ctx.db.select().from(disputes).where(eq(disputes.paymentId, payment.id));
    expect(rows).toHaveLength(1);
  });

  it('a method that was added on the account, outside of Quittance', async () => {
    const { customerId } = await readyInvoice(shop);
    const customer = await stripeCustomer(customerId);
    await atStripe(account, '/payment_methods/pm_card_visa/attach', { customer });
    await tick();
    const rows = await shop.ctx.db
      .select()
      .from(paymentMethods)
      .where(eq(paymentMethods.customerId, customerId));
    expect(rows).toMatchObject([{ type: 'card', state: 'usable' }]);
  });

  it('a Stripe customer that somebody deleted: the next payment has another one made', async () => {
    const { customerId, payPath } = await readyInvoice(shop);
    const gone = await stripeCustomer(customerId);
    await tick();
    await fetch(`${SANDBOX}/v1/customers/${gone}`, {
      method: 'DELETE',
      headers: { Authorization: 'Bearer sk_test_worker_suite', 'Stripe-Account': account },
    });
    await tick();
    expect(await stripeCustomer(customerId)).toBe('');
    await openSession(shop, payPath);
    expect(await stripeCustomer(customerId)).not.toBe(gone);
  });
});

describe('the end of a connection', () => {
  const ended = async () => {
    const key = { account, livemode: false, eventId: `evt_end_${account}` };
    const type = 'account.application.deauthorized';
    const body = JSON.stringify({
      id: key.eventId,
      type,
      account,
      data: { object: { id: 'ca_1', object: 'application' } },
    });
    await storeEvent(shop.ctx, { id: key.eventId, type, account, livemode: false, apiVersion: null }, body);
    return key;
  };
  const stateOf = async () => {
    const [row] = await shop.ctx.db.select().from(connections).where(eq(connections.id, shop.connectionId));
    return row?.state;
  };

  it('by the account’s owner ends it here, and each open payment that cannot be reached is alarmed', async () => {
    const { invoiceId } = await readyInvoice(shop);
    await claimOnly(shop, invoiceId);
    await control(`/accounts/${account}/deauthorize`);
    const logged: string[] = [];
    const ctx: Context = { ...shop.ctx, log: (event) => logged.push(event) };
    await workEvent(ctx, await ended());
    expect(await stateOf()).toBe('disconnected');
    expect(logged).toEqual(['connection_disconnected', 'payment_unreachable']);
  });

  it('by staff closes what is open first, and what is paid at the last moment is booked (I8)', async () => {
    const [open, taken] = [await readyInvoice(shop), await readyInvoice(shop)];
    const sessionId = await openSession(shop, open.payPath);
    await payAtStripe(await openSession(shop, taken.payPath));
    expect(await disconnect(shop.ctx, { connectionId: shop.connectionId, by: 'Ann' })).toMatchObject({
      kind: 'done',
    });
    expect(await stateOf()).toBe('disconnected');
    expect((await payAtStripe(sessionId)).status).toBe(409);
    expect(await invoiceRow(shop, taken.invoiceId)).toMatchObject({ status: 'paid' });
    expect(await shop.slots()).toEqual([]);
  });

  it('by staff waits, with money paused, where Stripe cannot be asked, and goes on when it can', async () => {
    const { payPath } = await readyInvoice(shop);
    await openSession(shop, payPath);
    const away = withStripe(shop.ctx, () => ({ retrieveSession: async () => AWAY }));
    expect(await disconnect(away, { connectionId: shop.connectionId, by: 'Ann' })).toMatchObject({
      kind: 'stripe_unavailable',
    });
    const [row] = await shop.ctx.db.select().from(connections).where(eq(connections.id, shop.connectionId));
    expect(row).toMatchObject({ state: 'active', pauseReason: 'disconnecting' });
    expect(await disconnect(shop.ctx, { connectionId: shop.connectionId, by: 'Ann' })).toMatchObject({
      kind: 'done',
    });
    expect(await stateOf()).toBe('disconnected');
  });

  it('by staff that was cut off is finished by cron, with nobody asking again, unless money was resumed', async () => {
    const { payPath } = await readyInvoice(shop);
    await openSession(shop, payPath);
    const away = withStripe(shop.ctx, () => ({ retrieveSession: async () => AWAY }));
    await disconnect(away, { connectionId: shop.connectionId, by: 'Ann' });
    await finishDisconnects(shop.ctx);
    expect(await stateOf()).toBe('active');
    shop.advance(3 * 60_000);
    await finishDisconnects(away);
    expect(await stateOf()).toBe('active');
    await liftPause(shop.ctx, shop.connectionId, 'Ann');
    await finishDisconnects(shop.ctx);
    expect(await stateOf()).toBe('active');
    await disconnect(away, { connectionId: shop.connectionId, by: 'Ann' });
    shop.advance(3 * 60_000);
    await finishDisconnects(shop.ctx);
    expect(await stateOf()).toBe('disconnected');
    expect(await shop.slots()).toEqual([]);
  });

  it('that is only said, and not so, changes nothing', async () => {
    await workEvent(shop.ctx, await ended());
    expect(await stateOf()).toBe('active');
  });
});

describe('a dispute', () => {
  it('that comes before its payment is known waits for it; one of the account’s own business does not', async () => {
    const { payPath } = await readyInvoice(shop);
    const sessionId = await openSession(shop, payPath);
    await payAtStripe(sessionId, { card: '4000000000000259' });
    const stored = async (id: string, intent: string, createdMs: number) => {
      const body = {
        id,
        type: 'charge.dispute.created',
        created: Math.floor(createdMs / 1000),
        data: { object: { id: `du_${id}`, object: 'dispute', charge: `ch_${id}`, payment_intent: intent } },
      };
      const event = { id, type: body.type, account, livemode: false, apiVersion: null };
      await storeEvent(shop.ctx, event, JSON.stringify(body));
      await workEvent(shop.ctx, { account, livemode: false, eventId: id });
      const [row] = await shop.ctx.db.select().from(inbox).where(eq(inbox.eventId, id));
      return row;
    };
    const early = await stored(`evt_early_${account}`, 'pi_not_known_yet', shop.ctx.now());
    expect(early).toMatchObject({ state: 'pending', reason: 'payment_not_known_yet' });
    const old = await stored(`evt_old_${account}`, 'pi_else', shop.ctx.now() - 3_600_000);
    expect(old).toMatchObject({ state: 'skipped', reason: 'foreign_object' });
    await sweepEvents(shop.ctx);
    await shop.work();
    expect(await onlyPayment(shop)).toMatchObject({ state: 'succeeded' });
    shop.advance(30_000);
    await sweepWork(shop.ctx);
    await shop.work();
    const rows = await shop.ctx.db
      .select()
      .from(disputes)
      .where(eq(disputes.connectionId, shop.connectionId));
    expect(rows).toHaveLength(1);
  });
});
