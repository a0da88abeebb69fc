import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { merchants } from '../../../src/db/schema/index.ts';
import { recordDisputes } from '../../../src/operations/disputes/record-disputes.ts';
import { voidInvoice } from '../../../src/operations/invoices/apply-when-no-payment-open.ts';
import { recordOutcome } from '../../../src/operations/payments/record-outcome.ts';
import { recordRefunds } from '../../../src/operations/refunds/record-refunds.ts';
import { refundSurplus } from '../../../src/operations/refunds/refund-surplus.ts';
import { releaseRefund } from '../../../src/operations/refunds/release-refund.ts';
import { sendRefund } from '../../../src/operations/refunds/send-refund.ts';
import { sweepRefunds } from '../../../src/operations/refunds/sweep-refunds.ts';
import { advanceBoth } from '../../support/worker/events.ts';
import {
  invoiceRow,
  openSession,
  REFUSED,
  readyInvoice,
  sessionFacts,
  withStripe,
} from '../../support/worker/guards.ts';
import {
  atStripe,
  creditRows,
  outside,
  refund,
  refundInDashboard,
  refundRows,
  templatesQueuedFor,
} from '../../support/worker/money.ts';
import { openShop, payAtStripe, type Shop } from '../../support/worker/shop.ts';

const DAY = 86_400_000;

let shop: Shop;
beforeEach(async () => {
  shop = await openShop();
});

/** A surplus: paid by an abandoned session, on an invoice that is void by then. */
async function surplus(method: object = {}) {
  const invoice = await readyInvoice(shop);
  const sessionId = await openSession(shop, invoice.payPath);
  const found = (await shop.payments()).find(({ stripeSessionId }) => stripeSessionId === sessionId);
  const paymentId = found?.id ?? '';
  const expired = withStripe(shop.ctx, () => ({
    retrieveSession: async () => ({ kind: 'ok', value: sessionFacts({ sessionId, status: 'expired' }) }),
  }));
  await recordOutcome(expired, paymentId);
  await voidInvoice(shop.ctx, {
    scope: shop.scope,
    invoiceId: invoice.invoiceId,
    commandId: `void/${paymentId}`,
  });
  await payAtStripe(sessionId, { card: '4242424242424242', ...method });
  if ('bank' in method) await advanceBoth(shop, 4 * DAY + 60_000);
  const { intentId } = await recordOutcome(shop.ctx, paymentId);
  return { ...invoice, paymentId, intentId: intentId ?? '' };
}
const bank = { bank: '000123456789' };

describe('the surplus of a card', () => {
  it('is refunded at once, once, and the payer is notified that it was paid by accident', async () => {
    const { invoiceId, customerId, paymentId, intentId } = await surplus();
    await shop.work();
    expect(await atStripe('refunds', intentId)).toMatchObject([{ amount: 12_000, status: 'succeeded' }]);
    const [credit] = await creditRows(shop, customerId);
    expect(credit).toMatchObject({ amount: 12_000, balance: 0 });
    await Promise.all([1, 2].map(() => refundSurplus(shop.ctx, { creditId: credit?.id ?? '' })));
    await shop.work();
    expect(await refundRows(shop, paymentId)).toMatchObject([
      { purpose: 'surplus', state: 'succeeded', creditId: credit?.id, creditAmount: 12_000 },
    ]);
    expect(await templatesQueuedFor(shop, invoiceId)).toEqual(['refund_made']);
    // It was never the invoice's money.
    expect(await invoiceRow(shop, invoiceId)).toMatchObject({ status: 'void', paymentStatus: 'none' });
  });

  it('that Stripe refuses to send back is credit again, and the business decides', async () => {
    const { customerId, paymentId, invoiceId } = await surplus();
    const refusing = withStripe(shop.ctx, () => ({ createRefund: async () => REFUSED }));
    const [credit] = await creditRows(shop, customerId);
    await refundSurplus(refusing, { creditId: credit?.id ?? '' });
    const [row] = await refundRows(shop, paymentId);
    await sendRefund(refusing, { refundId: row?.id ?? '' });
    expect(await creditRows(shop, customerId)).toMatchObject([{ balance: 12_000 }]);
    expect(await templatesQueuedFor(shop, invoiceId)).toEqual(['refund_failed_business']);
    await refund(shop, paymentId);
    await shop.work();
    expect(await creditRows(shop, customerId)).toMatchObject([{ balance: 0 }]);
  });

  it('that somebody gave back in Stripe’s dashboard is not given back again', async () => {
    const { customerId, paymentId, intentId } = await surplus();
    await refundInDashboard(intentId);
    await recordRefunds(shop.ctx, paymentId);
    await shop.work();
    expect(await atStripe('refunds', intentId)).toHaveLength(1);
    expect(await creditRows(shop, customerId)).toMatchObject([{ balance: 0 }]);
    expect(await refundRows(shop, paymentId)).toMatchObject([{ purpose: 'external', creditAmount: 12_000 }]);
  });
});

describe('the surplus of a bank debit', () => {
  it('waits until the debit can hardly be returned any more, then goes back by the sweep', async () => {
    const { customerId, paymentId, intentId } = await surplus(bank);
    await shop.work();
    expect(await atStripe('refunds', intentId)).toEqual([]);
    expect(await refundRows(shop, paymentId)).toMatchObject([{ state: 'requested', purpose: 'surplus' }]);
    const [held] = await refundRows(shop, paymentId);
    // Sending it too early does nothing.
    await sendRefund(shop.ctx, { refundId: held?.id ?? '' });
    expect(await atStripe('refunds', intentId)).toEqual([]);
    expect(await creditRows(shop, customerId)).toMatchObject([{ balance: 0 }]);
    await advanceBoth(shop, 6 * DAY);
    await sweepRefunds(shop.ctx);
    expect(await atStripe('refunds', intentId)).toEqual([]);
    await advanceBoth(shop, DAY + 3_600_000);
    await sweepRefunds(shop.ctx);
    expect(await atStripe('refunds', intentId)).toMatchObject([{ amount: 12_000, status: 'pending' }]);
  });

  it('waits as long as the merchant says', async () => {
    await shop.ctx.db
      .update(merchants)
      .set({ debitRefundDays: 0 })
      .where(eq(merchants.id, shop.scope.merchantId));
    const { intentId } = await surplus(bank);
    await shop.work();
    expect(await atStripe('refunds', intentId)).toHaveLength(1);
  });

  it('can be released by a named person, once, and not by another merchant’s', async () => {
    const { paymentId, intentId } = await surplus(bank);
    await shop.work();
    const [row] = await refundRows(shop, paymentId);
    const ask = { refundId: row?.id ?? '', commandId: 'release', releasedBy: 'Ann' };
    const other = await openShop();
    expect(await releaseRefund(shop.ctx, { scope: other.scope, ...ask })).toEqual({
      kind: 'refused',
      rejection: { code: 'not_found', what: 'refund' },
    });
    expect((await releaseRefund(shop.ctx, { scope: shop.scope, ...ask })).kind).toBe('done');
    expect((await releaseRefund(shop.ctx, { scope: shop.scope, ...ask })).kind).toBe('done');
    expect(await releaseRefund(shop.ctx, { scope: shop.scope, ...ask, commandId: 'again' })).toMatchObject({
      kind: 'refused',
      rejection: { code: 'refund_not_held' },
    });
    await shop.work();
    expect(await atStripe('refunds', intentId)).toHaveLength(1);
    expect(await refundRows(shop, paymentId)).toMatchObject([{ requestedBy: 'Ann', state: 'pending' }]);
  });

  it('that is returned during the hold is not refunded by us as well', async () => {
    const { customerId, invoiceId, paymentId, intentId } = await surplus({ bank: '000555555559' });
    await shop.work();
    await advanceBoth(shop, 2 * DAY);
    await recordDisputes(shop.ctx, paymentId);
    expect(await refundRows(shop, paymentId)).toMatchObject([{ state: 'canceled', checkAt: null }]);
    expect(await creditRows(shop, customerId)).toMatchObject([{ balance: 0 }]);
    expect(await invoiceRow(shop, invoiceId)).toMatchObject({ status: 'void', paymentStatus: 'none' });
    await advanceBoth(shop, 30 * DAY);
    await sweepRefunds(shop.ctx);
    await shop.work();
    expect(await atStripe('refunds', intentId)).toEqual([]);
  });
});

it('a surplus whose payer complains waits for the decision', async () => {
  const { paymentId, intentId } = await surplus({ card: '4000000000000259' });
  await recordDisputes(shop.ctx, paymentId);
  await shop.work();
  expect(await atStripe('refunds', intentId)).toEqual([]);
  expect(await refundRows(shop, paymentId)).toMatchObject([{ state: 'requested', sentAt: null }]);
  const [dispute] = await atStripe('disputes', intentId);
  await outside(`/disputes/${dispute?.id}/decide`, { outcome: 'won' });
  await recordDisputes(shop.ctx, paymentId);
  await advanceBoth(shop, DAY);
  await sweepRefunds(shop.ctx);
  expect(await atStripe('refunds', intentId)).toMatchObject([{ amount: 12_000 }]);
});
