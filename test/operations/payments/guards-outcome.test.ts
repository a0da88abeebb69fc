import { and, eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { allocations, credits, emails, merchants, payments } from '../../../src/db/schema/index.ts';
import type { IntentFacts, IntentStatus, SessionFacts } from '../../../src/domain/payment/outcome.ts';
import { voidInvoice } from '../../../src/operations/invoices/apply-when-no-payment-open.ts';
import { recordOutcome } from '../../../src/operations/payments/record-outcome.ts';
import { sweepPayments } from '../../../src/operations/watch/sweep.ts';
import { advanceBoth } from '../../support/worker/events.ts';
import {
  AWAY,
  invoiceRow,
  onlyPayment,
  openSession,
  REFUSED,
  readyInvoice,
  sessionFacts,
  withLog,
  withStripe,
} from '../../support/worker/guards.ts';
import { openShop, payAtStripe, type Shop } from '../../support/worker/shop.ts';

const DAYS = 86_400_000;

let shop: Shop;
beforeEach(async () => {
  shop = await openShop();
});

const paymentRow = async (id: string) => {
  const [row] = await shop.ctx.db.select().from(payments).where(eq(payments.id, id));
  return row;
};
const allocated = async (invoiceId: string) =>
  (await shop.ctx.db.select().from(allocations).where(eq(allocations.invoiceId, invoiceId))).map(
    ({ amount }) => amount,
  );
const creditsOf = (paymentId: string) =>
  shop.ctx.db
    .select({ amount: credits.amount, balance: credits.balance, reason: credits.reason })
    .from(credits)
    .where(eq(credits.paymentId, paymentId));

/** An invoice with a session, and its payment. */
async function opened(amount = 12_000) {
  const invoice = await readyInvoice(shop, amount);
  const sessionId = await openSession(shop, invoice.payPath);
  const { id: paymentId } = await onlyPayment(shop);
  return { ...invoice, sessionId, paymentId };
}

/** Closes a payment on false facts, which no guard should allow. */
const closeFalsely = (paymentId: string, sessionId: string) =>
  recordOutcome(
    withStripe(shop.ctx, () => ({
      retrieveSession: async () => ({ kind: 'ok', value: sessionFacts({ sessionId, status: 'expired' }) }),
    })),
    paymentId,
  );

describe('an answer of Stripe that has aged', () => {
  it('is never written over a newer one that was recorded while it was on its way', async () => {
    const { invoiceId, sessionId, paymentId } = await opened();
    await payAtStripe(sessionId, { bank: '000123456789' });
    let asked = 0;
    const slow = withStripe(shop.ctx, (real) => ({
      retrieveSession: async (id) => {
        const answer = await real.retrieveSession(id);
        asked += 1;
        if (asked > 1) return answer;
        await advanceBoth(shop, 4 * DAYS + 60_000);
        expect(await recordOutcome(shop.ctx, paymentId)).toMatchObject({ state: 'succeeded' });
        return answer;
      },
    }));
    expect(await recordOutcome(slow, paymentId)).toMatchObject({ state: 'succeeded', known: true });
    expect(asked).toBe(1);
    expect(await paymentRow(paymentId)).toMatchObject({ state: 'succeeded', amountReceived: 12_000 });
    expect(await invoiceRow(shop, invoiceId)).toMatchObject({ status: 'paid', paymentStatus: 'none' });
  });

  it('does not close what was paid in the meantime', async () => {
    const { invoiceId, sessionId, paymentId } = await opened();
    let asked = 0;
    const slow = withStripe(shop.ctx, (real) => ({
      retrieveSession: async (id) => {
        asked += 1;
        if (asked > 1) return real.retrieveSession(id);
        await payAtStripe(sessionId);
        await recordOutcome(shop.ctx, paymentId);
        return { kind: 'ok', value: sessionFacts({ sessionId, status: 'expired' }) };
      },
    }));
    expect(await recordOutcome(slow, paymentId)).toMatchObject({ state: 'succeeded' });
    expect(await paymentRow(paymentId)).toMatchObject({ state: 'succeeded', closeReason: null });
    expect(await invoiceRow(shop, invoiceId)).toMatchObject({ status: 'paid' });
  });
});

describe('a session that is over and was not paid', () => {
  const intent = (status: IntentStatus): IntentFacts => ({
    intentId: 'pi_waiting',
    status,
    currency: 'USD',
    amountReceived: status === 'succeeded' ? 12_000 : 0,
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
  });

  /** Stripe as it has the session from now on; whether it was asked to cancel is noted. */
  function over(sessionId: string, status: SessionFacts['status'], after: IntentStatus | 'away') {
    const cancelled: string[] = [];
    const ctx = withStripe(shop.ctx, () => ({
      cancelIntent: async (intentId) => {
        cancelled.push(intentId);
        return REFUSED;
      },
      retrieveSession: async () =>
        after === 'away'
          ? AWAY
          : { kind: 'ok', value: sessionFacts({ sessionId, status, intent: intent(after) }) },
    }));
    return { ctx, cancelled };
  }

  describe.each(['complete', 'expired'] as const)('(%s)', (status) => {
    it.each(['requires_payment_method', 'canceled'] as const)(
      'gives its slot back where nobody can confirm its PaymentIntent (%s), and cancels nothing',
      async (after) => {
        const { sessionId, paymentId } = await opened();
        const { ctx, cancelled } = over(sessionId, status, after);
        expect((await recordOutcome(ctx, paymentId)).known).toBe(true);
        expect(cancelled).toEqual([]);
        expect(await shop.slots()).toEqual([]);
      },
    );

    it('is paid where money came all the same', async () => {
      const { invoiceId, sessionId, paymentId } = await opened();
      const { ctx } = over(sessionId, status, 'succeeded');
      expect(await recordOutcome(ctx, paymentId)).toMatchObject({ state: 'succeeded' });
      expect(await allocated(invoiceId)).toEqual([12_000]);
    });

    it.each(['requires_action', 'requires_confirmation', 'processing', 'away'] as const)(
      'keeps its slot where what is retrieved (%s) proves nothing',
      async (after) => {
        const { sessionId, paymentId } = await opened();
        const { ctx } = over(sessionId, status, after);
        expect((await recordOutcome(ctx, paymentId)).known).toBe(after !== 'away');
        expect(await shop.slots()).toHaveLength(1);
      },
    );
  });
});

describe('money that comes after its payment was given up', () => {
  it('pays the invoice that is still owed, and is logged', async () => {
    const { invoiceId, sessionId, paymentId } = await opened();
    await closeFalsely(paymentId, sessionId);
    expect(await shop.slots()).toEqual([]);
    await payAtStripe(sessionId);
    const { ctx, logged } = withLog(shop.ctx);
    expect(await recordOutcome(ctx, paymentId)).toMatchObject({ state: 'succeeded', anomaly: null });
    expect(logged).toContain('success_after_close');
    expect(await invoiceRow(shop, invoiceId)).toMatchObject({ status: 'paid', amountPaid: 12_000 });
    expect(await creditsOf(paymentId)).toEqual([]);
  });

  it('becomes credit to the last minor unit where the invoice is void', async () => {
    const { invoiceId, sessionId, paymentId } = await opened();
    await closeFalsely(paymentId, sessionId);
    await voidInvoice(shop.ctx, { scope: shop.scope, invoiceId, commandId: 'void' });
    await payAtStripe(sessionId);
    const { ctx, logged } = withLog(shop.ctx);
    await recordOutcome(ctx, paymentId);
    expect(logged).toContain('payment_surplus');
    expect(await allocated(invoiceId)).toEqual([]);
    expect(await creditsOf(paymentId)).toEqual([
      { amount: 12_000, balance: 12_000, reason: 'unintended_collection' },
    ]);
    expect(await invoiceRow(shop, invoiceId)).toMatchObject({ status: 'void', amountPaid: 0 });
  });

  it('has the other open session of the paid invoice expired: nobody pays it again', async () => {
    const { invoiceId, payPath, sessionId, paymentId } = await opened();
    await closeFalsely(paymentId, sessionId);
    const second = await openSession(shop, payPath);
    await payAtStripe(sessionId);
    await recordOutcome(shop.ctx, paymentId);
    expect(await invoiceRow(shop, invoiceId)).toMatchObject({ status: 'paid' });
    await shop.work();
    expect((await payAtStripe(second)).status).not.toBe(200);
    expect(await shop.slots()).toEqual([]);
    expect((await shop.payments()).map(({ state }) => state).toSorted()).toEqual(['canceled', 'succeeded']);
  });

  it('twice at once, is allocated once and credited once (I1)', async () => {
    const { invoiceId, payPath, sessionId, paymentId } = await opened();
    await closeFalsely(paymentId, sessionId);
    const second = await openSession(shop, payPath);
    await payAtStripe(sessionId);
    await payAtStripe(second);
    const ids = (await shop.payments()).map(({ id }) => id);
    expect(ids).toHaveLength(2);
    const outcomes = await Promise.all(ids.map((id) => recordOutcome(shop.ctx, id)));
    expect(outcomes.map(({ state }) => state)).toEqual(['succeeded', 'succeeded']);
    expect(await allocated(invoiceId)).toEqual([12_000]);
    const surplus = (await Promise.all(ids.map(creditsOf))).flat();
    expect(surplus.map(({ balance }) => balance)).toEqual([12_000]);
    expect(await invoiceRow(shop, invoiceId)).toMatchObject({ status: 'paid', amountPaid: 12_000 });
  });
});

it('an invoice takes what it is owed of a success, and the rest becomes credit', async () => {
  const { invoiceId, sessionId, paymentId } = await opened();
  await payAtStripe(sessionId);
  const generous = withStripe(shop.ctx, (real) => ({
    retrieveSession: async (id) => {
      const answer = await real.retrieveSession(id);
      if (answer.kind !== 'ok' || answer.value.intent === null) return answer;
      const intent = { ...answer.value.intent, amountReceived: 12_345 };
      return { kind: 'ok', value: { ...answer.value, intent } };
    },
  }));
  await recordOutcome(generous, paymentId);
  expect(await allocated(invoiceId)).toEqual([12_000]);
  expect(await creditsOf(paymentId)).toEqual([
    { amount: 345, balance: 345, reason: 'unintended_collection' },
  ]);
  expect(await paymentRow(paymentId)).toMatchObject({ amountReceived: 12_345 });
});

describe('the receipt', () => {
  it.each([
    ['quittance', 'quittance'],
    ['quittance', 'stripe'],
    ['stripe', 'quittance'],
    ['stripe', 'stripe'],
  ] as const)(
    'comes from exactly one: %s was told to send it when the payment began, %s when it succeeded',
    async (began, succeeded) => {
      const sendBy = (receiptsBy: typeof began) =>
        shop.ctx.db.update(merchants).set({ receiptsBy }).where(eq(merchants.id, shop.scope.merchantId));
      await sendBy(began);
      const { invoiceId, sessionId, paymentId } = await opened();
      await sendBy(succeeded);
      await payAtStripe(sessionId);
      await recordOutcome(shop.ctx, paymentId);
      const ours = await shop.ctx.db
        .select()
        .from(emails)
        .where(and(eq(emails.invoiceId, invoiceId), eq(emails.template, 'receipt')));
      expect(ours).toHaveLength(began === 'quittance' ? 1 : 0);
      const stripes = (await paymentRow(paymentId))?.request.includes('receipt_email');
      expect(stripes).toBe(began === 'stripe');
    },
  );
});

describe('a payment that is over', () => {
  it.each(['succeeded', 'canceled', 'failed'] as const)('(%s) is never polled again', async (state) => {
    const { invoiceId, sessionId, paymentId } = await opened();
    if (state === 'canceled')
      await voidInvoice(shop.ctx, { scope: shop.scope, invoiceId, commandId: 'void' });
    else {
      await payAtStripe(sessionId, state === 'failed' ? { bank: '000222222227' } : undefined);
      if (state === 'failed') await advanceBoth(shop, 4 * DAYS + 60_000);
      await recordOutcome(shop.ctx, paymentId);
    }
    expect(await paymentRow(paymentId)).toMatchObject({ state, checkAt: null });
    const looked: string[] = [];
    const ctx = withStripe({ ...shop.ctx, now: () => shop.ctx.now() + 400 * DAYS }, () => ({
      retrieveSession: async (id) => {
        looked.push(id);
        return AWAY;
      },
    }));
    await sweepPayments(ctx);
    expect(looked).not.toContain(sessionId);
  });
});
