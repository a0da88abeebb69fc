import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { offlinePayments } from '../../../src/db/schema/index.ts';
import { liftPause, pauseMoney } from '../../../src/operations/connections/pause-money.ts';
import { type ApiClient, apiClient } from '../../support/worker/api.ts';
import { addApiKey } from '../../support/worker/context.ts';
import { invoiceRow, readyInvoice } from '../../support/worker/guards.ts';
import { openShop, type Shop } from '../../support/worker/shop.ts';

const VERBS = [
  ['void', {}],
  ['mark-uncollectible', {}],
  ['record-payment', { method: 'cash', recordedBy: 'Ann' }],
] as const;

let shop: Shop;
let api: ApiClient;
beforeEach(async () => {
  shop = await openShop();
  api = apiClient(shop.ctx, { apiKey: await addApiKey(shop.ctx, shop.scope.merchantId, false) });
});

const restored = () =>
  pauseMoney(shop.ctx, shop.connectionId, 'restored', { from: shop.ctx.now() - 3_600_000, by: 'inbox' });

describe('while payments that were forgotten are read from Stripe', () => {
  it.each(VERBS)('%s waits, since one of them may be for this invoice', async (verb, body) => {
    const { invoiceId: id } = await readyInvoice(shop);
    await restored();
    expect(await api('POST', `/invoices/${id}/${verb}`, body)).toMatchObject({
      status: 409,
      body: { code: 'payments_being_restored' },
    });
    expect(await invoiceRow(shop, id)).toMatchObject({ status: 'open', pendingVerb: null });
    expect(await shop.ctx.db.select().from(offlinePayments).where(eq(offlinePayments.invoiceId, id))).toEqual(
      [],
    );
    await liftPause(shop.ctx, shop.connectionId, 'Ann');
    expect((await api('POST', `/invoices/${id}/${verb}`, body)).status).toBe(200);
  });
});
