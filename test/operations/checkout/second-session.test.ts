import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { outbox } from '../../../src/db/schema/index.ts';
import { effect } from '../../../src/operations/core/context.ts';
import { runJob } from '../../../src/operations/outbox/run-job.ts';
import { AWAY, onlyPayment, openSession, readyInvoice, withStripe } from '../../support/worker/guards.ts';
import { openShop, payAtStripe, type Shop } from '../../support/worker/shop.ts';

let shop: Shop;
beforeEach(async () => {
  shop = await openShop();
});

const noMail = async () => {
  throw new Error('no mail is sent here');
};

describe('a session that must not be completed any more', () => {
  it('is expired again and again until it is over, where Stripe fails to expire it', async () => {
    const { payPath } = await readyInvoice(shop);
    const session = await openSession(shop, payPath);
    const { ctx } = shop;
    const { id: paymentId } = await onlyPayment(shop);
    const { id, kind, payload } = effect(ctx, 'expire_payment', { paymentId });
    const now = ctx.now();
    await ctx.db.insert(outbox).values({
      id,
      merchantId: shop.scope.merchantId,
      kind,
      payload,
      state: 'pending',
      attempts: 0,
      dueAt: now,
      leaseUntil: 0,
      createdAt: now,
    });
    await runJob(
      withStripe(ctx, () => ({ expireSession: async () => AWAY })),
      noMail,
      id,
    );
    const [row] = await ctx.db.select().from(outbox).where(eq(outbox.id, id));
    expect(row).toMatchObject({ state: 'pending', attempts: 1 });
    shop.advance(60_000);
    await runJob(ctx, noMail, id);
    expect((await ctx.db.select().from(outbox).where(eq(outbox.id, id)))[0]).toMatchObject({ state: 'done' });
    expect((await payAtStripe(session)).status).toBeGreaterThanOrEqual(400);
    expect(await onlyPayment(shop)).toMatchObject({ state: 'canceled' });
  });
});
