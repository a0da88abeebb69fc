import { eq } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { inbox, paymentMethods } from '../../../src/db/schema/index.ts';
import { storeEvent } from '../../../src/operations/inbox/store-event.ts';
import { eventsOf } from '../../support/worker/events.ts';
import { attachAtStripe, stripeCustomerOf, updateCardAtStripe } from '../../support/worker/methods.ts';
import { openShop, type Shop } from '../../support/worker/shop.ts';
import { askStripe } from '../../support/worker/stripe.ts';

/** Receives every event that names the object, as the webhook would. */
async function receive(shop: Shop, name: string): Promise<string[]> {
  const events = await eventsOf(name);
  for (const { id, type, ...event } of events) {
    const key = { id, type, account: 'self', livemode: false, apiVersion: null };
    await storeEvent(shop.ctx, key, JSON.stringify({ id, type, ...event }));
  }
  await shop.work();
  return events.map(({ type }) => type);
}

const states = async (shop: Shop, customerId: string) =>
  shop.ctx.db
    .select({ state: paymentMethods.state, expYear: paymentMethods.expYear })
    .from(paymentMethods)
    .where(eq(paymentMethods.customerId, customerId))
    .all();

it("a method that is added, updated and detached by the merchant's own code is followed by webhook", async () => {
  const shop = await openShop();
  const { customerId } = await shop.invoice(5_000);
  await shop.work();
  const method = await attachAtStripe(await stripeCustomerOf(shop, customerId), 'pm_card_visa');
  expect(await receive(shop, method)).toEqual(['payment_method.attached']);
  expect(await states(shop, customerId)).toMatchObject([{ state: 'usable' }]);
  await updateCardAtStripe(method, { expYear: 2055 });
  await receive(shop, method);
  expect(await states(shop, customerId)).toMatchObject([{ expYear: 2055 }]);
  await askStripe('POST', `/v1/payment_methods/${method}/detach`);
  expect(await receive(shop, method)).toContain('payment_method.detached');
  expect(await states(shop, customerId)).toMatchObject([{ state: 'detached' }]);
  const left = await shop.ctx.db.select({ state: inbox.state }).from(inbox).where(eq(inbox.state, 'pending'));
  expect(left).toEqual([]);
});

it('a method of a customer that is not ours is left alone, and its event ends as foreign', async () => {
  const shop = await openShop();
  const { id } = await askStripe('POST', '/v1/customers', { name: 'Somebody else' });
  const method = await attachAtStripe(String(id), 'pm_card_visa');
  await receive(shop, method);
  const [event] = await eventsOf(method);
  expect(
    await shop.ctx.db
      .select({ state: inbox.state, reason: inbox.reason })
      .from(inbox)
      .where(eq(inbox.eventId, event?.id ?? ''))
      .all(),
  ).toEqual([{ state: 'skipped', reason: 'foreign_object' }]);
  expect(
    await shop.ctx.db
      .select()
      .from(paymentMethods)
      .where(eq(paymentMethods.stripePaymentMethodId, method))
      .all(),
  ).toEqual([]);
});
