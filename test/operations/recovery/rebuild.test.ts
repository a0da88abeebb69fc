import { and, eq, inArray, isNull, ne } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { metered } from '../../../src/db/meter.ts';
import {
  connections,
  customers,
  inbox,
  invoices,
  payments,
  stripeCustomers,
  sweeps,
  unknownObjectInvoices,
  unknownObjects,
} from '../../../src/db/schema/index.ts';
import { readStripeEvents } from '../../../src/operations/catch-up/read-stripe-events.ts';
import { linkOrder } from '../../../src/operations/checkout/order.ts';
import { payCart } from '../../../src/operations/checkout/pay-cart.ts';
import { newId } from '../../../src/operations/core/context.ts';
import { sweepEvents } from '../../../src/operations/inbox/sweep-events.ts';
import { workEvent } from '../../../src/operations/inbox/work-event.ts';
import { dismissFinding } from '../../../src/operations/recovery/dismiss-finding.ts';
import { listFindings } from '../../../src/operations/recovery/list-findings.ts';
import { rebuildPaused } from '../../../src/operations/recovery/rebuild.ts';
import { atStripe, chargeByHand, ownAccount } from '../../support/worker/accounts.ts';
import { AWAY, invoiceRow, openSession, readyInvoice, withStripe } from '../../support/worker/guards.ts';
import { forgetPayments } from '../../support/worker/restored.ts';
import { must, openShop, payAtStripe, type Shop } from '../../support/worker/shop.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

let shop: Shop;
let account: string;
beforeEach(async () => {
  shop = await openShop();
  account = await ownAccount(shop);
  await shop.ctx.db.update(connections).set({ livemode: true }).where(ne(connections.id, shop.connectionId));
});

const connectionRow = async () => {
  const [row] = await shop.ctx.db.select().from(connections).where(eq(connections.id, shop.connectionId));
  return row;
};
const unknown = async () =>
  shop.ctx.db
    .select()
    .from(unknownObjects)
    .where(and(eq(unknownObjects.connectionId, shop.connectionId), isNull(unknownObjects.resolvedAt)))
    .all();

/** Invoices that were paid at Stripe after the snapshot that is restored now. */
async function restored(count: number) {
  await sweepEvents(shop.ctx);
  const invoices: { invoiceId: string; paymentId: string; sessionId: string }[] = [];
  for (let made = 0; made < count; made += 1) {
    const { invoiceId, payPath } = await readyInvoice(shop);
    const sessionId = await openSession(shop, payPath);
    const all = await shop.payments();
    const paymentId = all.find((payment) => payment.stripeSessionId === sessionId)?.id ?? '';
    await payAtStripe(sessionId);
    // Only so many sessions are begun in one second.
    shop.advance(1_000);
    invoices.push({ invoiceId, paymentId, sessionId });
  }
  await forgetPayments(
    shop,
    account,
    invoices.map(({ paymentId }) => paymentId),
  );
  return invoices;
}
const linkOf = async (id: string) => {
  const url = await shop.ctx.links.url('pay', { id, version: 1 });
  return { payPath: new URL(url).pathname };
};
const touchedLongAgo = () =>
  shop.ctx.db
    .update(sweeps)
    .set({ touchedAt: shop.ctx.now() - 60 * MINUTE })
    .where(eq(sweeps.connectionId, shop.connectionId));

describe('after a restore', () => {
  it('money is paused, every lost payment is adopted from its metadata and booked, and the pause ends', async () => {
    const lost = await restored(2);
    await touchedLongAgo();
    await sweepEvents(shop.ctx);
    expect(await connectionRow()).toMatchObject({ pauseReason: 'catching_up' });
    await rebuildPaused(shop.ctx);
    await shop.work();
    for (const { invoiceId, paymentId } of lost) {
      expect(await invoiceRow(shop, invoiceId)).toMatchObject({ status: 'paid', frozenAt: null });
      const [payment] = (await shop.payments()).filter(({ id }) => id === paymentId);
      expect(payment).toMatchObject({ state: 'succeeded', amountReceived: 12_000 });
    }
    expect(await shop.slots()).toEqual([]);
    expect(await connectionRow()).toMatchObject({ pausedAt: null, pauseReason: null });
    expect(await unknown()).toEqual([]);
    const open = await shop.ctx.db
      .select()
      .from(inbox)
      .where(and(eq(inbox.account, account), inArray(inbox.state, ['pending', 'quarantined'])))
      .all();
    expect(open).toEqual([]);
  });

  it('that nobody noticed by the clock, two unknown payments freeze their invoices, pause money and are adopted', async () => {
    const lost = await restored(2);
    await sweepEvents(shop.ctx);
    await shop.work();
    expect(await connectionRow()).toMatchObject({ pauseReason: 'restored' });
    for (const { invoiceId } of lost)
      expect((await invoiceRow(shop, invoiceId)).frozenAt).toEqual(expect.any(Number));
    await sweepEvents(shop.ctx);
    await rebuildPaused(shop.ctx);
    const pending = await shop.ctx.db
      .select({ account: inbox.account, livemode: inbox.livemode, eventId: inbox.eventId })
      .from(inbox)
      .where(and(eq(inbox.account, account), eq(inbox.state, 'pending')))
      .all();
    await shop.ctx.enqueue(pending.map((key) => ({ kind: 'inbox', ...key })));
    await shop.work();
    for (const { invoiceId } of lost)
      expect(await invoiceRow(shop, invoiceId)).toMatchObject({ status: 'paid', frozenAt: null });
    expect(await connectionRow()).toMatchObject({ pausedAt: null });
    const states = await shop.ctx.db
      .select({ state: inbox.state })
      .from(inbox)
      .where(eq(inbox.account, account));
    expect(states.map(({ state }) => state)).not.toContain('quarantined');
  });

  it('the pause lasts while Stripe’s lists cannot be read to their end', async () => {
    await restored(1);
    await touchedLongAgo();
    await sweepEvents(shop.ctx);
    const away = withStripe(shop.ctx, () => ({ listIntents: async () => AWAY }));
    await rebuildPaused(away);
    expect(await connectionRow()).toMatchObject({ pauseReason: 'catching_up' });
    shop.advance(4 * MINUTE);
    await rebuildPaused(shop.ctx);
    expect(await connectionRow()).toMatchObject({ pausedAt: null });
  });

  it('however many payments were lost, all are put back and the pause ends', async () => {
    const lost = await restored(12);
    await touchedLongAgo();
    await sweepEvents(shop.ctx);
    for (let ticks = 0; ticks < 3; ticks += 1) await rebuildPaused(shop.ctx);
    for (const { invoiceId } of lost)
      expect(await invoiceRow(shop, invoiceId)).toMatchObject({ status: 'paid', frozenAt: null });
    expect(await connectionRow()).toMatchObject({ pausedAt: null });
  });

  it('a payer who is faster than cron is not sent to pay again: what Stripe knows is read first', async () => {
    const [lost, open] = [(await restored(1))[0], await readyInvoice(shop)];
    await touchedLongAgo();
    const { payPath } = await linkOf(lost?.invoiceId ?? '');
    const answer = await shop.request(payPath, { method: 'POST' });
    expect(answer.headers.get('location') ?? '').not.toContain('cs_test_');
    expect(await invoiceRow(shop, lost?.invoiceId ?? '')).toMatchObject({ status: 'paid' });
    expect((await shop.payments()).map(({ id }) => id)).toEqual([lost?.paymentId]);
    await touchedLongAgo();
    expect(await openSession(shop, open.payPath)).toMatch(/^cs_test_/);
    expect(await connectionRow()).toMatchObject({ pausedAt: null });
  });

  it('nobody is sent to pay while what was made at Stripe cannot be read', async () => {
    const { payPath } = await readyInvoice(shop);
    await sweepEvents(shop.ctx);
    await touchedLongAgo();
    const [, token = ''] = /([^/]+)$/.exec(payPath) ?? [];
    const target = await shop.ctx.links.open('pay', token);
    if (target === null) throw new Error('no such link');
    const away = withStripe(shop.ctx, () => ({
      listEvents: async () => AWAY,
      listSessions: async () => AWAY,
    }));
    expect(await payCart(away, linkOrder(target))).toEqual({ kind: 'stripe_unavailable' });
    expect(await shop.payments()).toEqual([]);
    shop.advance(4 * MINUTE);
    await readStripeEvents(shop.ctx);
    expect(await payCart(shop.ctx, linkOrder(target))).toMatchObject({
      value: { kind: 'checkout' },
    });
  });

  it('a rebuild that died after it adopted a payment is finished by the next', async () => {
    const [lost] = await restored(1);
    await sweepEvents(shop.ctx);
    await shop.work();
    expect(await unknown()).toHaveLength(1);
    await touchedLongAgo();
    await sweepEvents(shop.ctx);
    await rebuildPaused(shop.ctx);
    // As a dead worker would leave it: the payment is known, and its invoice still frozen.
    const { invoiceId = '', paymentId = '' } = lost ?? {};
    await shop.ctx.db.batch([
      shop.ctx.db
        .update(unknownObjects)
        .set({ resolvedAt: null })
        .where(eq(unknownObjects.paymentId, paymentId)),
      shop.ctx.db.update(invoices).set({ frozenAt: shop.ctx.now() }).where(eq(invoices.id, invoiceId)),
    ]);
    shop.advance(20 * MINUTE);
    await sweepEvents(shop.ctx);
    await rebuildPaused(shop.ctx);
    expect(await unknown()).toEqual([]);
    expect(await invoiceRow(shop, invoiceId)).toMatchObject({ status: 'paid', frozenAt: null });
  });

  it('two rebuilds at once adopt a payment once', async () => {
    const [lost] = await restored(1);
    await touchedLongAgo();
    await sweepEvents(shop.ctx);
    await Promise.all([rebuildPaused(shop.ctx), rebuildPaused(shop.ctx)]);
    await rebuildPaused(shop.ctx);
    expect((await shop.payments()).map(({ id }) => id)).toEqual([lost?.paymentId]);
    expect(await invoiceRow(shop, lost?.invoiceId ?? '')).toMatchObject({ status: 'paid' });
  });
});

describe('a lost attempt with a method on file', () => {
  /** A PaymentIntent as autopay makes it, of which the database knows nothing any more. */
  async function lostAttempt(amount: number, of?: string) {
    const invoiceId = of ?? (await readyInvoice(shop)).invoiceId;
    const { customerId } = await invoiceRow(shop, invoiceId);
    const [customer] = await shop.ctx.db
      .select({ id: stripeCustomers.stripeCustomerId })
      .from(stripeCustomers)
      .where(
        and(eq(stripeCustomers.connectionId, shop.connectionId), eq(stripeCustomers.customerId, customerId)),
      );
    const paymentId = newId(shop.ctx, 'pay');
    const intent = await atStripe<{ id: string }>(account, '/payment_intents', {
      amount: String(amount),
      currency: 'usd',
      confirm: 'true',
      customer: customer?.id ?? '',
      payment_method: 'pm_card_visa',
      'metadata[quittance_deployment]': shop.ctx.deploymentId,
      'metadata[quittance_merchant]': shop.scope.merchantId,
      'metadata[quittance_payment]': paymentId,
      'metadata[quittance_invoice]': invoiceId,
      'metadata[quittance_version]': '1',
    });
    return { invoiceId, paymentId, intentId: intent.id };
  }
  const rebuild = async () => {
    await touchedLongAgo();
    await sweepEvents(shop.ctx);
    await rebuildPaused(shop.ctx);
  };

  it('is adopted and booked like one by link', async () => {
    await sweepEvents(shop.ctx);
    const { invoiceId, paymentId } = await lostAttempt(12_000);
    await rebuild();
    expect(await shop.payments()).toMatchObject([{ id: paymentId, state: 'succeeded', flow: 'intent' }]);
    expect(await invoiceRow(shop, invoiceId)).toMatchObject({ status: 'paid', frozenAt: null });
  });

  it('that one worker adopted and died, while another tried in vain, is thawed by the next', async () => {
    await sweepEvents(shop.ctx);
    const { invoiceId, paymentId, intentId } = await lostAttempt(12_000);
    await rebuild();
    const { db } = shop.ctx;
    const [foundAt, named] = [shop.ctx.now(), { connectionId: shop.connectionId, paymentId }];
    const triedAt = foundAt + HOUR;
    await db.batch([
      db
        .insert(unknownObjects)
        .values({ ...named, stripeId: intentId, reason: 'adoption_failed', foundAt, triedAt }),
      db.insert(unknownObjectInvoices).values({ ...named, invoiceId }),
      db.update(invoices).set({ frozenAt: foundAt }).where(eq(invoices.id, invoiceId)),
    ]);
    shop.advance(20 * MINUTE);
    await rebuild();
    expect(await unknown()).toEqual([]);
    expect(await invoiceRow(shop, invoiceId)).toMatchObject({ status: 'paid', frozenAt: null });
  });

  it('of a customer who opted out since is adopted all the same, and the pause ends', async () => {
    await sweepEvents(shop.ctx);
    const { invoiceId, paymentId } = await lostAttempt(12_000);
    const { customerId } = await invoiceRow(shop, invoiceId);
    await shop.ctx.db.update(customers).set({ autopay: 'off' }).where(eq(customers.id, customerId));
    await rebuild();
    expect(await shop.payments()).toMatchObject([{ id: paymentId, state: 'succeeded' }]);
    expect(await invoiceRow(shop, invoiceId)).toMatchObject({ status: 'paid', frozenAt: null });
    expect(await connectionRow()).toMatchObject({ pausedAt: null });
  });

  it('that cannot be adopted is quarantined, and holds up no other', async () => {
    await sweepEvents(shop.ctx);
    const [bad, good] = [await lostAttempt(12_000), await lostAttempt(12_000)];
    // Its intent belongs to another payment already: the schema refuses a second.
    const other = await readyInvoice(shop);
    await openSession(shop, other.payPath);
    const taken = { stripePaymentIntentId: bad.intentId };
    await shop.ctx.db.update(payments).set(taken).where(eq(payments.merchantId, shop.scope.merchantId));
    await rebuild();
    // The database might only have been unavailable: for ten minutes it is retried, and money waits.
    expect(await connectionRow()).toMatchObject({ pauseReason: 'catching_up' });
    shop.advance(11 * MINUTE);
    await sweepEvents(shop.ctx);
    await rebuildPaused(shop.ctx);
    expect(await invoiceRow(shop, good.invoiceId)).toMatchObject({ status: 'paid', frozenAt: null });
    expect(await unknown()).toMatchObject([{ paymentId: bad.paymentId, reason: 'adoption_failed' }]);
    expect(await invoiceRow(shop, bad.invoiceId)).toMatchObject({
      status: 'open',
      frozenAt: expect.any(Number),
    });
    expect(await connectionRow()).toMatchObject({ pausedAt: null });
  });

  it('over several invoices that cannot be put back freezes each of them, and a person thaws all', async () => {
    await sweepEvents(shop.ctx);
    const [first, second] = [await readyInvoice(shop), await readyInvoice(shop)];
    const paymentId = newId(shop.ctx, 'pay');
    await atStripe(account, '/payment_intents', {
      amount: '24000',
      currency: 'usd',
      confirm: 'true',
      payment_method: 'pm_card_visa',
      'metadata[quittance_deployment]': shop.ctx.deploymentId,
      'metadata[quittance_merchant]': shop.scope.merchantId,
      'metadata[quittance_payment]': paymentId,
      'metadata[quittance_invoice]': first.invoiceId,
      'metadata[quittance_invoices]': '3',
      'metadata[quittance_invoice_01]': `${first.invoiceId}:1:12000`,
      'metadata[quittance_invoice_02]': `${second.invoiceId}:1:12000`,
    });
    await rebuild();
    expect(await unknown()).toMatchObject([{ paymentId, reason: 'several_invoices' }]);
    for (const { invoiceId } of [first, second])
      expect((await invoiceRow(shop, invoiceId)).frozenAt).toEqual(expect.any(Number));
    expect((await dismissFinding(shop.ctx, { scope: shop.scope, ...byAnn(paymentId) })).kind).toBe('done');
    for (const { invoiceId } of [first, second])
      expect((await invoiceRow(shop, invoiceId)).frozenAt).toBeNull();
  });

  it('takes the slot of what was begun before it, so that nobody pays twice while Stripe does not answer', async () => {
    const { invoiceId, payPath } = await readyInvoice(shop);
    const before = await openSession(shop, payPath);
    const [older] = await shop.payments();
    await sweepEvents(shop.ctx);
    // After the snapshot the session expired, and another one was paid.
    await atStripe(account, `/checkout/sessions/${before}/expire`);
    const { paymentId } = await lostAttempt(12_000, invoiceId);
    await touchedLongAgo();
    await sweepEvents(shop.ctx);
    const silent = withStripe(shop.ctx, () => ({ retrieveIntent: async () => AWAY }));
    await rebuildPaused(silent);
    expect(await shop.slots()).toEqual([{ invoiceId, paymentId }]);
    const all = await shop.payments();
    expect(all.find(({ id }) => id === older?.id)).toMatchObject({ state: 'canceled' });
    const [, token = ''] = /([^/]+)$/.exec(payPath) ?? [];
    const target = await shop.ctx.links.open('pay', token);
    if (target === null) throw new Error('no such link');
    expect((await payCart(silent, linkOrder(target))).kind).not.toBe('done');
    await rebuildPaused(shop.ctx);
    shop.advance(4 * MINUTE);
    await sweepEvents(shop.ctx);
    await shop.sweepSoon();
    expect(await invoiceRow(shop, invoiceId)).toMatchObject({ status: 'paid' });
  });

  it('over more than the invoice is not taken for one', async () => {
    await sweepEvents(shop.ctx);
    await lostAttempt(12_001);
    await rebuild();
    expect(await shop.payments()).toEqual([]);
    expect(await unknown()).toMatchObject([{ reason: 'more_than_due' }]);
  });

  it('that a person has reviewed unfreezes its invoice, and is not found again', async () => {
    await sweepEvents(shop.ctx);
    const { invoiceId, paymentId } = await lostAttempt(12_001);
    await rebuild();
    expect((await invoiceRow(shop, invoiceId)).frozenAt).not.toBeNull();
    const listed = must(await listFindings(shop.ctx, { scope: shop.scope, state: 'open' }));
    expect(listed).toMatchObject([{ subject: paymentId, frozenInvoiceIds: [invoiceId] }]);
    const ask = byAnn(paymentId);
    const stranger = { merchantId: 'mer_else', livemode: false };
    expect((await dismissFinding(shop.ctx, { scope: stranger, ...ask })).kind).not.toBe('done');
    expect((await dismissFinding(shop.ctx, { scope: shop.scope, ...ask })).kind).toBe('done');
    const again = await dismissFinding(shop.ctx, { scope: shop.scope, ...ask, commandId: 'again' });
    expect(again).toMatchObject({ rejection: { code: 'finding_dismissed', by: 'Ann' } });
    await rebuild();
    expect(await unknown()).toEqual([]);
    expect((await invoiceRow(shop, invoiceId)).frozenAt).toBeNull();
  });
});

describe('a charge that somebody made by hand with our metadata', () => {
  const claim = async (more: Readonly<Record<string, string>>) => {
    const { invoiceId } = await readyInvoice(shop);
    const metadata = {
      quittance_deployment: shop.ctx.deploymentId,
      quittance_merchant: shop.scope.merchantId,
      quittance_payment: 'pay_by_hand',
      quittance_invoice: invoiceId,
      quittance_version: '1',
      ...more,
    };
    await chargeByHand(account, 700, { metadata });
    return invoiceId;
  };

  it('freezes the invoice that it names, is quarantined, and does not pause everything else', async () => {
    const invoiceId = await claim({});
    await sweepEvents(shop.ctx);
    await shop.work();
    expect((await invoiceRow(shop, invoiceId)).frozenAt).toEqual(expect.any(Number));
    expect(await connectionRow()).toMatchObject({ pausedAt: null });
    const [found] = await unknown();
    expect(found).toMatchObject({ paymentId: 'pay_by_hand', invoiceId });
    const rows = await shop.ctx.db.select().from(inbox).where(eq(inbox.state, 'quarantined'));
    expect(rows.map(({ reason }) => reason)).toEqual(['unknown_payment']);
  });

  it('whose event arrives again pauses nothing again', async () => {
    await claim({});
    await claim({ quittance_payment: 'pay_by_hand_too' });
    await sweepEvents(shop.ctx);
    await shop.work();
    expect(await connectionRow()).toMatchObject({ pauseReason: 'restored' });
    await sweepEvents(shop.ctx);
    await rebuildPaused(shop.ctx);
    expect(await connectionRow()).toMatchObject({ pausedAt: null });
    await shop.ctx.db
      .update(inbox)
      .set({ state: 'pending' })
      .where(and(eq(inbox.account, account), eq(inbox.state, 'quarantined')));
    const again = await shop.ctx.db.select().from(inbox).where(eq(inbox.state, 'pending'));
    for (const event of again) await workEvent(shop.ctx, event);
    expect(again.length).toBeGreaterThan(1);
    expect(await connectionRow()).toMatchObject({ pausedAt: null });
  });

  it.each([
    ['no payment of ours', {}, 'no_payment_named'],
    ['several invoices', { quittance_payment: PAYMENT(), quittance_invoices: '3' }, 'several_invoices'],
    ['no invoice of ours', { quittance_payment: PAYMENT(), quittance_invoice: 'inv_x' }, 'unknown_invoice'],
  ])('and names %s is not taken for a payment in a rebuild either', async (_what, more, reason) => {
    await sweepEvents(shop.ctx);
    await claim(more);
    await touchedLongAgo();
    await sweepEvents(shop.ctx);
    await rebuildPaused(shop.ctx);
    expect(await unknown()).toMatchObject([{ reason }]);
    expect(await shop.payments()).toEqual([]);
    expect(await connectionRow()).toMatchObject({ pausedAt: null });
  });
});

/** Ann dismisses an unknown object. */
const byAnn = (subject: string) =>
  ({
    kind: 'unknown_object',
    subject,
    by: 'Ann',
    reason: 'Test charge of the old shop.',
    commandId: `dismiss-${subject}`,
  }) as const;

/** A well-formed id of a payment that never existed. */
function PAYMENT(): string {
  return 'pay_01k0000000000000000000000a';
}

describe('with a small budget', () => {
  it('what cannot be put back does not keep a small budget from what comes after it', async () => {
    const [lost] = await restored(1);
    for (let made = 0; made < 12; made += 1) {
      await atStripe(account, '/payment_intents', {
        amount: '24000',
        currency: 'usd',
        confirm: 'true',
        payment_method: 'pm_card_visa',
        'metadata[quittance_deployment]': shop.ctx.deploymentId,
        'metadata[quittance_merchant]': shop.scope.merchantId,
        'metadata[quittance_payment]': newId(shop.ctx, 'pay'),
        'metadata[quittance_invoice]': newId(shop.ctx, 'inv'),
      });
    }
    await touchedLongAgo();
    await sweepEvents(shop.ctx);
    for (let tick = 0; tick < 12; tick += 1) await metered(() => rebuildPaused(shop.ctx));
    await shop.work();
    expect(await connectionRow()).toMatchObject({ pausedAt: null, pauseReason: null });
    expect(await invoiceRow(shop, lost?.invoiceId ?? '')).toMatchObject({ status: 'paid' });
    expect(await unknown()).toHaveLength(12);
  });
});
