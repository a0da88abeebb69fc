import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { merchants, paymentMethods } from '../../../src/db/schema/index.ts';
import type { Context } from '../../../src/operations/core/context.ts';
import { recordPayment, voidInvoice } from '../../../src/operations/invoices/apply-when-no-payment-open.ts';
import { claimWithMethod } from '../../../src/operations/payments/claim-method.ts';
import { recordOutcome } from '../../../src/operations/payments/record-outcome.ts';
import { AWAY, cartOfOne, cash, claimForLink, REFUSED, withStripe } from '../../support/worker/guards.ts';
import { forgetAsked, payAtStripe, SANDBOX } from '../../support/worker/shop.ts';
import { debitAt, openScene, type Scene, sessionOf, slotOf, WAYS, type Way, wordOf } from './entrances.ts';

type Case = {
  readonly name: string;
  /** What happens after the payer was shown the invoice, version 1; may return the payer's context. */
  readonly arrange: (scene: Scene, invoiceId: string, way: Way) => Promise<unknown>;
  readonly amount?: number;
  /** The result of paying, by any way. */
  readonly comesTo: string;
  /** The ways whose result differs, and why. */
  readonly but?: { readonly [W in Way]?: string };
  readonly because?: string;
};

const instantly = (ctx: Context): Context => ({ ...ctx, pause: async () => undefined });

/** A recorded bank debit that is on its way for an invoice. */
async function debit(scene: Scene, invoiceId: string): Promise<void> {
  await debitAt(await scene.pay('link session', invoiceId));
  await recordOutcome(scene.shop.ctx, await slotOf(scene.shop, invoiceId));
}

/** A method on file that is being charged by a slow worker. */
async function charging({ shop, methodId }: Scene, invoiceId: string): Promise<void> {
  const cart = await cartOfOne(shop, invoiceId);
  const [target] = cart.targets;
  const method = cart.methods.find(({ id }) => id === methodId);
  if (target === undefined || method === undefined) throw new Error('nothing to charge');
  const read = { ...cart, ...target, attempts: [] };
  const stripeCustomerId = cart.stripeCustomerId ?? '';
  await claimWithMethod(shop.ctx, read, {
    connectionId: shop.connectionId,
    stripeCustomerId,
    method,
    via: 'link',
  });
}

const SESSIONS = { 'link saved': 'paid', 'portal saved': 'paid' } as const;

const CASES: readonly Case[] = [
  {
    name: 'nothing stands in the way',
    arrange: async () => undefined,
    comesTo: 'checkout',
    but: SESSIONS,
    because: 'a method on file is charged at once',
  },
  {
    name: 'the invoice is void meanwhile',
    arrange: ({ shop }, invoiceId) => voidInvoice(shop.ctx, { scope: shop.scope, invoiceId, commandId: 'v' }),
    comesTo: 'not_payable: void',
  },
  {
    name: 'the invoice was paid meanwhile',
    arrange: ({ shop }, invoiceId) =>
      recordPayment(shop.ctx, { scope: shop.scope, invoiceId, commandId: 'c', payment: cash(12_000) }),
    comesTo: 'not_payable: paid',
  },
  {
    name: 'a part was paid meanwhile',
    arrange: ({ shop }, invoiceId) =>
      recordPayment(shop.ctx, { scope: shop.scope, invoiceId, commandId: 'c', payment: cash(2_000) }),
    comesTo: 'changed',
    but: { 'link session': 'checkout' },
    because: 'a link shows its amount on Stripe’s page first',
  },
  {
    name: 'the link was replaced',
    arrange: ({ setInvoice }, invoiceId) => setInvoice(invoiceId, { linkVersion: 2 }),
    comesTo: 'not_found',
    but: { 'portal session': 'checkout', 'portal saved': 'paid' },
    because: 'who is signed in needs no link',
  },
  {
    name: 'what is owed is below what Stripe charges, alone',
    amount: 30,
    arrange: async () => undefined,
    comesTo: 'not_payable: below_minimum',
  },
  {
    name: 'the merchant takes no payments online any more',
    arrange: ({ shop }) =>
      shop.ctx.db
        .update(merchants)
        .set({ paymentLinks: false })
        .where(eq(merchants.id, shop.scope.merchantId)),
    comesTo: 'not_payable: links_off',
  },
  {
    name: 'the merchant disconnected Stripe',
    arrange: ({ setConnection }) => setConnection({ state: 'disconnected' }),
    comesTo: 'not_payable: not_connected',
  },
  {
    name: 'the key is of the other mode',
    arrange: async ({ shop }) => ({ ...shop.ctx, livemode: true }),
    comesTo: 'not_payable: not_connected',
  },
  {
    name: 'the invoice is frozen',
    arrange: ({ setInvoice }, invoiceId) => setInvoice(invoiceId, { frozenAt: 1 }),
    comesTo: 'not_payable: frozen',
  },
  {
    name: 'a payment of the invoice is disputed',
    arrange: ({ setInvoice }, invoiceId) => setInvoice(invoiceId, { paymentStatus: 'disputed' }),
    comesTo: 'not_payable: disputed',
  },
  {
    name: 'a verb that forbids money is pending',
    arrange: ({ setInvoice }, invoiceId) =>
      setInvoice(invoiceId, { pendingVerb: { verb: 'void', commandId: 'v', requestedAt: 1 } }),
    comesTo: 'not_payable: being_changed',
  },
  {
    name: 'a person paused money on the connection',
    arrange: ({ setConnection }) => setConnection({ pausedAt: 1, pauseReason: 'staff' }),
    comesTo: 'payments_paused',
  },
  {
    name: 'the connection is being ended',
    arrange: ({ setConnection }) => setConnection({ pausedAt: 1, pauseReason: 'disconnecting' }),
    comesTo: 'payments_paused',
  },
  {
    name: 'what was paid at Stripe is being read after a gap',
    arrange: ({ setConnection }) => setConnection({ pausedAt: 1, pauseReason: 'catching_up' }),
    comesTo: 'payments_being_restored',
  },
  {
    name: 'what was paid at Stripe is being read after a restore',
    arrange: ({ setConnection }) => setConnection({ pausedAt: 1, pauseReason: 'restored' }),
    comesTo: 'payments_being_restored',
  },
  {
    name: 'nobody has read Stripe’s events for a while',
    arrange: async ({ shop }) => shop.advance(20 * 60_000),
    comesTo: 'checkout',
    but: SESSIONS,
    because: 'they are read first',
  },
  {
    name: 'nobody has read Stripe’s events, and what was made there cannot be read',
    arrange: async ({ shop }) => {
      shop.advance(20 * 60_000);
      return withStripe(shop.ctx, () => ({ listEvents: async () => AWAY, listIntents: async () => AWAY }));
    },
    comesTo: 'stripe_unavailable',
  },
  {
    name: 'a debit is on its way',
    arrange: debit,
    comesTo: 'not_payable: processing',
  },
  {
    name: 'a debit is on its way while money is paused and the invoice is frozen',
    arrange: async (scene, invoiceId) => {
      await scene.setConnection({ pausedAt: null });
      await debit(scene, invoiceId);
      await scene.setInvoice(invoiceId, { frozenAt: 1 });
      await scene.setConnection({ pausedAt: 1 });
    },
    comesTo: 'not_payable: processing',
  },
  {
    name: 'a debit is being verified, which the invoice does not say',
    arrange: async (scene, invoiceId) => {
      await scene.pay('link session', invoiceId);
      await scene.setPayment(await slotOf(scene.shop, invoiceId), { state: 'verifying' });
    },
    comesTo: 'not_payable: processing',
  },
  {
    name: 'the open session was paid by debit a moment ago, which nobody knows here',
    arrange: async (scene, invoiceId, way) => {
      const entrance = way.startsWith('link') ? 'link session' : 'portal session';
      await debitAt(await scene.pay(entrance, invoiceId));
      return withStripe(scene.shop.ctx, () => ({ recentSession: () => null }));
    },
    comesTo: 'not_payable: processing',
  },
  {
    name: 'the open session was paid by card a moment ago',
    arrange: async (scene, invoiceId, way) => {
      const entrance = way.startsWith('link') ? 'portal session' : 'link session';
      await payAtStripe(sessionOf(await scene.pay(entrance, invoiceId)));
    },
    comesTo: 'not_payable: paid',
  },
  {
    name: 'the open session cannot be closed, since Stripe does not say',
    arrange: async (scene, invoiceId, way) => {
      const entrance = way.startsWith('link') ? 'portal session' : 'link session';
      await scene.pay(entrance, invoiceId);
      return withStripe(scene.shop.ctx, () => ({
        expireSession: async () => AWAY,
        retrieveSession: async () => AWAY,
      }));
    },
    comesTo: 'stripe_unavailable',
  },
  {
    name: 'a method on file is being charged, however long that takes',
    arrange: async (scene, invoiceId) => {
      await charging(scene, invoiceId);
      scene.shop.advance(30_000);
      await forgetAsked();
    },
    comesTo: 'lost_race',
  },
  {
    name: 'somebody else is making a session this moment',
    arrange: async ({ shop }, invoiceId) => {
      await claimForLink(shop.ctx, await cartOfOne(shop, invoiceId), shop.connectionId);
      return instantly(shop.ctx);
    },
    comesTo: 'lost_race',
  },
  {
    name: 'who was making a session is gone',
    arrange: async ({ shop }, invoiceId) => {
      await claimForLink(shop.ctx, await cartOfOne(shop, invoiceId), shop.connectionId);
      shop.advance(11_000);
    },
    comesTo: 'checkout',
    but: SESSIONS,
    because: 'it is expired before the method on file is charged',
  },
  {
    name: 'too many payments are begun this second',
    arrange: async ({ shop, invoice }) => {
      const begun = await shop.payments();
      const at = begun[0]?.claimedAt ?? shop.ctx.now();
      const ctx = { ...shop.ctx, now: () => at };
      for (let made = begun.length; made < 10; made += 1) {
        const other = await invoice();
        await claimForLink(ctx, await cartOfOne({ ctx }, other), shop.connectionId);
      }
      return ctx;
    },
    comesTo: 'lost_race',
  },
  {
    name: 'Stripe refused a session half a minute ago for a reason that nothing can be done about',
    arrange: async ({ shop, pay }, invoiceId, way) => {
      const refusing = withStripe(shop.ctx, () => ({ createSession: async () => REFUSED }));
      const entrance = way.startsWith('link') ? 'portal session' : 'link session';
      expect(wordOf(await pay(entrance, invoiceId, refusing))).toBe('stripe_refuses');
      shop.advance(30_000);
      await forgetAsked();
    },
    comesTo: 'stripe_refuses',
    but: SESSIONS,
    because: 'a charge is another request than the session that was refused',
  },
  {
    name: 'Stripe refused a session more than a minute ago',
    arrange: async ({ shop, pay }, invoiceId) => {
      const refusing = withStripe(shop.ctx, () => ({ createSession: async () => REFUSED }));
      await pay('link session', invoiceId, refusing);
      shop.advance(61_000);
    },
    comesTo: 'checkout',
    but: SESSIONS,
    because: 'it is asked again',
  },
  {
    name: 'the account may not take ACH',
    arrange: async ({ shop }) =>
      withStripe(shop.ctx, ({ createSession }) => ({
        createSession: async (params, key) =>
          params.includes('us_bank_account')
            ? { ...REFUSED, param: 'allowed_payment_method_types' }
            : createSession(params, key),
      })),
    comesTo: 'checkout',
    but: SESSIONS,
    because: 'a session is asked for with cards alone',
  },
  {
    name: 'somebody deleted the customer at Stripe',
    arrange: async ({ shop }, invoiceId) => {
      const { stripeCustomerId } = await cartOfOne(shop, invoiceId);
      const headers = { Authorization: 'Bearer sk_test_worker_suite' };
      await fetch(`${SANDBOX}/v1/customers/${stripeCustomerId}`, { method: 'DELETE', headers });
    },
    comesTo: 'checkout',
    but: { 'link saved': 'changed', 'portal saved': 'changed' },
    because: 'the customer is made anew, and what was on file went with the old one',
  },
  {
    name: 'the method was taken off file',
    arrange: ({ shop, methodId }) =>
      shop.ctx.db.update(paymentMethods).set({ state: 'detached' }).where(eq(paymentMethods.id, methodId)),
    comesTo: 'checkout',
    but: { 'link saved': 'changed', 'portal saved': 'changed' },
    because: 'a session does not need it',
  },
];

describe('a payer comes to the same, by link and in the portal, to Stripe and with a method on file', () => {
  it.each(CASES)('where $name: $comesTo', async ({ arrange, amount, comesTo, but }) => {
    const scene = await openScene();
    const invoices = new Map<Way, string>();
    for (const way of WAYS) invoices.set(way, await scene.invoice(amount));
    const met: Record<string, string> = {};
    for (const way of WAYS) {
      const invoiceId = invoices.get(way) ?? '';
      const world = await arrange(scene, invoiceId, way);
      met[way] = wordOf(await scene.pay(way, invoiceId, isContext(world) ? world : scene.shop.ctx));
    }
    expect(met).toEqual(Object.fromEntries(WAYS.map((way) => [way, but?.[way] ?? comesTo])));
  });
});

const isContext = (world: unknown): world is Context =>
  typeof world === 'object' && world !== null && 'links' in world;
