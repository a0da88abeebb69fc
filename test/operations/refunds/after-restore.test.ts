import { and, eq, inArray } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { credits, emails, journal, refunds } from '../../../src/db/schema/index.ts';
import { refundSurplus } from '../../../src/operations/refunds/refund-surplus.ts';
import { sendRefund } from '../../../src/operations/refunds/send-refund.ts';
import { advanceBoth } from '../../support/worker/events.ts';
import { atStripe, creditRows, paidInvoice, refund, refundRows } from '../../support/worker/money.ts';
import { openShop, type Shop } from '../../support/worker/shop.ts';

const HOUR = 3_600_000;

let shop: Shop;
beforeEach(async () => {
  shop = await openShop();
});

/** The entries and messages of what came after the snapshot are gone with it. */
async function forget(types: readonly string[]): Promise<void> {
  const { ctx, scope } = shop;
  const { merchantId } = scope;
  await ctx.db.batch([
    ctx.db.delete(journal).where(and(eq(journal.merchantId, merchantId), inArray(journal.type, [...types]))),
    ctx.db.delete(emails).where(and(eq(emails.merchantId, merchantId), eq(emails.template, 'refund_made'))),
  ]);
}

describe('after a database was restored', () => {
  it('a refund that it takes for unsent, and whose key Stripe has forgotten, is found and not made again', async () => {
    const { paymentId, intentId } = await paidInvoice(shop);
    const refundId = await refund(shop, paymentId, 4_000);
    await shop.work();
    await advanceBoth(shop, 30 * HOUR);
    await forget(['refund_sending', 'refunds_recorded']);
    await shop.ctx.db
      .update(refunds)
      .set({ state: 'requested', stripeRefundId: null, sentAt: null })
      .where(eq(refunds.id, refundId));
    await sendRefund(shop.ctx, { refundId });
    expect(await atStripe('refunds', intentId)).toHaveLength(1);
    expect(await refundRows(shop, paymentId)).toMatchObject([{ id: refundId, state: 'succeeded' }]);
  });

  it('a surplus whose refund it forgot is not sent back twice', async () => {
    const { paymentId, intentId, customerId } = await paidInvoice(shop);
    const { ctx, scope } = shop;
    const creditId = 'crd_00000000000000000000000001';
    await ctx.db.insert(credits).values({
      id: creditId,
      merchantId: scope.merchantId,
      customerId,
      paymentId,
      currency: 'USD',
      amount: 4_000,
      balance: 4_000,
      reason: 'unintended_collection',
      createdAt: ctx.now(),
    });
    await refundSurplus(ctx, { creditId });
    await shop.work();
    expect(await atStripe('refunds', intentId)).toMatchObject([{ amount: 4_000 }]);
    await advanceBoth(shop, 30 * HOUR);
    await forget(['refund_requested', 'refund_sending', 'refunds_recorded', 'credit_moved']);
    await ctx.db.delete(refunds).where(eq(refunds.paymentId, paymentId));
    await ctx.db.update(credits).set({ balance: 4_000 }).where(eq(credits.id, creditId));
    await refundSurplus(ctx, { creditId });
    await shop.work();
    expect(await atStripe('refunds', intentId)).toHaveLength(1);
    expect(await refundRows(shop, paymentId)).toMatchObject([{ purpose: 'surplus', state: 'succeeded' }]);
    expect(await creditRows(shop, customerId)).toMatchObject([{ balance: 0 }]);
  });
});
