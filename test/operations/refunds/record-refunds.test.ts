import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { inbox, merchants, refunds } from '../../../src/db/schema/index.ts';
import { recordDisputes } from '../../../src/operations/disputes/record-disputes.ts';
import { storeEvent } from '../../../src/operations/inbox/store-event.ts';
import { recordOutcome } from '../../../src/operations/payments/record-outcome.ts';
import { recordRefunds } from '../../../src/operations/refunds/record-refunds.ts';
import { sendRefund } from '../../../src/operations/refunds/send-refund.ts';
import { advanceBoth, eventsOf } from '../../support/worker/events.ts';
import { AWAY, invoiceRow, openSession, withStripe } from '../../support/worker/guards.ts';
import {
  atStripe,
  outside,
  paidInvoice,
  paymentRow,
  refund,
  refundInDashboard,
  refundRows,
  templatesQueuedFor,
} from '../../support/worker/money.ts';
import { openShop, payAtStripe, SANDBOX, type Shop } from '../../support/worker/shop.ts';

const DAY = 86_400_000;

let shop: Shop;
beforeEach(async () => {
  shop = await openShop();
});

/** Everything that Stripe tells of an object so far, stored and worked on as webhooks are, last first. */
async function webhooks(objectId: string, kinds: RegExp) {
  const told = (await eventsOf(objectId)).filter(({ type }) => kinds.test(type));
  for (const { id, type, ...rest } of told.toReversed()) {
    const event = { id, type, account: 'self', livemode: false, apiVersion: null };
    await storeEvent(shop.ctx, event, JSON.stringify({ id, type, ...rest }));
  }
  await shop.work();
  const ids = new Set(told.map(({ id }) => id));
  const rows = (await shop.ctx.db.select().from(inbox)).filter(({ eventId }) => ids.has(eventId));
  return rows.map(({ type, state }) => `${type} ${state}`).toSorted();
}

describe('a refund made in Stripe’s dashboard', () => {
  it('is recorded by its webhooks, in any order, once, and its payer is notified once', async () => {
    const { invoiceId, paymentId, intentId } = await paidInvoice(shop);
    const made = await refundInDashboard(intentId, 3_000);
    expect(await webhooks(intentId, /^refund\.|^charge\.refund/)).toEqual([
      'charge.refund.updated handled',
      'charge.refunded handled',
      'refund.created handled',
      'refund.updated handled',
    ]);
    expect(await refundRows(shop, paymentId)).toMatchObject([
      { stripeRefundId: made, amount: 3_000, state: 'succeeded', purpose: 'external', requestedBy: null },
    ]);
    expect(await invoiceRow(shop, invoiceId)).toMatchObject({ paymentStatus: 'partially_refunded' });
    expect(await templatesQueuedFor(shop, invoiceId)).toEqual(['refund_made']);
  });

  it('of a payment that is not ours is left alone', async () => {
    const body = new URLSearchParams({ amount: '700', currency: 'usd', confirm: 'true' });
    body.set('payment_method', 'pm_card_visa');
    const answer = await fetch(`${SANDBOX}/v1/payment_intents`, {
      method: 'POST',
      headers: { Authorization: 'Bearer sk_test_worker_suite' },
      body,
    });
    const { id: foreign }: { id: string } = await answer.json();
    const made = await refundInDashboard(foreign);
    expect(await webhooks(foreign, /^refund\.created/)).toEqual(['refund.created skipped']);
    const rows = await shop.ctx.db.select().from(refunds).where(eq(refunds.stripeRefundId, made));
    expect(rows).toEqual([]);
  });

  it('at the same time as ours is refused by Stripe where both are too much, and nothing is counted twice', async () => {
    const { invoiceId, paymentId, intentId } = await paidInvoice(shop);
    await refund(shop, paymentId);
    await refundInDashboard(intentId);
    await Promise.all([shop.work(), recordRefunds(shop.ctx, paymentId), recordRefunds(shop.ctx, paymentId)]);
    expect((await atStripe('refunds', intentId)).map(({ amount }) => amount)).toEqual([12_000]);
    const rows = await refundRows(shop, paymentId);
    expect(rows.map(({ state, purpose }) => `${purpose} ${state}`).toSorted()).toEqual([
      'external succeeded',
      'requested failed',
    ]);
    expect(await invoiceRow(shop, invoiceId)).toMatchObject({ paymentStatus: 'refunded' });
  });
});

describe('what Stripe says of refunds', () => {
  it('never moves one backwards, however late it comes', async () => {
    const { paymentId, invoiceId } = await paidInvoice(shop);
    const id = await refund(shop, paymentId, 3_000);
    await shop.work();
    const stale = withStripe(shop.ctx, (real) => ({
      listRefunds: async (intentId) => {
        const listed = await real.listRefunds(intentId);
        if (listed.kind !== 'ok') return listed;
        return { kind: 'ok', value: listed.value.map((each) => ({ ...each, state: 'pending' as const })) };
      },
    }));
    await recordRefunds(stale, paymentId);
    expect(await refundRows(shop, paymentId)).toMatchObject([{ id, state: 'succeeded' }]);
    expect(await templatesQueuedFor(shop, invoiceId)).toEqual(['refund_made']);
  });

  it('that is outdated loses to what was recorded in the meantime', async () => {
    const { paymentId, intentId, invoiceId } = await paidInvoice(shop);
    await refundInDashboard(intentId, 1_000);
    let asked = 0;
    const slow = withStripe(shop.ctx, (real) => ({
      listRefunds: async (id) => {
        const answer = await real.listRefunds(id);
        asked += 1;
        if (asked === 1) {
          await refundInDashboard(intentId, 2_000);
          await recordRefunds(shop.ctx, paymentId);
        }
        return answer;
      },
    }));
    await recordRefunds(slow, paymentId);
    expect(asked).toBe(2);
    expect((await refundRows(shop, paymentId)).map(({ amount }) => amount).toSorted()).toEqual([
      1_000, 2_000,
    ]);
    expect(await templatesQueuedFor(shop, invoiceId)).toEqual(['refund_made', 'refund_made']);
  });

  it('a moment ago is believed where its list does not have it yet', async () => {
    const { paymentId } = await paidInvoice(shop);
    const id = await refund(shop, paymentId, 3_000);
    const ctx = withStripe(shop.ctx, () => ({ listRefunds: async () => ({ kind: 'ok', value: [] }) }));
    await sendRefund(ctx, { refundId: id });
    expect(await refundRows(shop, paymentId)).toMatchObject([{ id, state: 'succeeded' }]);
  });

  it('of one that we had given up is believed all the same, and when it fails there in the end, too', async () => {
    const { paymentId, invoiceId } = await paidInvoice(shop, { method: { card: '4000000000005126' } });
    const id = await refund(shop, paymentId, 3_000);
    const lying = withStripe(shop.ctx, (real) => ({
      createRefund: async (params, key) => {
        await real.createRefund(params, key);
        return { kind: 'refused', status: 400, code: 'odd', param: null, message: '' };
      },
    }));
    await sendRefund(lying, { refundId: id });
    expect(await refundRows(shop, paymentId)).toMatchObject([{ id, state: 'failed' }]);
    await recordRefunds(shop.ctx, paymentId);
    expect(await refundRows(shop, paymentId)).toMatchObject([{ id, state: 'succeeded' }]);
    expect(await invoiceRow(shop, invoiceId)).toMatchObject({ paymentStatus: 'partially_refunded' });
    await advanceBoth(shop, 2 * DAY);
    await recordRefunds(shop.ctx, paymentId);
    expect(await refundRows(shop, paymentId)).toMatchObject([{ id, state: 'failed' }]);
    expect(await templatesQueuedFor(shop, invoiceId)).toEqual([
      'refund_failed_business',
      'refund_failed_business',
      'refund_made',
    ]);
  });

  it('is not known where it does not answer: the event is worked on later', async () => {
    const { paymentId } = await paidInvoice(shop);
    const ctx = withStripe(shop.ctx, () => ({ listRefunds: async () => AWAY }));
    expect((await recordRefunds(ctx, paymentId)).known).toBe(false);
  });
});

it('two payments of one invoice that go back at the same time are both seen on it', async () => {
  const { invoiceId, paymentId, intentId, payPath } = await paidInvoice(shop, {
    method: { card: '4000000000000259' },
  });
  // A part of the first is taken back and paid again, so that the invoice has two payments.
  const part = { amount: 3_000, status: 'lost' as const };
  const partly = withStripe(shop.ctx, (real) => ({
    listDisputes: async (id) => {
      const listed = await real.listDisputes(id);
      if (listed.kind !== 'ok') return listed;
      return { kind: 'ok', value: listed.value.map((each) => ({ ...each, ...part })) };
    },
  }));
  await recordDisputes(partly, paymentId);
  const [dispute] = await atStripe('disputes', intentId);
  await outside(`/disputes/${dispute?.id}/decide`, { outcome: 'won' });
  await payAtStripe(await openSession(shop, payPath));
  const second = (await shop.payments()).find(({ id }) => id !== paymentId)?.id ?? '';
  const secondIntent = (await recordOutcome(shop.ctx, second)).intentId ?? '';
  expect(await invoiceRow(shop, invoiceId)).toMatchObject({ status: 'paid', paymentStatus: 'none' });
  await refundInDashboard(intentId, 9_000);
  await refundInDashboard(secondIntent);
  let arrived = 0;
  const together = withStripe(shop.ctx, (real) => ({
    listRefunds: async (id) => {
      const listed = await real.listRefunds(id);
      arrived += 1;
      while (arrived < 2) await new Promise((resolve) => setTimeout(resolve, 1));
      return listed;
    },
  }));
  await Promise.all([recordRefunds(together, paymentId), recordRefunds(together, second)]);
  expect(await invoiceRow(shop, invoiceId)).toMatchObject({ status: 'paid', paymentStatus: 'refunded' });
});

it('a bank debit’s refund takes days, and one that fails then goes back', async () => {
  const { invoiceId, paymentId, intentId } = await paidInvoice(shop, { method: { bank: '000123456789' } });
  await refund(shop, paymentId, 2_000);
  await shop.work();
  expect(await invoiceRow(shop, invoiceId)).toMatchObject({ paymentStatus: 'partially_refunded' });
  const [made] = await atStripe('refunds', intentId);
  expect(made?.status).toBe('pending');
  await outside(`/refunds/${made?.id}/settle`, { outcome: 'failed' });
  await advanceBoth(shop, DAY);
  await recordRefunds(shop.ctx, paymentId);
  expect(await refundRows(shop, paymentId)).toMatchObject([{ state: 'failed' }]);
  expect(await invoiceRow(shop, invoiceId)).toMatchObject({ paymentStatus: 'none', status: 'paid' });
  expect(await paymentRow(shop, paymentId)).toMatchObject({ state: 'succeeded' });
});

it.each(['quittance', 'stripe'] as const)(
  'the payer hears of a refund from exactly one: from whoever sent the receipt (%s)',
  async (receiptsBy) => {
    await shop.ctx.db.update(merchants).set({ receiptsBy }).where(eq(merchants.id, shop.scope.merchantId));
    const { invoiceId, paymentId } = await paidInvoice(shop);
    await refund(shop, paymentId);
    await shop.work();
    expect(await templatesQueuedFor(shop, invoiceId)).toEqual(
      receiptsBy === 'quittance' ? ['refund_made'] : [],
    );
  },
);
