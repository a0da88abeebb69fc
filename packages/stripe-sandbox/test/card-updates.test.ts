import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Bench, openBench } from './support.ts';

let bench: Bench;
beforeEach(async () => {
  bench = await openBench();
});
afterEach(() => bench.close());

async function savedCard() {
  const customer = await bench.stripe.customers.create({ name: 'Acme' });
  return bench.stripe.paymentMethods.attach('pm_card_visa', { customer: customer.id });
}

it('a network renews a saved card, and says what it was before', async () => {
  const card = await savedCard();
  const { body } = await bench.control('POST', `/payment_methods/${card.id}/update_card`, {
    expMonth: 3,
    expYear: 2041,
  });
  expect(body).toMatchObject({ card: { exp_month: 3, exp_year: 2041, last4: '4242' } });
  expect((await bench.stripe.paymentMethods.retrieve(card.id)).card).toMatchObject({ exp_year: 2041 });
  await bench.types();
  const told = bench.received.filter(({ event }) => event.type.startsWith('payment_method.'));
  expect(told.map(({ event }) => event.type)).toEqual([
    'payment_method.attached',
    'payment_method.automatically_updated',
  ]);
  expect(told[1]?.event.data.previous_attributes).toMatchObject({ card: { exp_year: card.card?.exp_year } });
});

it('a replaced card has the new number’s digits, fingerprint and behaviour', async () => {
  const card = await savedCard();
  await bench.control('POST', `/payment_methods/${card.id}/update_card`, { number: '4000000000000341' });
  const updated = await bench.stripe.paymentMethods.retrieve(card.id);
  expect(updated.card?.last4).toBe('0341');
  expect(updated.card?.fingerprint).not.toBe(card.card?.fingerprint);
  await expect(
    bench.stripe.paymentIntents.create({
      amount: 500,
      currency: 'usd',
      customer: String(updated.customer),
      payment_method: card.id,
      confirm: true,
      off_session: true,
    }),
  ).rejects.toMatchObject({ code: 'card_declined' });
});

it('an update by the API is told as payment_method.updated', async () => {
  const card = await savedCard();
  await bench.stripe.paymentMethods.update(card.id, { card: { exp_month: 7, exp_year: 2039 } });
  expect((await bench.types()).at(-1)).toBe('payment_method.updated');
});

it.each([
  ['pm_none', {}, 404],
  ['card', { number: '4111111111111111' }, 400],
  ['card', { expMonth: 13 }, 400],
])('%s cannot be updated with %o', async (which, update, status) => {
  const id = which === 'card' ? (await savedCard()).id : which;
  expect((await bench.control('POST', `/payment_methods/${id}/update_card`, update)).status).toBe(status);
});
