import { and, eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { paymentMethods } from '../../../src/db/schema/index.ts';
import {
  attemptsAt,
  collect,
  customerWith,
  draftFor,
  send,
  sendNew,
  setCustomer,
  setPolicy,
  templatesSentAbout,
  tick,
} from '../../support/worker/collecting.ts';
import { invoiceRow } from '../../support/worker/guards.ts';
import { updateCardAtStripe } from '../../support/worker/methods.ts';
import { askedOfStripe, forgetAsked, openShop, type Shop } from '../../support/worker/shop.ts';

/** The customer's default card turns into another number, as when the bank gives out a new one. */
async function updateDefault(shop: Shop, customerId: string, number: string): Promise<void> {
  const [row] = await shop.ctx.db
    .select({ id: paymentMethods.stripePaymentMethodId })
    .from(paymentMethods)
    .where(and(eq(paymentMethods.customerId, customerId), eq(paymentMethods.isDefault, true)));
  await updateCardAtStripe(row?.id ?? '', { number });
}

const DAY = 24 * 3_600_000;

let shop: Shop;
beforeEach(async () => {
  shop = await openShop();
  await setPolicy(shop, { collectPolicy: 'on_send' });
});

describe('an invoice of a customer with a card on file', () => {
  it('is charged when it is sent, once, with a receipt', async () => {
    const customerId = await customerWith(shop, 'pm_card_visa');
    await forgetAsked();
    const invoiceId = await sendNew(shop, customerId);
    expect(await invoiceRow(shop, invoiceId)).toMatchObject({
      status: 'paid',
      amountPaid: 12_000,
      collectStage: null,
      nextCheckAt: null,
    });
    expect(await attemptsAt(shop, invoiceId)).toMatchObject([{ state: 'succeeded', via: 'autopay' }]);
    expect(await templatesSentAbout(shop, invoiceId)).toEqual(['invoice_sent', 'receipt']);
    expect(await shop.slots()).toEqual([]);
    const calls = (await askedOfStripe()).map(
      ({ method, path }) => `${method} ${path.replace(/pi_\w+/, ':id')}`,
    );
    expect(calls).toEqual([
      'POST /v1/payment_intents',
      'POST /v1/payment_intents/:id/confirm',
      'GET /v1/payment_intents/:id',
    ]);
  });

  it('is charged once however many workers collect it at once', async () => {
    const customerId = await customerWith(shop, 'pm_card_visa');
    const invoiceId = await draftFor(shop, customerId);
    await send(shop, invoiceId);
    await Promise.all(Array.from({ length: 8 }, () => collect(shop, invoiceId)));
    await shop.work();
    expect(await attemptsAt(shop, invoiceId)).toMatchObject([{ state: 'succeeded' }]);
  });

  it('is charged on the due date at the merchant’s hour, three days after a notice', async () => {
    await setPolicy(shop, { collectPolicy: 'on_due_date' });
    const customerId = await customerWith(shop, 'pm_card_visa');
    const due = new Date(shop.ctx.now() + 20 * DAY).toISOString().slice(0, 10);
    const invoiceId = await sendNew(shop, customerId, { dueDate: due });
    expect(await invoiceRow(shop, invoiceId)).toMatchObject({ collectStage: 'scheduled', status: 'open' });
    const { collectAt } = await invoiceRow(shop, invoiceId);
    shop.advance(16 * DAY);
    await tick(shop);
    expect(await templatesSentAbout(shop, invoiceId)).toEqual(['invoice_sent']);
    shop.advance((collectAt ?? 0) - 3 * DAY - shop.ctx.now() + 1000);
    await tick(shop);
    expect(await templatesSentAbout(shop, invoiceId)).toEqual(['charge_notice', 'invoice_sent']);
    expect(await attemptsAt(shop, invoiceId)).toEqual([]);
    shop.advance(3 * DAY);
    await tick(shop);
    expect(await invoiceRow(shop, invoiceId)).toMatchObject({ status: 'paid' });
    expect(await templatesSentAbout(shop, invoiceId)).toEqual(['charge_notice', 'invoice_sent', 'receipt']);
  });

  it('is not charged where the customer opted out, or where it is over the cap, or in a currency that has none', async () => {
    const out = await customerWith(shop, 'pm_card_visa');
    await setCustomer(shop, out, { autopay: 'off' });
    const capped = await customerWith(shop, 'pm_card_visa');
    await setCustomer(shop, capped, { autopay: 'on', autopayCap: 5_000, autopayCapCurrency: 'USD' });
    const [first, second, third, fourth] = [
      await sendNew(shop, out),
      await sendNew(shop, capped),
      await sendNew(shop, capped, { currency: 'EUR', amount: 4_000 }),
      await sendNew(shop, capped, { amount: 5_000 }),
    ];
    expect(await invoiceRow(shop, first)).toMatchObject({ status: 'open', collectReason: 'opted_out' });
    expect(await invoiceRow(shop, second)).toMatchObject({ status: 'open', collectReason: 'over_cap' });
    expect(await invoiceRow(shop, third)).toMatchObject({ status: 'open', collectReason: 'no_cap' });
    expect(await invoiceRow(shop, fourth)).toMatchObject({ status: 'paid' });
  });

  it('is charged within the cap of its own currency, whatever that of another is', async () => {
    const capped = await customerWith(shop, 'pm_card_visa');
    await setCustomer(shop, capped, {
      autopay: 'on',
      autopayCap: 500,
      autopayCapCurrency: 'USD',
      autopayOtherCaps: [{ amount: 4_000, currency: 'EUR' }],
    });
    const within = await sendNew(shop, capped, { currency: 'EUR', amount: 4_000 });
    const over = await sendNew(shop, capped, { currency: 'EUR', amount: 4_001 });
    expect(await invoiceRow(shop, within)).toMatchObject({ status: 'paid' });
    expect(await invoiceRow(shop, over)).toMatchObject({ status: 'open', collectReason: 'over_cap' });
  });

  it('in yen is charged as many yen as it says', async () => {
    const customerId = await customerWith(shop, 'pm_card_visa');
    const invoiceId = await sendNew(shop, customerId, { currency: 'JPY', amount: 5_000 });
    expect(await invoiceRow(shop, invoiceId)).toMatchObject({ status: 'paid', amountPaid: 5_000 });
  });
});

describe('a charge that fails', () => {
  it('notifies both sides of what happens next, is retried as the merchant chose, and then given up', async () => {
    await setPolicy(shop, { retryDays: [2, 3], remindDays: [] });
    const customerId = await customerWith(shop, 'pm_card_chargeCustomerFail');
    const invoiceId = await sendNew(shop, customerId);
    const [first] = await attemptsAt(shop, invoiceId);
    expect(first).toMatchObject({ state: 'failed', via: 'autopay' });
    expect(await invoiceRow(shop, invoiceId)).toMatchObject({ status: 'open', paymentStatus: 'failed' });
    const told = await templatesSentAbout(shop, invoiceId);
    expect(told.filter((name) => name.endsWith('_business'))).toHaveLength(1);
    expect(told).toHaveLength(3);
    for (let days = 0; days < 12; days += 1) {
      shop.advance(DAY);
      await tick(shop);
    }
    const attempts = await attemptsAt(shop, invoiceId);
    expect(attempts.every(({ state }) => state === 'failed')).toBe(true);
    expect(await templatesSentAbout(shop, invoiceId)).toHaveLength(1 + 2 * attempts.length);
  });

  it('with a card that must not be retried falls back to another one at once, and both sides are told of it with the success', async () => {
    const customerId = await customerWith(shop, 'pm_card_visa', 'pm_card_mastercard');
    await updateDefault(shop, customerId, '4000000000000069');
    const invoiceId = await sendNew(shop, customerId);
    expect(await attemptsAt(shop, invoiceId)).toMatchObject([
      { state: 'failed', failureCode: 'expired_card' },
      { state: 'succeeded', failureCode: null },
    ]);
    expect(await templatesSentAbout(shop, invoiceId)).toEqual([
      'invoice_sent',
      'method_declined',
      'method_declined_business',
      'receipt',
    ]);
  });

  it('for want of authentication sends the customer a link, and no second attempt is made off-session', async () => {
    const customerId = await customerWith(shop, 'pm_card_authenticationRequired');
    const invoiceId = await sendNew(shop, customerId);
    expect(await attemptsAt(shop, invoiceId)).toMatchObject([
      { state: 'failed', failureCode: 'authentication_required' },
    ]);
    expect(await templatesSentAbout(shop, invoiceId)).toEqual([
      'authentication_needed',
      'collection_ended_business',
      'invoice_sent',
    ]);
    expect(await invoiceRow(shop, invoiceId)).toMatchObject({ collectStage: 'needs_customer' });
    shop.advance(2 * DAY);
    await tick(shop);
    expect(await attemptsAt(shop, invoiceId)).toHaveLength(1);
  });
});
