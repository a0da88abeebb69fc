import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { connections } from '../../../src/db/schema/index.ts';
import { sendRefund } from '../../../src/operations/refunds/send-refund.ts';
import { sweepRefunds } from '../../../src/operations/refunds/sweep-refunds.ts';
import { advanceBoth, breakStripe, mendStripe } from '../../support/worker/events.ts';
import { AWAY, invoiceRow, REFUSED, withLog, withStripe } from '../../support/worker/guards.ts';
import {
  atStripe,
  paidInvoice,
  refund,
  refundInDashboard,
  refundRows,
  templatesQueuedFor,
} from '../../support/worker/money.ts';
import { askedOfStripe, forgetAsked, openShop, type Shop } from '../../support/worker/shop.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

let shop: Shop;
beforeEach(async () => {
  shop = await openShop();
  await forgetAsked();
});
afterEach(async () => {
  await mendStripe();
});

const creates = async () =>
  (await askedOfStripe()).filter(({ method, path }) => method === 'POST' && path === '/v1/refunds');
const failNext = (kind: string, times = 1) =>
  breakStripe({ method: 'POST', pathPattern: '/v1/refunds', times, kind });
/** The ticks of some hours. */
async function hours(count: number) {
  for (let hour = 0; hour < count; hour += 1) {
    await advanceBoth(shop, HOUR);
    await sweepRefunds(shop.ctx);
  }
}

describe('a refund whose answer is lost', () => {
  it.each(['reset_applied', '500_applied'])(
    'but was made (%s) is found, and not made again',
    async (kind) => {
      const { invoiceId, paymentId, intentId } = await paidInvoice(shop);
      await failNext(kind);
      await refund(shop, paymentId, 4_000);
      await shop.work();
      expect(await refundRows(shop, paymentId)).toMatchObject([{ state: 'unknown', stripeRefundId: null }]);
      await hours(1);
      expect(await atStripe('refunds', intentId)).toHaveLength(1);
      expect(await refundRows(shop, paymentId)).toMatchObject([{ state: 'succeeded', amount: 4_000 }]);
      expect(await creates()).toHaveLength(1);
      expect(await invoiceRow(shop, invoiceId)).toMatchObject({ paymentStatus: 'partially_refunded' });
      expect(await templatesQueuedFor(shop, invoiceId)).toEqual(['refund_made']);
    },
  );

  it.each(['reset', '429', 'lock_timeout'])(
    'and was not made (%s) is sent again, as it was',
    async (kind) => {
      const { paymentId, intentId } = await paidInvoice(shop);
      await failNext(kind);
      await refund(shop, paymentId, 4_000);
      await shop.work();
      expect(await refundRows(shop, paymentId)).toMatchObject([{ state: 'unknown' }]);
      await hours(1);
      expect(await atStripe('refunds', intentId)).toMatchObject([{ amount: 4_000, status: 'succeeded' }]);
      expect(await refundRows(shop, paymentId)).toMatchObject([{ state: 'succeeded' }]);
    },
  );

  it('to an error that Stripe stored is never sent with another key: it fails, is notified, and can be requested anew', async () => {
    const { invoiceId, paymentId, intentId } = await paidInvoice(shop);
    await failNext('500');
    await refund(shop, paymentId, 4_000);
    await shop.work();
    await hours(26);
    const keys = new Set((await creates()).map((asked) => Reflect.get(asked, 'idempotencyKey')));
    expect(keys.size).toBe(1);
    expect(await atStripe('refunds', intentId)).toEqual([]);
    expect(await refundRows(shop, paymentId)).toMatchObject([
      { state: 'failed', failureReason: 'never_created', checkAt: null },
    ]);
    expect(await templatesQueuedFor(shop, invoiceId)).toEqual(['refund_failed_business']);
    await refund(shop, paymentId, 4_000);
    await shop.work();
    expect(await atStripe('refunds', intentId)).toHaveLength(1);
  });

  it('is not sent a second time while Stripe’s list cannot be read', async () => {
    const { paymentId } = await paidInvoice(shop);
    const id = await refund(shop, paymentId, 4_000);
    const asked: string[] = [];
    const ctx = withStripe(shop.ctx, () => ({
      listRefunds: async () => AWAY,
      createRefund: async (_, key) => {
        asked.push(key);
        return AWAY;
      },
    }));
    await sendRefund(ctx, { refundId: id });
    await sendRefund(ctx, { refundId: id });
    expect(asked).toEqual([`refund/${id}`]);
    expect(await refundRows(shop, paymentId)).toMatchObject([{ state: 'unknown' }]);
  });

  it('raises an alarm when it is not known for a day', async () => {
    const { paymentId } = await paidInvoice(shop);
    const id = await refund(shop, paymentId, 4_000);
    const away = withStripe(shop.ctx, () => ({
      listRefunds: async () => AWAY,
      createRefund: async () => AWAY,
    }));
    const { ctx, logged } = withLog(away);
    await sendRefund(ctx, { refundId: id });
    shop.advance(25 * HOUR);
    await sendRefund(ctx, { refundId: id });
    expect(logged).toContain('refund_stuck');
  });
});

describe('a refund that Stripe refuses', () => {
  it('at once has failed: the business is notified why, and the refund can be requested again', async () => {
    const { invoiceId, paymentId, intentId } = await paidInvoice(shop);
    const id = await refund(shop, paymentId, 10_000);
    await refundInDashboard(intentId, 5_000);
    await shop.work();
    expect(await refundRows(shop, paymentId)).toMatchObject([{ id, state: 'failed' }]);
    expect(await templatesQueuedFor(shop, invoiceId)).toEqual(['refund_failed_business']);
    await refund(shop, paymentId, 7_000);
    await shop.work();
    expect((await atStripe('refunds', intentId)).map(({ amount }) => amount)).toEqual([7_000, 5_000]);
    expect(await invoiceRow(shop, invoiceId)).toMatchObject({ paymentStatus: 'refunded' });
  });

  it('after a send that nobody knows of has failed only where Stripe’s list does not have it', async () => {
    const { paymentId } = await paidInvoice(shop);
    const id = await refund(shop, paymentId, 4_000);
    const lost = withStripe(shop.ctx, (real) => ({
      createRefund: async (params, key) => {
        await real.createRefund(params, key);
        return AWAY;
      },
    }));
    await sendRefund(lost, { refundId: id });
    let lists = 0;
    const late = withStripe(shop.ctx, (real) => ({
      // The list before the second send does not have it yet; the one after the refusal does.
      listRefunds: async (intentId) => {
        lists += 1;
        return lists === 1 ? { kind: 'ok', value: [] } : real.listRefunds(intentId);
      },
      createRefund: async () => REFUSED,
    }));
    await sendRefund(late, { refundId: id });
    expect(await refundRows(shop, paymentId)).toMatchObject([{ id, state: 'succeeded' }]);
  });

  it.each([401, 403])('because of our key (%i) waits until that is mended', async (status) => {
    const { paymentId, intentId } = await paidInvoice(shop);
    const id = await refund(shop, paymentId, 4_000);
    const ctx = withStripe(shop.ctx, () => ({ createRefund: async () => ({ ...REFUSED, status }) }));
    await sendRefund(ctx, { refundId: id });
    expect(await refundRows(shop, paymentId)).toMatchObject([{ state: 'requested' }]);
    await hours(1);
    expect(await refundRows(shop, paymentId)).toMatchObject([{ state: 'succeeded' }]);
    expect(await atStripe('refunds', intentId)).toHaveLength(1);
  });
});

describe('a worker that dies', () => {
  it('before it sent leaves a refund that the sweep sends', async () => {
    const { paymentId, intentId } = await paidInvoice(shop);
    await refund(shop, paymentId, 4_000);
    shop.enqueued.length = 0;
    await advanceBoth(shop, 3 * MINUTE);
    await sweepRefunds(shop.ctx);
    expect(await atStripe('refunds', intentId)).toHaveLength(1);
    expect(await refundRows(shop, paymentId)).toMatchObject([{ state: 'succeeded' }]);
  });

  it('after it committed the attempt leaves a refund that is searched for first', async () => {
    const { paymentId, intentId } = await paidInvoice(shop);
    const id = await refund(shop, paymentId, 4_000);
    const dying = withStripe(shop.ctx, () => ({ createRefund: () => Promise.reject(new Error('killed')) }));
    await expect(sendRefund(dying, { refundId: id })).rejects.toThrow('killed');
    await Promise.all([
      sendRefund(shop.ctx, { refundId: id }),
      sendRefund(shop.ctx, { refundId: id }),
      sendRefund(shop.ctx, { refundId: id }),
    ]);
    expect(await atStripe('refunds', intentId)).toHaveLength(1);
    expect(await refundRows(shop, paymentId)).toMatchObject([{ state: 'succeeded' }]);
  });
});

it('no money is sent back while money is paused on the connection', async () => {
  const { paymentId, intentId } = await paidInvoice(shop);
  const pause = (pausedAt: number | null) =>
    shop.ctx.db.update(connections).set({ pausedAt }).where(eq(connections.id, shop.connectionId));
  await pause(shop.ctx.now());
  await refund(shop, paymentId, 4_000);
  await shop.work();
  expect(await atStripe('refunds', intentId)).toEqual([]);
  await pause(null);
  await hours(2);
  expect(await atStripe('refunds', intentId)).toHaveLength(1);
});
