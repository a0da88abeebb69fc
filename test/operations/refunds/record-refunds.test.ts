import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { inbox, merchants } from '../../../src/db/schema/index.ts';
import { storeEvent } from '../../../src/operations/inbox/store-event.ts';
import { recordRefunds } from '../../../src/operations/refunds/record-refunds.ts';
import { sendRefund } from '../../../src/operations/refunds/send-refund.ts';
import { advanceBoth, eventsOf } from '../../support/worker/events.ts';
import { AWAY, invoiceRow, withStripe } from '../../support/worker/guards.ts';
import {
  atStripe,
  outside,
  paidInvoice,
  paymentRow,
  refund,
  refundInDashboard,
  refundRows,
  toldOf,
} from '../../support/worker/money.ts';
import { openShop, type Shop } from '../../support/worker/shop.ts';

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
  it('is written down by its webhooks, in any order, once, and its payer is told once', async () => {
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
    expect(await toldOf(shop, invoiceId)).toEqual(['refund_made']);
  });

  it('is told of by the events of a connection only for its own payments; a foreign one is left alone', async () => {
    const { intentId, paymentId } = await paidInvoice(shop);
    await refundInDashboard(intentId, 3_000);
    const other = await openShop();
    shop = { ...other, ctx: other.ctx };
    const states = await webhooks(intentId, /^refund\.created/);
    expect(states).toEqual(['refund.created handled']);
    const rows = await refundRows(shop, paymentId);
    expect(rows.map(({ connectionId }) => connectionId)).not.toContain(other.connectionId);
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
    expect(await toldOf(shop, invoiceId)).toEqual(['refund_made']);
  });

  it('that has aged on its way loses to what was recorded meanwhile', async () => {
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
    expect(await toldOf(shop, invoiceId)).toEqual(['refund_made', 'refund_made']);
  });

  it('a moment ago is believed where its list does not have it yet', async () => {
    const { paymentId } = await paidInvoice(shop);
    const id = await refund(shop, paymentId, 3_000);
    const ctx = withStripe(shop.ctx, () => ({ listRefunds: async () => ({ kind: 'ok', value: [] }) }));
    await sendRefund(ctx, id);
    expect(await refundRows(shop, paymentId)).toMatchObject([{ id, state: 'succeeded' }]);
  });

  it('of one that we had given up is believed all the same', async () => {
    const { paymentId, invoiceId } = await paidInvoice(shop);
    const id = await refund(shop, paymentId, 3_000);
    const lying = withStripe(shop.ctx, (real) => ({
      createRefund: async (params, key) => {
        await real.createRefund(params, key);
        return { kind: 'refused', status: 400, code: 'odd', param: null, message: '' };
      },
    }));
    await sendRefund(lying, id);
    expect(await refundRows(shop, paymentId)).toMatchObject([{ id, state: 'failed' }]);
    await recordRefunds(shop.ctx, paymentId);
    expect(await refundRows(shop, paymentId)).toMatchObject([{ id, state: 'succeeded' }]);
    expect(await invoiceRow(shop, invoiceId)).toMatchObject({ paymentStatus: 'partially_refunded' });
  });

  it('is not known where it does not answer: the event is worked on later', async () => {
    const { paymentId } = await paidInvoice(shop);
    const ctx = withStripe(shop.ctx, () => ({ listRefunds: async () => AWAY }));
    expect((await recordRefunds(ctx, paymentId)).known).toBe(false);
  });
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
    expect(await toldOf(shop, invoiceId)).toEqual(receiptsBy === 'quittance' ? ['refund_made'] : []);
  },
);
