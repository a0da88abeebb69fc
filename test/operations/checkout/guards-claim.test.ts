import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { connections } from '../../../src/db/schema/index.ts';
import {
  markUncollectible,
  recordPayment,
  voidInvoice,
} from '../../../src/operations/invoices/apply-when-no-payment-open.ts';
import { recordOutcome } from '../../../src/operations/payments/record-outcome.ts';
import {
  AWAY,
  cartOfOne,
  cash,
  claimForLink,
  claimOnly,
  followLink,
  invoiceRow,
  notPayable,
  onlyPayment,
  openSession,
  readyInvoice,
  sessionFacts,
  withStripe,
} from '../../support/worker/guards.ts';
import { askedOfStripe, forgetAsked, openShop, type Shop } from '../../support/worker/shop.ts';

let shop: Shop;
beforeEach(async () => {
  shop = await openShop();
  await forgetAsked();
});

const click = (path: string) => shop.request(path, { method: 'POST' });
const sessionsAsked = async () =>
  (await askedOfStripe()).filter(({ method, path }) => method === 'POST' && path === '/v1/checkout/sessions');
const follow = (invoiceId: string, ctx = shop.ctx) => followLink(ctx, invoiceId);

describe('a claim', () => {
  it.each([
    ['void', voidInvoice],
    ['marked uncollectible', markUncollectible],
  ])('loses to the invoice being %s between what it read and what it writes', async (_, verb) => {
    const { invoiceId } = await readyInvoice(shop);
    const cart = await cartOfOne(shop, invoiceId);
    expect(await verb(shop.ctx, { scope: shop.scope, invoiceId, commandId: 'first' })).toMatchObject({
      kind: 'done',
    });
    const claim = await claimForLink(shop.ctx, cart, shop.connectionId);
    expect(claim).toEqual({ kind: 'lost_race' });
    expect(await shop.payments()).toEqual([]);
    expect(await shop.slots()).toEqual([]);
  });

  it('never asks for what cash has paid between what it read and what it writes', async () => {
    const { invoiceId } = await readyInvoice(shop, 9_000);
    const cart = await cartOfOne(shop, invoiceId);
    await recordPayment(shop.ctx, { scope: shop.scope, invoiceId, commandId: 'cash', payment: cash(4_000) });
    const claim = await claimForLink(shop.ctx, cart, shop.connectionId);
    expect(claim).toEqual({ kind: 'lost_race' });
    expect(await shop.payments()).toEqual([]);
  });

  it('makes a void that read before it wait for its payment to be over', async () => {
    const { invoiceId, payPath } = await readyInvoice(shop);
    const [voided, opened] = await Promise.all([
      voidInvoice(shop.ctx, { scope: shop.scope, invoiceId, commandId: 'race' }),
      click(payPath),
    ]);
    expect(voided).toMatchObject({ kind: 'done' });
    expect([303, 200, 410]).toContain(opened.status);
    expect(await invoiceRow(shop, invoiceId)).toMatchObject({ status: 'void', pendingVerb: null });
    expect(await shop.slots()).toEqual([]);
  });
});

describe('while a verb that forbids money is pending', () => {
  const pendVoid = (invoiceId: string) =>
    voidInvoice(
      withStripe(shop.ctx, () => ({
        createSession: async () => AWAY,
        findSession: async () => AWAY,
        retrieveSession: async () => AWAY,
        expireSession: async () => AWAY,
      })),
      { scope: shop.scope, invoiceId, commandId: 'pending' },
    );

  it('nobody is given the address of the open session, not even one retrieved a moment ago', async () => {
    const { invoiceId, payPath } = await readyInvoice(shop);
    await openSession(shop, payPath);
    expect(await pendVoid(invoiceId)).toEqual({ kind: 'stripe_unavailable' });
    expect((await invoiceRow(shop, invoiceId)).pendingVerb).toMatchObject({ verb: 'void' });
    expect(await follow(invoiceId)).toEqual(notPayable(invoiceId, 'being_changed'));
    expect((await click(payPath)).headers.get('location')).toBeNull();
  });

  it('a claimed payment gets no session', async () => {
    const { invoiceId } = await readyInvoice(shop);
    await claimOnly(shop, invoiceId);
    shop.advance(11_000);
    await pendVoid(invoiceId);
    expect(await follow(invoiceId)).toEqual(notPayable(invoiceId, 'being_changed'));
    expect(await sessionsAsked()).toEqual([]);
  });

  it('no payment is claimed, although the slot is free again', async () => {
    const { invoiceId, payPath } = await readyInvoice(shop);
    const sessionId = await openSession(shop, payPath);
    await pendVoid(invoiceId);
    const { id } = await onlyPayment(shop);
    const expired = async () =>
      ({ kind: 'ok', value: sessionFacts({ sessionId, status: 'expired' }) }) as const;
    await recordOutcome(
      withStripe(shop.ctx, () => ({ retrieveSession: expired })),
      id,
    );
    expect(await shop.slots()).toEqual([]);
    expect(await follow(invoiceId)).toEqual(notPayable(invoiceId, 'being_changed'));
    expect(await shop.payments()).toHaveLength(1);
    await shop.work();
    expect(await invoiceRow(shop, invoiceId)).toMatchObject({ status: 'void', pendingVerb: null });
  });
});

describe('the pace of a connection', () => {
  it('holds when many links are followed at once: the rest see a page that says wait, and pay a second later', async () => {
    const invoices = [];
    for (let made = 0; made < 14; made += 1) invoices.push(await shop.invoice(1_000 + made));
    await shop.work();
    await forgetAsked();
    const answers = await Promise.all(invoices.map(({ payPath }) => click(payPath)));
    expect(await sessionsAsked()).toHaveLength(10);
    expect(answers.filter(({ status }) => status === 303)).toHaveLength(10);
    const late = invoices.filter((_, index) => answers[index]?.status !== 303);
    for (const answer of answers.filter(({ status }) => status !== 303)) {
      expect(answer.status).toBeLessThan(500);
      expect(answer.headers.get('retry-after')).toBe('5');
    }
    shop.advance(1_001);
    for (const { payPath } of late) expect((await click(payPath)).status).toBe(303);
  });

  it('is checked before Stripe is asked for one session too many', async () => {
    const invoices = [];
    for (let made = 0; made < 10; made += 1) invoices.push(await readyInvoice(shop, 1_000 + made));
    const { ctx } = shop;
    const now = ctx.now();
    for (const { invoiceId } of invoices) {
      expect(await claimOnly(shop, invoiceId, { ...ctx, now: () => now })).toMatchObject({ kind: 'claimed' });
    }
    const { invoiceId } = await shop.invoice(5_000);
    await forgetAsked();
    expect(await follow(invoiceId, { ...ctx, now: () => now })).toEqual({ kind: 'lost_race' });
    expect(await askedOfStripe()).toEqual([]);
    expect(await follow(invoiceId, { ...ctx, now: () => now + 1_001 })).toMatchObject({
      value: { kind: 'checkout' },
    });
  });
});

describe('the pay link leads nowhere', () => {
  it.each([
    ['mode', { livemode: true, intent: null }],
    [
      'currency',
      {
        livemode: false,
        intent: {
          intentId: 'pi_x',
          status: 'succeeded',
          currency: 'EUR',
          amountReceived: 1,
          chargeId: null,
          method: null,
          failureCode: null,
          adviceCode: null,
          chargedAt: null,
          livemode: false,
          paymentId: null,
          fingerprint: null,
          stripePaymentMethodId: null,
          wasTried: false,
        },
      },
    ],
  ] as const)('where Stripe says what cannot be: another %s', async (_, what) => {
    const { invoiceId, payPath } = await readyInvoice(shop);
    const sessionId = await openSession(shop, payPath);
    const value = sessionFacts({ sessionId, status: 'open', url: 'https://elsewhere.test', ...what });
    const odd = withStripe(shop.ctx, () => ({
      recentSession: () => null,
      retrieveSession: async () => ({ kind: 'ok', value }) as const,
    }));
    const refusal = { kind: 'refused', rejection: { code: 'payment_under_review' } };
    expect(await follow(invoiceId, odd)).toEqual(refusal);
    // Nor where that is what it said seconds ago.
    const remembered = withStripe(odd, () => ({ recentSession: () => value }));
    expect(await follow(invoiceId, remembered)).toEqual(refusal);
    expect(await shop.slots()).toHaveLength(1);
    expect(await invoiceRow(shop, invoiceId)).toMatchObject({ status: 'open', amountPaid: 0 });
  });

  it('without a connection, and says so', async () => {
    const { invoiceId } = await readyInvoice(shop);
    await shop.ctx.db
      .update(connections)
      .set({ state: 'disconnected' })
      .where(eq(connections.id, shop.connectionId));
    expect(await follow(invoiceId)).toEqual(notPayable(invoiceId, 'not_connected'));
    expect(await shop.payments()).toEqual([]);
  });

  it('after a disconnect, although its session is open: nothing is charged on an account that was let go', async () => {
    const { invoiceId, payPath } = await readyInvoice(shop);
    await openSession(shop, payPath);
    await shop.ctx.db
      .update(connections)
      .set({ state: 'disconnected' })
      .where(eq(connections.id, shop.connectionId));
    expect(await follow(invoiceId)).toEqual(notPayable(invoiceId, 'not_connected'));
  });

  it('where the invoice is of another mode than the key at Stripe', async () => {
    const { invoiceId } = await readyInvoice(shop);
    await forgetAsked();
    const live = { ...shop.ctx, livemode: true };
    expect(await follow(invoiceId, live)).toEqual(notPayable(invoiceId, 'not_connected'));
    expect(await askedOfStripe()).toEqual([]);
  });

  it('with a version of the link that was replaced', async () => {
    const { invoiceId } = await readyInvoice(shop);
    expect(await followLink(shop.ctx, invoiceId, 2)).toEqual({
      kind: 'refused',
      rejection: { code: 'not_found', what: 'invoice' },
    });
    expect(await shop.payments()).toEqual([]);
  });
});
