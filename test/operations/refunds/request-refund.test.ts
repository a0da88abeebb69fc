import { beforeEach, describe, expect, it } from 'vitest';
import { refunds } from '../../../src/db/schema/index.ts';
import { newId } from '../../../src/operations/core/context.ts';
import { recordRefunds } from '../../../src/operations/refunds/record-refunds.ts';
import { requestRefund } from '../../../src/operations/refunds/request-refund.ts';
import { sweepRefunds } from '../../../src/operations/refunds/sweep-refunds.ts';
import { advanceBoth } from '../../support/worker/events.ts';
import { invoiceRow, onlyPayment, openSession, readyInvoice } from '../../support/worker/guards.ts';
import {
  atStripe,
  paidInvoice,
  paymentRow,
  refund,
  refundRows,
  templatesQueuedFor,
} from '../../support/worker/money.ts';
import { openShop, type Shop } from '../../support/worker/shop.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

let shop: Shop;
beforeEach(async () => {
  shop = await openShop();
});

const ask = (paymentId: string, amount: number | null) => {
  const refundId = newId(shop.ctx, 'ref');
  return requestRefund(shop.ctx, {
    scope: shop.scope,
    paymentId,
    refundId,
    commandId: refundId,
    amount,
    reason: null,
    requestedBy: 'Ann',
  });
};

describe('a refund', () => {
  it('of a part and then of the rest goes back at Stripe; the invoice stays paid and says how much', async () => {
    const { invoiceId, paymentId, intentId } = await paidInvoice(shop);
    await refund(shop, paymentId, 2_000);
    expect(await invoiceRow(shop, invoiceId)).toMatchObject({ status: 'paid', paymentStatus: 'none' });
    await shop.work();
    expect(await atStripe('refunds', intentId)).toMatchObject([{ amount: 2_000, status: 'succeeded' }]);
    expect(await invoiceRow(shop, invoiceId)).toMatchObject({
      status: 'paid',
      paymentStatus: 'partially_refunded',
      amountPaid: 12_000,
    });
    await refund(shop, paymentId);
    await shop.work();
    expect(await refundRows(shop, paymentId)).toMatchObject([
      { amount: 2_000, state: 'succeeded', requestedBy: 'Ann', checkAt: null },
      { amount: 10_000, state: 'succeeded' },
    ]);
    expect(await invoiceRow(shop, invoiceId)).toMatchObject({ status: 'paid', paymentStatus: 'refunded' });
    expect(await templatesQueuedFor(shop, invoiceId)).toEqual(['refund_made', 'refund_made']);
    expect(await paymentRow(shop, paymentId)).toMatchObject({ state: 'succeeded' });
  });

  it('asked for by many at once never gives back more than came', async () => {
    const { paymentId, intentId } = await paidInvoice(shop);
    const asked = await Promise.all(Array.from({ length: 5 }, () => ask(paymentId, 5_000)));
    expect(asked.filter(({ kind }) => kind === 'done')).toHaveLength(2);
    for (const answer of asked.filter(({ kind }) => kind !== 'done')) {
      expect(answer).toEqual({
        kind: 'refused',
        rejection: { code: 'amount_exceeds_refundable', refundable: 2_000 },
      });
    }
    await shop.work();
    expect((await atStripe('refunds', intentId)).map(({ amount }) => amount)).toEqual([5_000, 5_000]);
  });

  it('asked for again by the same command is one refund', async () => {
    const { paymentId, intentId } = await paidInvoice(shop);
    const id = newId(shop.ctx, 'ref');
    await Promise.all([1, 2, 3].map(() => refund(shop, paymentId, 3_000, id)));
    await Promise.all([shop.work(), shop.work()]);
    await refund(shop, paymentId, 3_000, id);
    await shop.work();
    expect(await atStripe('refunds', intentId)).toHaveLength(1);
    expect(await refundRows(shop, paymentId)).toHaveLength(1);
  });

  it('of another merchant’s payment is refused as if there were none', async () => {
    const { paymentId } = await paidInvoice(shop);
    const other = await openShop();
    const refundId = newId(shop.ctx, 'ref');
    const foreign = await requestRefund(shop.ctx, {
      scope: other.scope,
      paymentId,
      refundId,
      commandId: refundId,
      amount: null,
      reason: null,
      requestedBy: 'Eve',
    });
    expect(foreign).toEqual({ kind: 'refused', rejection: { code: 'not_found', what: 'payment' } });
    expect(await refundRows(shop, paymentId)).toEqual([]);
  });

  it.each([
    ['JPY', 12_000, 5_000, 5_000],
    ['ISK', 12_000, 500, 50_000],
    ['MGA', 1_200_000, 50_000, 500],
    ['KWD', 12_340, 2_340, 2_340],
  ])('in %s says to Stripe what Stripe counts', async (currency, amount, part, said) => {
    const { paymentId, intentId, invoiceId } = await paidInvoice(shop, { amount, currency });
    await refund(shop, paymentId, part);
    await shop.work();
    expect((await atStripe('refunds', intentId)).map((made) => made.amount)).toEqual([said]);
    expect(await refundRows(shop, paymentId)).toMatchObject([{ amount: part, state: 'succeeded' }]);
    expect(await invoiceRow(shop, invoiceId)).toMatchObject({ paymentStatus: 'partially_refunded' });
  });

  it.each([
    ['MGA', 1_200_000, 50_050],
    ['KWD', 12_340, 2_345],
  ])('in %s of an amount that Stripe cannot be told is refused', async (currency, amount, part) => {
    const { paymentId } = await paidInvoice(shop, { amount, currency });
    expect(await ask(paymentId, part)).toMatchObject({
      kind: 'refused',
      rejection: { code: 'invalid', problems: [{ path: 'amount' }] },
    });
  });
});

it('a payment that nothing came of has nothing to give back', async () => {
  const invoice = await readyInvoice(shop);
  await openSession(shop, invoice.payPath);
  const { id } = await onlyPayment(shop);
  expect(await ask(id, null)).toEqual({
    kind: 'refused',
    rejection: { code: 'payment_not_refundable', state: 'session_open' },
  });
});

it('the schema itself refuses to give back more than came', async () => {
  const { paymentId } = await paidInvoice(shop);
  await refund(shop, paymentId, 12_000);
  const [row] = await refundRows(shop, paymentId);
  if (row === undefined) throw new Error('no refund');
  const another = { ...row, id: newId(shop.ctx, 'ref'), amount: 1 };
  await expect(shop.ctx.db.insert(refunds).values(another).run()).rejects.toThrow();
});

describe('a refund that takes time', () => {
  it('shows at once, notifies the payer once, and is polled to its end by the sweep alone', async () => {
    const { invoiceId, paymentId } = await paidInvoice(shop, { method: { card: '4000000000007726' } });
    await refund(shop, paymentId);
    await shop.work();
    expect(await refundRows(shop, paymentId)).toMatchObject([{ state: 'pending' }]);
    expect(await invoiceRow(shop, invoiceId)).toMatchObject({ paymentStatus: 'refunded' });
    await advanceBoth(shop, 2 * DAY);
    await sweepRefunds(shop.ctx);
    expect(await refundRows(shop, paymentId)).toMatchObject([{ state: 'succeeded', checkAt: null }]);
    expect(await templatesQueuedFor(shop, invoiceId)).toEqual(['refund_made']);
  });

  it('and fails in the end does not count: the invoice is restored, the business is notified, and it can be requested again', async () => {
    const { invoiceId, paymentId } = await paidInvoice(shop, { method: { card: '4000000000005126' } });
    await refund(shop, paymentId);
    await shop.work();
    expect(await refundRows(shop, paymentId)).toMatchObject([{ state: 'succeeded' }]);
    await advanceBoth(shop, 2 * DAY);
    await recordRefunds(shop.ctx, paymentId);
    await recordRefunds(shop.ctx, paymentId);
    expect(await refundRows(shop, paymentId)).toMatchObject([
      { state: 'failed', failureReason: 'expired_or_canceled_card' },
    ]);
    expect(await invoiceRow(shop, invoiceId)).toMatchObject({ status: 'paid', paymentStatus: 'none' });
    expect(await templatesQueuedFor(shop, invoiceId)).toEqual(['refund_failed_business', 'refund_made']);
    expect((await ask(paymentId, null)).kind).toBe('done');
  });
});
