import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import type { ListedPayment } from '../../../src/adapters/stripe/port-lists.ts';
import { connections, stripeCustomers } from '../../../src/db/schema/index.ts';
import { VIAS } from '../../../src/domain/payment/via.ts';
import { newId } from '../../../src/operations/core/context.ts';
import { paymentMetadata } from '../../../src/operations/facts/payment-metadata.ts';
import { adoptPayment } from '../../../src/operations/recovery/adopt-payment.ts';
import { invoiceRow, readyInvoice } from '../../support/worker/guards.ts';
import { openShop, type Shop } from '../../support/worker/shop.ts';

let shop: Shop;
beforeEach(async () => {
  shop = await openShop();
});

/** What is known of a payment that Stripe has and the database lost, with its metadata changed so. */
async function comesBack(kind: ListedPayment['kind'], said: Readonly<Record<string, string>>) {
  const { invoiceId } = await readyInvoice(shop);
  const invoice = await invoiceRow(shop, invoiceId);
  const [connection] = await shop.ctx.db
    .select()
    .from(connections)
    .where(eq(connections.id, shop.connectionId));
  const [payer] = await shop.ctx.db
    .select()
    .from(stripeCustomers)
    .where(eq(stripeCustomers.customerId, invoice.customerId));
  if (connection === undefined) throw new Error('not connected');
  const paymentId = newId(shop.ctx, 'pay');
  const about = { via: 'autopay', payerId: invoice.customerId } as const;
  const metadata = paymentMetadata(shop.ctx, paymentId, [invoice], about);
  await adoptPayment(shop.ctx, connection, {
    kind,
    id: kind === 'session' ? `cs_test_${paymentId}` : `pi_${paymentId}`,
    intentId: kind === 'session' ? null : `pi_${paymentId}`,
    stripeCustomerId: payer?.stripeCustomerId ?? null,
    currency: invoice.currency,
    amount: invoice.amountDue,
    isOver: false,
    isSetup: false,
    metadata: { ...metadata, ...said },
    createdAt: shop.ctx.now(),
  });
  return (await shop.payments()).find(({ id }) => id === paymentId);
}

describe('a payment that comes back after a restore', () => {
  it.each(VIAS)(
    'is one by %s again, as its metadata says: what nobody asked for stays apart',
    async (via) => {
      expect(await comesBack('intent', { quittance_via: via })).toMatchObject({ via, flow: 'intent' });
    },
  );

  it('of a page at Stripe is nobody’s but a payer’s, whatever its metadata says', async () => {
    expect(await comesBack('session', { quittance_via: 'autopay' })).toMatchObject({ via: 'link' });
    expect(await comesBack('session', { quittance_via: 'portal' })).toMatchObject({ via: 'portal' });
  });

  it('from before it was said is taken for what it most likely was', async () => {
    const unsaid = { quittance_via: '' };
    expect(await comesBack('session', unsaid)).toMatchObject({ via: 'link' });
    expect(await comesBack('intent', unsaid)).toMatchObject({ via: 'autopay' });
  });
});
