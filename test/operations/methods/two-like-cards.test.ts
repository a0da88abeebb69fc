import { expect, it } from 'vitest';
import { removeMethod } from '../../../src/operations/methods/remove-method.ts';
import { customerWith, sendNew, setPolicy } from '../../support/worker/collecting.ts';
import { methodsOnFile, ownerOf } from '../../support/worker/methods.ts';
import { must, openShop, type Shop } from '../../support/worker/shop.ts';
import { askStripe } from '../../support/worker/stripe.ts';

/** Which card at Stripe paid, by its id there. */
async function chargedTo(shop: Shop, customerId: string): Promise<unknown> {
  await sendNew(shop, customerId);
  const payment = (await shop.payments()).at(-1);
  const intent = await askStripe('GET', `/v1/payment_intents/${payment?.stripePaymentIntentId}`);
  return intent.payment_method;
}

it('two cards that look alike stay two: which is charged is said by its id alone, and taking one off leaves the other', async () => {
  const shop = await openShop();
  const customerId = await customerWith(shop, 'pm_card_visa', 'pm_card_visa');
  const [first, second, ...more] = await methodsOnFile(shop, customerId);
  if (first === undefined || second === undefined) throw new Error('a card is missing');
  expect(more).toEqual([]);
  expect([first.summary, first.state]).toEqual([second.summary, 'usable']);
  expect(first.stripePaymentMethodId).not.toBe(second.stripePaymentMethodId);
  expect([first.isDefault, second.isDefault]).toEqual([true, false]);
  await setPolicy(shop, { collectPolicy: 'on_send' });
  expect(await chargedTo(shop, customerId)).toBe(first.stripePaymentMethodId);
  must(await removeMethod(shop.ctx, { who: ownerOf(shop, customerId), methodId: first.id, confirmed: true }));
  await shop.work();
  expect(await methodsOnFile(shop, customerId)).toMatchObject([
    { id: first.id, state: 'detached' },
    { id: second.id, state: 'usable' },
  ]);
  expect(await chargedTo(shop, customerId)).toBe(second.stripePaymentMethodId);
});
