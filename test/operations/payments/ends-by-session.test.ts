import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { payments } from '../../../src/db/schema/index.ts';
import { voidInvoice } from '../../../src/operations/invoices/apply-when-no-payment-open.ts';
import { recordOutcome } from '../../../src/operations/payments/record-outcome.ts';
import { passTime } from '../../support/worker/charging.ts';
import { templatesSentAbout } from '../../support/worker/collecting.ts';
import { advanceBoth } from '../../support/worker/events.ts';
import { invoiceRow, openSession, readyInvoice, withLog } from '../../support/worker/guards.ts';
import { creditRows } from '../../support/worker/money.ts';
import { openShop, payAtStripe, type Shop } from '../../support/worker/shop.ts';
import { askStripe, passChallenge } from '../../support/worker/stripe.ts';
import { EVERY_WORLD, EXPIRIES, enterWorld, leaveWorld } from '../../support/worker/worlds.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;
const DECLINED = { card: '4000000000000002' };
const AUTHENTICATES = { card: '4000002760003184' };

let shop: Shop;
beforeEach(async () => {
  shop = await openShop();
});
afterEach(leaveWorld);

const voidNow = (invoiceId: string, commandId = 'void') =>
  voidInvoice(shop.ctx, { scope: shop.scope, invoiceId, commandId });
const states = async () => (await shop.payments()).map(({ state }) => state);
const intentOf = async (session: string) =>
  String((await askStripe('GET', `/v1/checkout/sessions/${session}`)).payment_intent);

/** An invoice of $123.45 with a session that its link opened. */
async function opened() {
  const invoice = await readyInvoice(shop, 12_345);
  return { ...invoice, session: await openSession(shop, invoice.payPath) };
}

/** As if nothing had been tried: the invoice is open, both sides know, the link leads on, and it can be voided. */
async function expectOpenAgain({ invoiceId, payPath }: { invoiceId: string; payPath: string }) {
  expect(await shop.slots()).toEqual([]);
  expect(await invoiceRow(shop, invoiceId)).toMatchObject({ status: 'open', paymentStatus: 'failed' });
  const told = await templatesSentAbout(shop, invoiceId);
  expect(told.filter((template) => template.startsWith('payment_failed'))).toEqual([
    'payment_failed',
    'payment_failed_business',
  ]);
  expect(await openSession(shop, payPath)).toMatch(/^cs_test_/);
  expect(await voidNow(invoiceId)).toMatchObject({ kind: 'done' });
  expect(await invoiceRow(shop, invoiceId)).toMatchObject({ status: 'void', pendingVerb: null });
}

describe.each(EVERY_WORLD)('where expiry $expiry and 3-D Secure $authentication', (world) => {
  beforeEach(() => enterWorld(world));

  describe('a bank debit that fails after Checkout', () => {
    it.each([
      ['000111111113', 'account_closed'],
      ['000111111116', 'no_account'],
      ['000222222227', 'insufficient_funds'],
      ['000333333335', 'debit_not_authorized'],
    ])('(%s, %s) ends its payment: the invoice is open again and both sides are told', async (bank, code) => {
      const invoice = await opened();
      expect((await payAtStripe(invoice.session, { bank })).status).toBe(200);
      await recordOutcome(shop.ctx, (await shop.payments())[0]?.id ?? '');
      expect(await states()).toEqual(['processing']);
      await advanceBoth(shop, 11 * DAY);
      await passTime(shop, 4);
      expect(await shop.payments()).toMatchObject([{ state: 'failed', failureCode: code, checkAt: null }]);
      await expectOpenAgain(invoice);
    });

    it('is told of though nobody heard that it had begun', async () => {
      const invoice = await opened();
      await payAtStripe(invoice.session, { bank: '000222222227' });
      await advanceBoth(shop, 11 * DAY);
      await passTime(shop, 4);
      expect(await states()).toEqual(['failed']);
      await expectOpenAgain(invoice);
    });

    it.each([
      ['its deposits never arrive', { bank: '000666666661' }, null],
      ['its deposits are not confirmed', { bank: '000123456789' }, null],
      ['too many answers were wrong', { bank: '000123456789' }, 'SM33CC'],
      ['the answer came too late', { bank: '000123456789' }, 'SM44DD'],
    ])('ends its payment where %s', async (_what, account, code) => {
      const invoice = await opened();
      await payAtStripe(invoice.session, { ...account, microdeposits: true });
      await recordOutcome(shop.ctx, (await shop.payments())[0]?.id ?? '');
      expect(await states()).toEqual(['verifying']);
      if (code !== null) {
        const path = `/v1/payment_intents/${await intentOf(invoice.session)}/verify_microdeposits`;
        await expect(askStripe('POST', path, { descriptor_code: code })).rejects.toThrow();
      }
      await advanceBoth(shop, 11 * DAY);
      await passTime(shop, 4);
      expect(await states()).toEqual(['failed']);
      await expectOpenAgain(invoice);
    });

    it('keeps its slot while it is under way, and a void is refused', async () => {
      const { invoiceId, session } = await opened();
      await payAtStripe(session, { bank: '000000000009' });
      await advanceBoth(shop, 11 * DAY);
      await passTime(shop, 4);
      expect(await states()).toEqual(['processing']);
      expect(await voidNow(invoiceId)).toMatchObject({ rejection: { code: 'payment_in_progress' } });
    });
  });

  describe('a card that was declined', () => {
    it('does not keep its invoice from being voided', async () => {
      const { invoiceId, session } = await opened();
      expect((await payAtStripe(session, DECLINED)).status).toBe(402);
      expect(await voidNow(invoiceId)).toMatchObject({ kind: 'done' });
      expect(await states()).toEqual(['canceled']);
      expect(await invoiceRow(shop, invoiceId)).toMatchObject({ status: 'void', pendingVerb: null });
    });

    it('and a session that ran out leave the link to lead to a new one', async () => {
      const { invoiceId, payPath, session } = await opened();
      await payAtStripe(session, DECLINED);
      await advanceBoth(shop, 65 * MINUTE);
      await passTime(shop, 4);
      expect(await shop.payments()).toMatchObject([{ state: 'canceled', closeReason: 'expired' }]);
      expect(await openSession(shop, payPath)).not.toBe(session);
      expect(await voidNow(invoiceId)).toMatchObject({ kind: 'done' });
    });
  });

  describe('3-D Secure under way when the session ends', () => {
    const outlives = world.authentication === 'outlives_session';

    it('and passed within minutes: the money is booked, and the void is refused', async () => {
      const { invoiceId, session } = await opened();
      await payAtStripe(session, AUTHENTICATES);
      const first = await voidNow(invoiceId);
      expect(first.kind).toBe(outlives ? 'lost_race' : 'done');
      await passChallenge(await intentOf(session));
      await passTime(shop, 8);
      expect(await states()).toEqual([outlives ? 'succeeded' : 'canceled']);
      expect(await invoiceRow(shop, invoiceId)).toMatchObject({
        status: outlives ? 'paid' : 'void',
        pendingVerb: null,
      });
      expect(await shop.slots()).toEqual([]);
    });

    it('and never passed: the void takes effect once nobody can be at the bank’s page any more', async () => {
      const { invoiceId, session } = await opened();
      await payAtStripe(session, AUTHENTICATES);
      await voidNow(invoiceId);
      await advanceBoth(shop, 80 * MINUTE);
      await passTime(shop, 4);
      expect(await states()).toEqual([outlives ? 'authenticating' : 'canceled']);
      await advanceBoth(shop, 10 * MINUTE);
      await passTime(shop, 8);
      expect(await states()).toEqual(['canceled']);
      expect(await shop.slots()).toEqual([]);
      expect(await invoiceRow(shop, invoiceId)).toMatchObject({ status: 'void', pendingVerb: null });
    });
  });
});

it.each(EXPIRIES)(
  'a success of 3-D Secure that comes after the payment was closed is never lost (%s)',
  async (expiry) => {
    await enterWorld({ expiry, authentication: 'outlives_session' });
    const { invoiceId, customerId, session } = await opened();
    await payAtStripe(session, AUTHENTICATES);
    await advanceBoth(shop, 95 * MINUTE);
    await passTime(shop, 4);
    expect(await states()).toEqual(['canceled']);
    expect(await voidNow(invoiceId)).toMatchObject({ kind: 'done' });
    await passChallenge(await intentOf(session));
    const { ctx, logged } = withLog(shop.ctx);
    const [payment] = await shop.payments();
    await recordOutcome(ctx, payment?.id ?? '');
    expect(logged).toContain('success_after_close');
    expect(await states()).toEqual(['succeeded']);
    expect(await creditRows(shop, customerId)).toMatchObject([{ reason: 'unintended_collection' }]);
  },
);

it.each(EXPIRIES)(
  'a payment that was put back from its PaymentIntent alone ends by its Checkout Session (%s)',
  async (expiry) => {
    await enterWorld({ expiry, authentication: 'ends_with_session' });
    const { invoiceId, session } = await opened();
    await payAtStripe(session, DECLINED);
    const stripePaymentIntentId = await intentOf(session);
    const [payment] = await shop.payments();
    const asAdopted = { via: 'autopay', flow: 'intent', state: 'confirming', stripeSessionId: null } as const;
    await shop.ctx.db
      .update(payments)
      .set({ ...asAdopted, stripePaymentIntentId })
      .where(eq(payments.id, payment?.id ?? ''));
    await askStripe('POST', `/v1/checkout/sessions/${session}/expire`);
    await passTime(shop, 4);
    expect(await shop.slots()).toEqual([]);
    expect(await voidNow(invoiceId)).toMatchObject({ kind: 'done' });
  },
);
