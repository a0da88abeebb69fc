import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { apiKeys, journal } from '../../../src/db/schema/index.ts';
import { makeApiKey } from '../../../src/operations/api/api-key.ts';
import { newId } from '../../../src/operations/core/context.ts';
import { apiClient } from '../../support/worker/api.ts';
import { attemptsAt, sendNew, setPolicy } from '../../support/worker/collecting.ts';
import { askPayerForAddress, followed, payByLink } from '../../support/worker/kept-by-link.ts';
import { methodsOnFile } from '../../support/worker/methods.ts';
import { invoiceFor, shownOn, signIn } from '../../support/worker/portal.ts';
import { openShop, payAtStripe, type Shop, sessionIn } from '../../support/worker/shop.ts';

const FRIEND = 'friend@example.com';

let shop: Shop;
let customerId: string;
let invoiceId: string;
let payPath: string;
beforeEach(async () => {
  shop = await openShop();
  await setPolicy(shop, { collectPolicy: 'on_send' });
  ({ customerId, invoiceId, payPath } = await shop.invoice(100));
  await askPayerForAddress(shop, customerId);
});

const onFile = async () => (await methodsOnFile(shop, customerId))[0];

async function staffOf({ ctx, scope }: Shop) {
  const { key, hash } = await makeApiKey(ctx.random, false);
  const row = { name: 'Staff', livemode: false, hash, createdAt: ctx.now() };
  await ctx.db.insert(apiKeys).values({ id: newId(ctx, 'key'), merchantId: scope.merchantId, ...row });
  return apiClient(ctx, { apiKey: key });
}

describe('a method that somebody else paid with by link', () => {
  it('says so in the portal, where its customer confirms it', async () => {
    await payByLink(shop, payPath, { email: FRIEND });
    const browser = await signIn(shop, customerId);
    const settings = await (await browser.get('/portal/settings')).text();
    expect(settings).toContain('Not confirmed');
    expect(settings).toContain(FRIEND);
    const methodId = (await onFile())?.id ?? '';
    expect((await browser.post('/portal/settings/default', { method: methodId })).status).toBe(422);
    expect((await browser.post('/portal/settings/confirm', { method: methodId })).status).toBe(303);
    const after = await (await browser.get('/portal/settings')).text();
    expect(after).toContain('The payment method is confirmed');
    expect(after).not.toContain('Not confirmed');
    expect(await onFile()).toMatchObject({ confirmedBy: 'customer', isDefault: true });
    const entries = await shop.ctx.db.select().from(journal).where(eq(journal.streamId, customerId));
    expect(entries.filter(({ type }) => type === 'method_confirmed')).toHaveLength(1);
    const agreements = await (await browser.get('/portal/autopay/agreements')).text();
    expect(agreements).toContain('Payment by link');
    expect(agreements).toContain('kept for later invoices from Northwind (Northwind Ltd) to Payer Inc');
  });

  it('is not for another customer to confirm', async () => {
    await payByLink(shop, payPath, { email: FRIEND });
    const stranger = await signIn(shop, (await shop.invoice(200)).customerId);
    const answer = await stranger.post('/portal/settings/confirm', { method: (await onFile())?.id ?? '' });
    expect(answer.status).toBe(404);
    expect(await onFile()).toMatchObject({ confirmedAt: null });
  });

  it('is shown to staff with its payer, and confirmed by API', async () => {
    await payByLink(shop, payPath, { email: FRIEND });
    const api = await staffOf(shop);
    const path = `/customers/${customerId}/payment-methods`;
    const [payment] = await shop.payments();
    expect((await api('GET', path)).body.data).toMatchObject([
      {
        keptByLink: {
          paymentId: payment?.id,
          payerEmail: FRIEND,
          standing: 'not_confirmed',
          confirmedAt: null,
        },
      },
    ]);
    const methodId = (await onFile())?.id;
    const confirmed = await api('POST', `${path}/${methodId}/confirm`);
    expect(confirmed.status).toBe(200);
    expect(confirmed.body.data).toMatchObject([{ keptByLink: { standing: 'confirmed' }, isDefault: true }]);
    expect(await onFile()).toMatchObject({ confirmedBy: 'staff' });
    const elsewhere = await staffOf(await openShop());
    expect((await elsewhere('POST', `${path}/${methodId}/confirm`)).status).toBe(404);
  });
});

describe('a customer who pays several invoices in the portal', () => {
  it('is known: their card is their own, and is charged when the next one is sent', async () => {
    const browser = await signIn(shop, customerId);
    const other = await invoiceFor(shop, customerId, 8_000);
    const ids = new URLSearchParams([invoiceId, other].map((id) => ['invoice', id]));
    const review = await (await browser.get(`/portal/pay?${ids}`)).text();
    const toStripe = await browser.post('/portal/pay', { invoice: shownOn(review) });
    await payAtStripe(sessionIn(toStripe.headers.get('location')), {
      card: '4242424242424242',
      email: FRIEND,
    });
    await followed(shop);
    expect(await onFile()).toMatchObject({ keptBy: null, isDefault: true });
    const next = await sendNew(shop, customerId);
    expect(await attemptsAt(shop, next)).toMatchObject([{ state: 'succeeded', via: 'autopay' }]);
  });
});
