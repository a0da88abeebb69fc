import { beforeEach, describe, expect, it } from 'vitest';
import type { Context } from '../../../src/operations/core/context.ts';
import { cartOfOne, claimForLink, invoiceRow, REFUSED, withStripe } from '../../support/worker/guards.ts';
import { signIn } from '../../support/worker/portal.ts';
import { askedOfStripe, forgetAsked, payAtStripe } from '../../support/worker/shop.ts';
import { debitAt, openScene, type Scene, sessionOf, slotOf, wordOf } from './entrances.ts';

let scene: Scene;
let invoiceId: string;
beforeEach(async () => {
  scene = await openScene();
  invoiceId = await scene.invoice();
});

describe.each([
  ['link session', 'portal session'],
  ['portal session', 'link session'],
] as const)('an open session, by %s', (here, there) => {
  it('is one however many tabs ask for it at once', async () => {
    const answers = await Promise.all([1, 2, 3].map(() => scene.pay(here, invoiceId)));
    expect(new Set(answers.map(sessionOf)).size).toBe(1);
    expect(await scene.shop.payments()).toHaveLength(1);
  });

  it('is reused, and not retrieved again if it was retrieved a moment ago', async () => {
    const session = sessionOf(await scene.pay(here, invoiceId));
    await forgetAsked();
    expect(sessionOf(await scene.pay(here, invoiceId))).toBe(session);
    expect(await askedOfStripe()).toEqual([]);
  });

  it('in which somebody authenticates at their bank is gone on with, not taken from them', async () => {
    const session = sessionOf(await scene.pay(here, invoiceId));
    await scene.setPayment(await slotOf(scene.shop, invoiceId), { state: 'authenticating' });
    expect(sessionOf(await scene.pay(here, invoiceId))).toBe(session);
  });

  it('in which somebody authenticates at their bank is the other entrance’s too, not taken from them', async () => {
    const session = sessionOf(await scene.pay(there, invoiceId));
    await scene.setPayment(await slotOf(scene.shop, invoiceId), { state: 'authenticating' });
    expect(sessionOf(await scene.pay(here, invoiceId))).toBe(session);
    expect((await payAtStripe(session)).ok).toBe(true);
    await scene.shop.sweepSoon();
    expect(await invoiceRow(scene.shop, invoiceId)).toMatchObject({ status: 'paid', amountPaid: 12_000 });
  });

  it.each([
    ['with a method on file', `${here.startsWith('link') ? 'link' : 'portal'} saved`],
    ['in another sum', here],
  ] as const)(
    'in which somebody authenticates at their bank outlasts who pays %s elsewhere',
    async (how, way) => {
      const session = sessionOf(await scene.pay(there, invoiceId));
      const payment = await slotOf(scene.shop, invoiceId);
      const total = how === 'in another sum' ? { amount: 11_000 } : {};
      await scene.setPayment(payment, { state: 'authenticating', ...total });
      expect(wordOf(await scene.pay(way, invoiceId))).toBe('lost_race');
      expect((await payAtStripe(session)).ok).toBe(true);
      expect(await scene.shop.payments()).toMatchObject([{ id: payment }]);
    },
  );

  it('leads back to where its payer came from, so the other entrance expires it and opens its own', async () => {
    const session = sessionOf(await scene.pay(there, invoiceId));
    const other = sessionOf(await scene.pay(here, invoiceId));
    expect(other).not.toBe(session);
    expect((await payAtStripe(session)).status).toBeGreaterThanOrEqual(400);
    expect((await payAtStripe(other)).ok).toBe(true);
    await scene.shop.sweepSoon();
    expect(await invoiceRow(scene.shop, invoiceId)).toMatchObject({ status: 'paid', amountPaid: 12_000 });
  });

  it('is not asked for again in the minute after Stripe refused it, at whichever entrance', async () => {
    const refusing = withStripe(scene.shop.ctx, () => ({ createSession: async () => REFUSED }));
    await scene.pay(here, invoiceId, refusing);
    await forgetAsked();
    for (const way of [here, there]) {
      expect(wordOf(await scene.pay(way, invoiceId))).toBe('stripe_refuses');
    }
    expect(await askedOfStripe()).toEqual([]);
    expect(await scene.shop.payments()).toHaveLength(1);
  });

  it('that was forbidden and began to move all the same is shown as money on its way', async () => {
    await debitAt(await scene.pay(here, invoiceId));
    const { ctx } = scene.shop;
    // Money is paused after the payer's worker read, and before its final check.
    const paused: Context = {
      ...ctx,
      stripe: async (account) => {
        await scene.setConnection({ pausedAt: 1 });
        return { ...(await ctx.stripe(account)), recentSession: () => null };
      },
    };
    expect(wordOf(await scene.pay(here, invoiceId, paused))).toBe('not_payable: processing');
    expect(wordOf(await scene.pay(there, invoiceId, paused))).toBe('not_payable: processing');
  });
});

it('a claim of a worker that is gone is taken up by its own entrance with the same request', async () => {
  await claimForLink(scene.shop.ctx, await cartOfOne(scene.shop, invoiceId), scene.shop.connectionId);
  scene.shop.advance(11_000);
  expect(wordOf(await scene.pay('link session', invoiceId))).toBe('checkout');
  expect(await scene.shop.payments()).toHaveLength(1);
});

describe('what the pages say', () => {
  it.each([
    ['frozen', { frozenAt: 1 }, 409, 'It’s being checked.'],
    ['disputed', { paymentStatus: 'disputed' }, 303, 'Its payment is disputed with your bank.'],
    [
      'being changed',
      { pendingVerb: { verb: 'void', commandId: 'v', requestedAt: 1 } },
      409,
      'It’s being changed right now.',
    ],
    ['processing', { paymentStatus: 'processing' }, 200, 'A payment for it is being processed.'],
    ['uncollectible', { status: 'uncollectible' }, 200, 'It’s closed.'],
  ] as const)(
    'of an invoice that is %s: the link by its status, the portal beside the invoice',
    async (_what, row, status, words) => {
      const { shop, customerId } = scene;
      const browser = await signIn(shop, customerId);
      await scene.setInvoice(invoiceId, row);
      const { pathname } = new URL(await shop.ctx.links.url('pay', { id: invoiceId, version: 1 }));
      expect((await shop.request(pathname, { method: 'POST' })).status).toBe(status);
      const refused = await browser.post('/portal/pay', { invoice: `${invoiceId}.1` });
      expect(refused.status).toBe(409);
      expect(await refused.text()).toContain(words);
      expect(await shop.payments()).toEqual([]);
    },
  );

  it.each([
    ['link', 'catching_up', 503],
    ['link', 'staff', 409],
    ['portal', 'catching_up', 503],
    ['portal', 'staff', 409],
  ] as const)(
    'where money rests, to Stripe or with a method on file (%s, %s): %d',
    async (entrance, pauseReason, status) => {
      const { shop, customerId, methodId } = scene;
      const browser = await signIn(shop, customerId);
      await scene.setConnection({ pausedAt: 1, pauseReason });
      const { pathname } = new URL(await shop.ctx.links.url('pay', { id: invoiceId, version: 1 }));
      for (const method of [{}, { method: methodId }]) {
        const answer =
          entrance === 'portal'
            ? await browser.post('/portal/pay', { invoice: `${invoiceId}.1`, ...method })
            : await shop.request(pathname, {
                method: 'POST',
                body: new URLSearchParams({ version: '1', ...method }),
              });
        expect(answer.status).toBe(status);
        expect(await answer.text()).not.toContain('isn’t answering');
      }
      expect(await shop.payments()).toEqual([]);
    },
  );

  it('an invoice below what Stripe charges is left out before anybody presses, unless others go with it', async () => {
    const { shop, customerId } = scene;
    const browser = await signIn(shop, customerId);
    const small = await scene.invoice(30);
    const alone = await (await browser.get(`/portal/pay?invoice=${small}`)).text();
    expect(alone).toContain('It’s too little to pay online.');
    const together = await (await browser.get(`/portal/pay?invoice=${small}&invoice=${invoiceId}`)).text();
    expect(together).toContain('$120.30');
  });
});
