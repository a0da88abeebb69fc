import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { emails, paymentMethods, payments } from '../../../src/db/schema/index.ts';
import { DONE } from '../../../src/domain/outcome.ts';
import { setDefaultMethod } from '../../../src/operations/methods/set-default.ts';
import { syncMethods } from '../../../src/operations/methods/sync-methods.ts';
import { apiClient } from '../../support/worker/api.ts';
import { moneyFor, passTime } from '../../support/worker/charging.ts';
import {
  attemptsAt,
  customerWith,
  sendNew,
  setPolicy,
  templatesSentAbout,
  tick,
} from '../../support/worker/collecting.ts';
import { addApiKey } from '../../support/worker/context.ts';
import { invoiceRow } from '../../support/worker/guards.ts';
import { methodsOnFile, ownerOf, updateCardAtStripe } from '../../support/worker/methods.ts';
import { openShop, payAtStripe, type Shop, sessionIn } from '../../support/worker/shop.ts';
import { controlStripe } from '../../support/worker/stripe.ts';

const DAY = 24 * 3_600_000;
const DEAD = 'pm_card_chargeCustomerFail';

let shop: Shop;
beforeEach(async () => {
  shop = await openShop();
  await setPolicy(shop, { collectPolicy: 'on_send', retryDays: [3], remindDays: [] });
  // A test card is the same card in every test: what it failed before is not of this one.
  await shop.ctx.db.update(payments).set({ fingerprint: null });
});

const used = async (invoiceId: string) =>
  (await attemptsAt(shop, invoiceId)).map(({ methodId, state }) => [methodId, state]);
const decline = (stripeId: string | undefined, declineCode: string) =>
  controlStripe(`/payment_methods/${stripeId}/decline`, { declineCode });
const markOf = async (customerId: string, at: number) => (await methodsOnFile(shop, customerId))[at];

describe('the wrong card is not tried again and again', () => {
  it('the next invoice is charged to the method that paid, the declined one stays behind', async () => {
    const customerId = await customerWith(shop, DEAD, 'pm_card_visa');
    const [dead, good] = await methodsOnFile(shop, customerId);
    const first = await sendNew(shop, customerId);
    expect(await used(first)).toEqual([
      [dead?.id, 'failed'],
      [good?.id, 'succeeded'],
    ]);
    expect(await markOf(customerId, 0)).toMatchObject({ declinedAt: expect.any(Number), paidAt: null });
    expect(await markOf(customerId, 1)).toMatchObject({ declinedAt: null, paidAt: expect.any(Number) });
    for (let month = 0; month < 3; month += 1) {
      shop.advance(30 * DAY);
      await tick(shop);
      const next = await sendNew(shop, customerId);
      expect(await used(next)).toEqual([[good?.id, 'succeeded']]);
      expect(await moneyFor(shop, customerId, next)).toMatchObject({ open: 0 });
    }
  });

  it('a card that paid from the mail leads once it is on file', async () => {
    const customerId = await customerWith(shop, DEAD);
    const invoiceId = await sendNew(shop, customerId);
    expect(await invoiceRow(shop, invoiceId)).toMatchObject({ collectStage: 'retrying' });
    const { pathname } = new URL(await shop.ctx.links.url('pay', { id: invoiceId, version: 1 }));
    const session = sessionIn((await shop.request(pathname, { method: 'POST' })).headers.get('location'));
    expect((await payAtStripe(session)).ok).toBe(true);
    await passTime(shop, 12);
    expect(await invoiceRow(shop, invoiceId)).toMatchObject({ status: 'paid' });
    const [dead, kept] = await methodsOnFile(shop, customerId);
    expect(dead).toMatchObject({ isDefault: true, paidAt: null, declinedAt: expect.any(Number) });
    expect(kept).toMatchObject({ isDefault: false, paidAt: expect.any(Number), declinedAt: null });
  });

  it('a default that is chosen after the decline comes first again', async () => {
    const customerId = await customerWith(shop, DEAD, 'pm_card_visa');
    const [dead, good] = await methodsOnFile(shop, customerId);
    await sendNew(shop, customerId);
    shop.advance(DAY);
    await tick(shop);
    const who = ownerOf(shop, customerId);
    expect(await setDefaultMethod(shop.ctx, { who, methodId: dead?.id ?? '' })).toEqual(DONE);
    const next = await sendNew(shop, customerId);
    expect(await used(next)).toEqual([
      [dead?.id, 'failed'],
      [good?.id, 'succeeded'],
    ]);
  });

  it('a card that its network renewed is in good order again', async () => {
    const customerId = await customerWith(shop, DEAD, 'pm_card_visa');
    const [dead] = await methodsOnFile(shop, customerId);
    await sendNew(shop, customerId);
    expect(await markOf(customerId, 0)).toMatchObject({ declinedAt: expect.any(Number) });
    await updateCardAtStripe(dead?.stripePaymentMethodId ?? '', { expMonth: 4, expYear: 2039 });
    await syncMethods(shop.ctx, { customerId, connectionId: shop.connectionId });
    expect(await markOf(customerId, 0)).toMatchObject({ declinedAt: null });
  });

  it('a technical error marks nothing, and the same card is tried again on its day', async () => {
    const customerId = await customerWith(shop, 'pm_card_visa', 'pm_card_mastercard');
    const [first] = await methodsOnFile(shop, customerId);
    await decline(first?.stripePaymentMethodId, 'processing_error');
    const invoiceId = await sendNew(shop, customerId);
    expect(await used(invoiceId)).toEqual([[first?.id, 'failed']]);
    expect(await markOf(customerId, 0)).toMatchObject({ declinedAt: null });
    shop.advance(4 * DAY);
    await tick(shop);
    expect((await used(invoiceId))[1]?.[0]).toBe(first?.id);
  });
});

describe('people are told once what became of several methods', () => {
  const facts = async (invoiceId: string, template: string) => {
    const rows = await shop.ctx.db.select().from(emails).where(eq(emails.invoiceId, invoiceId));
    return rows.filter((row) => row.template === template).map((row) => row.facts);
  };

  it('that another one was charged instead, to both sides', async () => {
    const customerId = await customerWith(shop, DEAD, 'pm_card_visa');
    const invoiceId = await sendNew(shop, customerId);
    await tick(shop);
    expect(await templatesSentAbout(shop, invoiceId)).toEqual([
      'invoice_sent',
      'method_declined',
      'method_declined_business',
      'receipt',
    ]);
    expect(await facts(invoiceId, 'method_declined')).toMatchObject([
      { declined: [{ failureCode: 'generic_decline' }], paidWith: { last4: '4242' } },
    ]);
  });

  it('that all of them were declined, and when which is tried next', async () => {
    const customerId = await customerWith(shop, DEAD, 'pm_card_visa', 'pm_card_mastercard');
    const [dead, ...others] = await methodsOnFile(shop, customerId);
    for (const { stripePaymentMethodId } of others)
      await decline(stripePaymentMethodId, 'insufficient_funds');
    const invoiceId = await sendNew(shop, customerId);
    await tick(shop);
    expect(await used(invoiceId)).toEqual([dead, ...others].map((method) => [method?.id, 'failed']));
    expect(await templatesSentAbout(shop, invoiceId)).toEqual([
      'invoice_sent',
      'payment_failed',
      'payment_failed_business',
    ]);
    expect(await facts(invoiceId, 'payment_failed')).toMatchObject([
      {
        method: { last4: '4444' },
        before: [{ failureCode: 'generic_decline' }, { failureCode: 'insufficient_funds' }],
        nextMethod: dead?.summary,
      },
    ]);
  });
});

describe('a declined method is shown', () => {
  it('by the API, with the one that paid as the default', async () => {
    const customerId = await customerWith(shop, DEAD, 'pm_card_visa');
    await sendNew(shop, customerId);
    const api = apiClient(shop.ctx, { apiKey: await addApiKey(shop.ctx, shop.scope.merchantId, false) });
    const { body } = await api('GET', `/customers/${customerId}/payment-methods`);
    expect(body.data).toMatchObject([
      { isDefault: true, paidAt: expect.stringMatching(/Z$/), declinedAt: null },
      { isDefault: false, paidAt: null, declinedAt: expect.stringMatching(/Z$/) },
    ]);
    const rows = await shop.ctx.db
      .select({ isDefault: paymentMethods.isDefault })
      .from(paymentMethods)
      .where(eq(paymentMethods.customerId, customerId));
    expect(rows.filter(({ isDefault }) => isDefault)).toHaveLength(1);
  });
});
