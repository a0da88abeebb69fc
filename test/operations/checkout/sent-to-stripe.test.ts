import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { connections, payments } from '../../../src/db/schema/index.ts';
import { collectInvoice } from '../../../src/operations/collection/collect-invoice.ts';
import { disconnect } from '../../../src/operations/connections/disconnect.ts';
import { pauseMoney } from '../../../src/operations/connections/pause-money.ts';
import type { Context } from '../../../src/operations/core/context.ts';
import { dies, dyingAt } from '../../support/worker/charging.ts';
import { customerWith, draftFor, send, setPolicy } from '../../support/worker/collecting.ts';
import {
  AWAY,
  followLink,
  notPayable,
  onlyPayment,
  openSession,
  readyInvoice,
  withStripe,
} from '../../support/worker/guards.ts';
import { askedOfStripe, forgetAsked, openShop, payAtStripe, type Shop } from '../../support/worker/shop.ts';

let shop: Shop;
beforeEach(async () => {
  shop = await openShop();
});

/** A worker that is held up after its first read, while `meanwhile` happens. */
function heldUpAfterReading(ctx: Context, meanwhile: () => Promise<unknown>): Context {
  let reads = 0;
  const db = new Proxy(ctx.db, {
    get(target, name) {
      if (name !== 'batch') return Reflect.get(target, name);
      return async (statements: Parameters<Context['db']['batch']>[0]) => {
        const rows = await target.batch(statements);
        reads += 1;
        if (reads === 1) await meanwhile();
        return rows;
      };
    },
  });
  return { ...ctx, db };
}

const stateAtStripe = async (paymentId: string, account = 'self') => {
  const payment = (await shop.payments()).find(({ id }) => id === paymentId);
  const found = await (await shop.ctx.stripe(account)).retrieveSession(payment?.stripeSessionId ?? '');
  return found.kind === 'ok' ? found.value.status : found.kind;
};

describe('a payer who followed a link', () => {
  it('is not sent to Stripe by a worker that read before a disconnect was answered (I8)', async () => {
    const { invoiceId } = await readyInvoice(shop);
    const late = heldUpAfterReading(shop.ctx, () =>
      disconnect(shop.ctx, { connectionId: shop.connectionId, by: 'Ann' }),
    );
    expect(await followLink(late, invoiceId)).toEqual(notPayable(invoiceId, 'not_connected'));
    const payment = await onlyPayment(shop);
    expect(payment).toMatchObject({ state: 'canceled' });
    expect(await stateAtStripe(payment.id)).toBe('expired');
    expect(await shop.slots()).toEqual([]);
  });

  it('is not sent to Stripe by a worker that read before money was paused', async () => {
    const { invoiceId } = await readyInvoice(shop);
    const late = heldUpAfterReading(shop.ctx, () =>
      pauseMoney(shop.ctx, shop.connectionId, 'staff', { from: shop.ctx.now(), by: 'Ann' }),
    );
    expect(await followLink(late, invoiceId)).toMatchObject({ rejection: { code: 'payments_paused' } });
    expect(await stateAtStripe((await onlyPayment(shop)).id)).toBe('expired');
  });

  it('is not sent to a session of an account that is not the merchant’s any more', async () => {
    const { invoiceId, payPath } = await readyInvoice(shop);
    const before = await openSession(shop, payPath);
    const { ctx, scope, connectionId } = shop;
    await ctx.db.update(connections).set({ state: 'disconnected' }).where(eq(connections.id, connectionId));
    const now = ctx.now();
    const other = { id: `${connectionId}2`, account: 'acct_1', livemode: false, state: 'active' } as const;
    await ctx.db
      .insert(connections)
      .values({ ...other, merchantId: scope.merchantId, createdAt: now, eventsWatermark: 0 });
    await followLink(ctx, invoiceId);
    expect((await payAtStripe(before)).status).toBeGreaterThanOrEqual(400);
    expect((await shop.payments())[0]).toMatchObject({ state: 'canceled' });
  });

  it('asks Stripe for no session of a method that is being charged, however long that takes', async () => {
    await setPolicy(shop, { collectPolicy: 'on_send' });
    const invoiceId = await draftFor(shop, await customerWith(shop, 'pm_card_visa'));
    await send(shop, invoiceId);
    const dying = dyingAt(shop.ctx, { call: 'createIntent', when: 'before' });
    await dies(collectInvoice(dying, invoiceId));
    shop.advance(30_000);
    await forgetAsked();
    expect(await followLink(shop.ctx, invoiceId)).toEqual({ kind: 'lost_race' });
    expect(await askedOfStripe()).toEqual([]);
    expect(await onlyPayment(shop)).toMatchObject({ state: 'claimed' });
  });

  it('is told to wait where an old session could not be closed, and is asked to no other', async () => {
    const { invoiceId, payPath } = await readyInvoice(shop);
    await openSession(shop, payPath);
    const deaf = withStripe(shop.ctx, () => ({ expireSession: async () => AWAY }));
    await shop.ctx.db
      .update(payments)
      .set({ amount: 12_001 })
      .where(eq(payments.merchantId, shop.scope.merchantId));
    expect(await followLink(deaf, invoiceId)).toEqual({ kind: 'stripe_unavailable' });
    expect(await shop.payments()).toHaveLength(1);
  });
});
