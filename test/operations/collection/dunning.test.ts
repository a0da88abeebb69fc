import { beforeEach, describe, expect, it } from 'vitest';
import { DONE } from '../../../src/domain/outcome.ts';
import { chooseForOpen } from '../../../src/operations/autopay/choose-for-open.ts';
import { readStripeEvents } from '../../../src/operations/catch-up/read-stripe-events.ts';
import { setDefaultMethod } from '../../../src/operations/methods/set-default.ts';
import { syncMethods } from '../../../src/operations/methods/sync-methods.ts';
import { moneyFor } from '../../support/worker/charging.ts';
import {
  attemptsAt,
  collect,
  customerWith,
  sendNew,
  setPolicy,
  templatesSentAbout,
  tick,
} from '../../support/worker/collecting.ts';
import { invoiceRow } from '../../support/worker/guards.ts';
import { attachAtStripe, methodsOnFile, ownerOf, stripeCustomerOf } from '../../support/worker/methods.ts';
import { openShop, type Shop } from '../../support/worker/shop.ts';
import { askStripe } from '../../support/worker/stripe.ts';

const DAY = 24 * 3_600_000;

let shop: Shop;
beforeEach(async () => {
  shop = await openShop();
  await setPolicy(shop, { collectPolicy: 'on_send', retryDays: [3], remindDays: [] });
});

/** Days of cron, a tick each, and some more that find nothing to do. */
async function days(count: number): Promise<void> {
  for (let day = 0; day < count; day += 1) {
    shop.advance(DAY);
    await tick(shop);
    await tick(shop);
  }
}

/** The customer saves another card, and makes it the one that is charged first. */
async function replaceMethod(customerId: string, method: string): Promise<string> {
  await attachAtStripe(await stripeCustomerOf(shop, customerId), method);
  await syncMethods(shop.ctx, { customerId, connectionId: shop.connectionId });
  const added = (await methodsOnFile(shop, customerId)).at(-1)?.id ?? '';
  expect(await setDefaultMethod(shop.ctx, { who: ownerOf(shop, customerId), methodId: added })).toEqual(DONE);
  return added;
}

describe('a charge that failed', () => {
  it('and may be repeated is repeated on its day with the method that is the default by then', async () => {
    const customerId = await customerWith(shop, 'pm_card_chargeCustomerFail');
    const invoiceId = await sendNew(shop, customerId);
    expect(await invoiceRow(shop, invoiceId)).toMatchObject({ collectStage: 'retrying' });
    const added = await replaceMethod(customerId, 'pm_card_visa');
    await tick(shop);
    expect(await attemptsAt(shop, invoiceId)).toHaveLength(1);
    await days(4);
    expect(await attemptsAt(shop, invoiceId)).toMatchObject([
      { state: 'failed' },
      { state: 'succeeded', methodId: added },
    ]);
    expect(await moneyFor(shop, customerId, invoiceId)).toEqual({ taken: 1, open: 0 });
  });

  it('and needs the customer waits, with a method that they add, until they choose', async () => {
    const customerId = await customerWith(shop, 'pm_card_authenticationRequired');
    const dueDate = new Date(shop.ctx.now() + 20 * DAY).toISOString().slice(0, 10);
    const invoiceId = await sendNew(shop, customerId, { dueDate });
    expect(await invoiceRow(shop, invoiceId)).toMatchObject({ collectStage: 'needs_customer' });
    await days(5);
    expect(await attemptsAt(shop, invoiceId)).toHaveLength(1);
    await replaceMethod(customerId, 'pm_card_visa');
    await readStripeEvents(shop.ctx);
    await days(3);
    expect(await attemptsAt(shop, invoiceId)).toHaveLength(1);
    expect(await invoiceRow(shop, invoiceId)).toMatchObject({ collectReason: 'awaiting_choice' });
    const who = { ...ownerOf(shop, customerId), sessionId: 'ses_1', personEmail: null };
    const chosen = { choice: 'on_due_date', invoiceIds: [invoiceId], methodId: null } as const;
    expect(await chooseForOpen(shop.ctx, { who, chosen })).toMatchObject({ kind: 'done' });
    await days(3);
    expect(await attemptsAt(shop, invoiceId)).toHaveLength(1);
    await days(12);
    expect(await attemptsAt(shop, invoiceId)).toMatchObject([{ state: 'failed' }, { state: 'succeeded' }]);
  });

  it('for the last time notifies each side once, however often it is checked', async () => {
    const customerId = await customerWith(shop, 'pm_card_chargeCustomerFail');
    const invoiceId = await sendNew(shop, customerId);
    await days(6);
    const told = await templatesSentAbout(shop, invoiceId);
    expect(told.filter((name) => name.startsWith('collection_ended'))).toEqual([
      'collection_ended',
      'collection_ended_business',
    ]);
    await Promise.all([collect(shop, invoiceId), collect(shop, invoiceId), collect(shop, invoiceId)]);
    await days(5);
    expect(await templatesSentAbout(shop, invoiceId)).toEqual(told);
    expect(await attemptsAt(shop, invoiceId)).toHaveLength(2);
    expect(await invoiceRow(shop, invoiceId)).toMatchObject({
      collectStage: 'given_up',
      nextCheckAt: null,
    });
  });

  it('and whose only method is removed is not repeated', async () => {
    const customerId = await customerWith(shop, 'pm_card_chargeCustomerFail');
    const invoiceId = await sendNew(shop, customerId);
    const [method] = await methodsOnFile(shop, customerId);
    await askStripe('POST', `/v1/payment_methods/${method?.stripePaymentMethodId}/detach`);
    await syncMethods(shop.ctx, { customerId, connectionId: shop.connectionId });
    await days(5);
    expect(await attemptsAt(shop, invoiceId)).toHaveLength(1);
    expect(await invoiceRow(shop, invoiceId)).toMatchObject({ status: 'open', collectReason: 'no_method' });
  });
});

describe('reminders', () => {
  const dueIn = (count: number) => new Date(shop.ctx.now() + count * DAY).toISOString().slice(0, 10);

  it('go to a customer who is not charged automatically, once for each day that the merchant named', async () => {
    await setPolicy(shop, { collectPolicy: 'never', remindDays: [2, 4] });
    const { customerId } = await shop.invoice(100);
    const invoiceId = await sendNew(shop, customerId, { dueDate: dueIn(1) });
    await days(2);
    expect(await templatesSentAbout(shop, invoiceId)).toEqual(['invoice_sent']);
    await days(8);
    expect(await templatesSentAbout(shop, invoiceId)).toEqual(['invoice_sent', 'reminder', 'reminder']);
    expect(await invoiceRow(shop, invoiceId)).toMatchObject({ reminders: 2, nextCheckAt: null });
  });

  it('do not go to one who will be charged, and do once that has failed for good', async () => {
    await setPolicy(shop, { collectPolicy: 'on_due_date', noticeDays: 0, retryDays: [1], remindDays: [2] });
    const customerId = await customerWith(shop, 'pm_card_chargeCustomerFail');
    const invoiceId = await sendNew(shop, customerId, { dueDate: dueIn(1) });
    await days(3);
    expect(await templatesSentAbout(shop, invoiceId)).not.toContain('reminder');
    await days(6);
    const told = await templatesSentAbout(shop, invoiceId);
    expect(told.filter((name) => name === 'reminder')).toHaveLength(1);
    expect(await attemptsAt(shop, invoiceId)).toHaveLength(2);
  });

  it('of days on which cron stood still go out as one', async () => {
    await setPolicy(shop, { collectPolicy: 'never', remindDays: [2, 4, 6] });
    const { customerId } = await shop.invoice(100);
    const invoiceId = await sendNew(shop, customerId, { dueDate: dueIn(1) });
    shop.advance(12 * DAY);
    await tick(shop);
    await tick(shop);
    expect(await templatesSentAbout(shop, invoiceId)).toEqual(['invoice_sent', 'reminder']);
    expect(await invoiceRow(shop, invoiceId)).toMatchObject({ reminders: 3 });
  });
});
