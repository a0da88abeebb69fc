import { env } from 'cloudflare:test';
import { and, eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { createApp } from '../../../src/app.ts';
import { allocations, emails, inbox, invoices } from '../../../src/db/schema/index.ts';
import { createDeps } from '../../../src/deps.ts';
import type { Context } from '../../../src/operations/core/context.ts';
import { advanceBoth, eventsOf, type StripeEvent, sign } from '../../support/worker/events.ts';
import { openShop, payAtStripe, type Shop, sessionIn } from '../../support/worker/shop.ts';

const NEW = 'whsec_account_new';
const FOUR_DAYS = 4 * 86_400_000 + 60_000;

let shop: Shop;
beforeEach(async () => {
  shop = await openShop();
});

/** A queue that takes nothing, and says nothing. */
const hangingQueue = (ctx: Context) => ({
  ctx: { ...ctx, enqueue: () => new Promise<void>(() => undefined) },
  after: [] as Promise<unknown>[],
});

async function deliver(event: object | string, secret = NEW, atMs = shop.ctx.now()): Promise<number> {
  const body = typeof event === 'string' ? event : JSON.stringify(event);
  const answer = await shop.request('/webhooks/stripe', {
    method: 'POST',
    body,
    headers: { 'Stripe-Signature': await sign(body, secret, atMs) },
  });
  return answer.status;
}

async function paidAtStripe(method?: object) {
  const invoice = await shop.invoice(42_000);
  const opened = await shop.request(invoice.payPath, { method: 'POST' });
  const session = sessionIn(opened.headers.get('location'));
  expect((await payAtStripe(session, method)).status).toBe(200);
  const [payment] = await shop.payments();
  return { ...invoice, session, paymentId: payment?.id ?? '' };
}

const invoiceRow = async (id: string) => {
  const [row] = await shop.ctx.db.select().from(invoices).where(eq(invoices.id, id));
  return row;
};
const inboxRow = async (event: StripeEvent) => {
  const [row] = await shop.ctx.db.select().from(inbox).where(eq(inbox.eventId, event.id));
  return row;
};
const receipts = (invoiceId: string) =>
  shop.ctx.db
    .select()
    .from(emails)
    .where(and(eq(emails.invoiceId, invoiceId), eq(emails.template, 'receipt')));

describe('the webhook', () => {
  it('marks the invoice paid although nobody came back from Stripe', async () => {
    const { invoiceId, paymentId } = await paidAtStripe();
    for (const event of await eventsOf(paymentId)) expect(await deliver(event)).toBe(200);
    expect(await invoiceRow(invoiceId)).toMatchObject({ status: 'open' });
    await shop.work();
    expect(await invoiceRow(invoiceId)).toMatchObject({
      status: 'paid',
      amountPaid: 42_000,
      paymentStatus: 'none',
    });
  });

  it('five times and in the wrong order: one payment, one allocation, one receipt', async () => {
    const { invoiceId, paymentId } = await paidAtStripe();
    const events = (await eventsOf(paymentId)).toReversed();
    expect(events.length).toBeGreaterThan(1);
    for (let round = 0; round < 5; round += 1) {
      await Promise.all(events.map((event) => deliver(event)));
      await shop.work();
    }
    const rows = await shop.ctx.db.select().from(allocations).where(eq(allocations.invoiceId, invoiceId));
    expect(rows.map(({ amount }) => amount)).toEqual([42_000]);
    expect(await receipts(invoiceId)).toHaveLength(1);
    expect(shop.posted.filter(({ subject }) => subject === 'receipt')).toHaveLength(1);
    expect(await shop.payments()).toHaveLength(1);
  });

  it.each([
    ['in order', false],
    ['the other way round', true],
  ])(
    '`processing` and `succeeded` in the same second, %s: paid once, never backwards',
    async (_, reversed) => {
      const { invoiceId, paymentId } = await paidAtStripe({ bank: '000123456789' });
      await advanceBoth(shop, FOUR_DAYS);
      const told = (await eventsOf(paymentId)).filter(({ type }) =>
        ['payment_intent.processing', 'payment_intent.succeeded'].includes(type),
      );
      expect(told.map(({ type }) => type)).toEqual(['payment_intent.processing', 'payment_intent.succeeded']);
      for (const event of reversed ? told.toReversed() : told) await deliver(event);
      await shop.work();
      expect(await invoiceRow(invoiceId)).toMatchObject({ status: 'paid', paymentStatus: 'none' });
      expect(await receipts(invoiceId)).toHaveLength(1);
    },
  );

  it('shows a bank debit as processing, never as paid, until it has settled', async () => {
    const { invoiceId, payPath, paymentId } = await paidAtStripe({ bank: '000123456789' });
    for (const event of await eventsOf(paymentId)) await deliver(event);
    await shop.work();
    expect(await invoiceRow(invoiceId)).toMatchObject({
      status: 'open',
      paymentStatus: 'processing',
      amountPaid: 0,
    });
    const again = await shop.request(payPath, { method: 'POST' });
    expect(again.status).toBe(200);
    expect(await again.text()).toContain('Payment processing');
    expect(await shop.payments()).toHaveLength(1);
    expect(await receipts(invoiceId)).toHaveLength(0);
  });

  it('opens the invoice again when a bank debit bounces, and a new payment can be made', async () => {
    const { invoiceId, payPath, paymentId, session } = await paidAtStripe({ bank: '000222222227' });
    await advanceBoth(shop, FOUR_DAYS);
    for (const event of await eventsOf(paymentId)) await deliver(event);
    await shop.work();
    expect(await invoiceRow(invoiceId)).toMatchObject({ status: 'open', paymentStatus: 'failed' });
    expect(await shop.slots()).toEqual([]);
    const next = sessionIn((await shop.request(payPath, { method: 'POST' })).headers.get('location'));
    expect(next).not.toBe(session);
  });

  it('verifies against every current secret, and each only for its own kind of account', async () => {
    const body = { id: 'evt_1', type: 'x.y', livemode: false, api_version: null, data: { object: {} } };
    expect(await deliver({ ...body, id: 'evt_new' }, NEW)).toBe(200);
    expect(await deliver({ ...body, id: 'evt_old' }, 'whsec_account_old')).toBe(200);
    expect(await deliver({ ...body, id: 'evt_c', account: 'acct_x' }, 'whsec_connect')).toBe(200);
    expect(await deliver({ ...body, id: 'evt_d', account: 'acct_x' }, NEW)).toBe(400);
    expect(await deliver({ ...body, id: 'evt_e' }, 'whsec_connect')).toBe(400);
    expect(await deliver({ ...body, id: 'evt_f' }, 'whsec_somebody')).toBe(400);
  });

  it('refuses a missing, malformed, old or transplanted signature, and keeps nothing of it', async () => {
    const body = JSON.stringify({ id: 'evt_bad', type: 'x.y', livemode: false, data: { object: {} } });
    const post = (headers: Record<string, string>, text = body) =>
      shop.request('/webhooks/stripe', { method: 'POST', body: text, headers });
    expect((await post({})).status).toBe(400);
    expect((await post({ 'Stripe-Signature': 'nonsense' })).status).toBe(400);
    expect((await post({ 'Stripe-Signature': await sign(body, NEW, shop.ctx.now() - 301_000) })).status).toBe(
      400,
    );
    const signature = await sign(body, NEW, shop.ctx.now());
    expect((await post({ 'Stripe-Signature': signature }, body.replace('x.y', 'x.z'))).status).toBe(400);
    expect(await shop.ctx.db.select().from(inbox).where(eq(inbox.eventId, 'evt_bad'))).toEqual([]);
    expect((await post({ 'Stripe-Signature': signature }, 'x'.repeat(1_100_000))).status).toBe(413);
  });

  it('says in words why a signed body is no event for us, and keeps nothing of it', async () => {
    const answered = async (body: string) => {
      const headers = { 'Stripe-Signature': await sign(body, NEW, shop.ctx.now()) };
      const answer = await shop.request('/webhooks/stripe', { method: 'POST', body, headers });
      const { error }: { error: string } = await answer.json();
      return [answer.status, error];
    };
    const before = await shop.ctx.db.select().from(inbox);
    const thin = { id: 'evt_thin', object: 'v2.core.event', type: 'v1.charge.failed', livemode: false };
    expect(await answered(JSON.stringify(thin))).toEqual([400, expect.stringContaining('thin event')]);
    const noEvent = [400, expect.stringContaining('no event of Stripe’s')];
    const event = { id: 'evt_odd', type: 'x.y', livemode: false };
    for (const body of [
      'no JSON',
      'null',
      '[]',
      '"text"',
      JSON.stringify({ ...event, id: undefined }),
      JSON.stringify({ ...event, id: 7 }),
      JSON.stringify({ ...event, livemode: 'no' }),
      JSON.stringify({ ...event, account: 'somebody' }),
      JSON.stringify({ ...event, account: 7 }),
    ]) {
      expect(await answered(body), body).toEqual(noEvent);
    }
    expect(await shop.ctx.db.select().from(inbox)).toEqual(before);
  });

  it('answers Stripe before a queue that hangs has taken anything; a payer too', async () => {
    const { ctx, after } = hangingQueue(shop.ctx);
    const app = createApp(async (bindings) => ({ ...(await createDeps(bindings)), ctx }));
    const ask = (path: string, init: RequestInit) =>
      app.fetch(new Request(`https://billing.test${path}`, { redirect: 'manual', ...init }), env, {
        waitUntil: (work) => after.push(work),
        passThroughOnException: () => undefined,
        props: {},
      });
    const body = JSON.stringify({
      id: 'evt_hangs',
      type: 'refund.created',
      livemode: false,
      data: { object: {} },
    });
    const headers = { 'Stripe-Signature': await sign(body, NEW, shop.ctx.now()) };
    expect((await ask('/webhooks/stripe', { method: 'POST', body, headers })).status).toBe(200);
    expect(await shop.ctx.db.select().from(inbox).where(eq(inbox.eventId, 'evt_hangs'))).toHaveLength(1);
    expect(after).toHaveLength(1);
    const { payPath } = await shop.invoice(1_000);
    expect((await ask(payPath, { method: 'POST' })).status).toBe(303);
  });

  it('takes and does not store what it does not use, skips what is foreign; quarantines what it cannot place, with the reason', async () => {
    const event = (id: string, type: string, object: object, more: object = {}) => ({
      id,
      type,
      livemode: false,
      api_version: '2026-10-28.endive',
      data: { object },
      ...more,
    });
    const foreign = { id: 'pi_x', object: 'payment_intent', metadata: {} };
    const lost = {
      ...foreign,
      metadata: { quittance_deployment: shop.ctx.deploymentId, quittance_payment: 'pay_gone' },
    };
    await deliver(event('evt_unused', 'product.created', {}));
    await deliver(event('evt_foreign', 'payment_intent.succeeded', foreign));
    await deliver(event('evt_lost', 'payment_intent.succeeded', lost));
    await deliver(event('evt_live', 'payment_intent.succeeded', foreign, { livemode: true }));
    await deliver(
      event('evt_other', 'payment_intent.succeeded', foreign, { account: 'acct_y' }),
      'whsec_connect',
    );
    await deliver(
      event('evt_strange', 'payment_intent.succeeded', lost, { account: 'acct_y' }),
      'whsec_connect',
    );
    await shop.work();
    const rows = await shop.ctx.db.select().from(inbox);
    const verdict = (id: string) =>
      rows.filter((row) => row.eventId === id).map(({ state, reason }) => [state, reason]);
    expect(verdict('evt_unused')).toEqual([]);
    expect(verdict('evt_foreign')).toEqual([['skipped', 'foreign_object']]);
    expect(verdict('evt_lost')).toEqual([['quarantined', 'unknown_payment']]);
    expect(verdict('evt_live')).toEqual([['skipped', 'other_mode']]);
    // An account that another deployment has connected to the same platform.
    expect(verdict('evt_other')).toEqual([['skipped', 'foreign_object']]);
    expect(verdict('evt_strange')).toEqual([['quarantined', 'unknown_account']]);
  });

  it('never lets an event of one account touch the payment of another', async () => {
    const { invoiceId, paymentId } = await paidAtStripe();
    const [event] = (await eventsOf(paymentId)).filter(({ type }) => type === 'payment_intent.succeeded');
    await deliver({ ...event, id: 'evt_stolen', account: 'acct_thief' }, 'whsec_connect');
    await shop.work();
    expect(await invoiceRow(invoiceId)).toMatchObject({ status: 'open', amountPaid: 0 });
  });

  it('stores no link and no client secret', async () => {
    const { paymentId } = await paidAtStripe();
    let stored = 0;
    for (const event of await eventsOf(paymentId)) {
      expect(await deliver(event)).toBe(200);
      const row = await inboxRow(event);
      if (row === undefined) continue;
      expect(row.payload).not.toMatch(/billing\.test\/(pay|i)\/[A-Za-z0-9_-]{20}/);
      expect(row.payload).not.toContain('_secret_');
      stored += 1;
    }
    expect(stored).toBeGreaterThan(0);
  });
});
