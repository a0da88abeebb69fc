import type Stripe from 'stripe';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Bench, bankForm, cardForm, openBench, sessionParams } from './support.ts';

let bench: Bench;
let customer: string;
beforeEach(async () => {
  bench = await openBench();
  customer = (await bench.stripe.customers.create({ name: 'Acme', email: 'ap@acme.example' })).id;
});
afterEach(() => bench.close());

function open(other: Partial<Stripe.Checkout.SessionCreateParams> = {}) {
  const { customer_email: _, ...params } = sessionParams(other);
  return bench.stripe.checkout.sessions.create({ ...params, customer });
}

async function kept(): Promise<Stripe.PaymentMethod[]> {
  return (await bench.stripe.paymentMethods.list({ customer })).data;
}

const html = async (session: Stripe.Checkout.Session): Promise<string> =>
  (await fetch(session.url ?? '')).text();

describe('a method that a session keeps', () => {
  it.each([
    ['card', cardForm()],
    ['us_bank_account', bankForm()],
  ])('at the merchant’s wish (%s) is attached, with limited redisplay', async (type, form) => {
    const session = await open({ payment_intent_data: { setup_future_usage: 'off_session' } });
    await bench.post(`/c/pay/${session.id}`, form);
    expect(await kept()).toMatchObject([{ type, customer, allow_redisplay: 'limited' }]);
    expect(await html(await open())).not.toContain('saved:');
    const asked = await open({ saved_payment_method_options: { allow_redisplay_filters: ['limited'] } });
    expect(await html(asked)).toContain('saved:');
  });

  it('at the payer’s wish is shown again, and pays by one press', async () => {
    const { stripe, post } = bench;
    const options = { saved_payment_method_options: { payment_method_save: 'enabled' } } as const;
    const first = await open(options);
    expect(await html(first)).toContain('Save it for my next payments to Sandbox Business');
    await post(`/c/pay/${first.id}`, { ...cardForm(), keep: 'yes' });
    const [card] = await kept();
    expect(card?.allow_redisplay).toBe('always');

    const second = await open();
    expect(await html(second)).toContain('Visa •••• 4242');
    const paid = await post(`/c/pay/${second.id}`, { method: `saved:${card?.id}`, attempt: 'a' });
    expect(paid.status).toBe(303);
    const after = await stripe.checkout.sessions.retrieve(second.id, { expand: ['payment_intent'] });
    expect(after).toMatchObject({
      payment_status: 'paid',
      payment_intent: { status: 'succeeded', payment_method: card?.id },
    });
  });

  it('is not kept where the payer did not say so, whatever the form claims', async () => {
    const session = await open();
    await bench.post(`/c/pay/${session.id}`, { ...cardForm(), keep: 'yes' });
    expect(await kept()).toEqual([]);
  });

  it('is shown as the merchant overrides it', async () => {
    const session = await open({
      payment_intent_data: { setup_future_usage: 'off_session' },
      payment_method_data: { allow_redisplay: 'always' },
    });
    await bench.post(`/c/pay/${session.id}`, cardForm());
    expect(await kept()).toMatchObject([{ allow_redisplay: 'always' }]);
  });

  it('can be removed by the payer only where the merchant allows it', async () => {
    const { stripe, post } = bench;
    const card = await stripe.paymentMethods.attach('pm_card_visa', { customer });
    await stripe.paymentMethods.update(card.id, { allow_redisplay: 'always' });
    const closed = await open();
    await post(`/c/pay/${closed.id}/remove`, { saved: card.id });
    expect(await kept()).toHaveLength(1);
    const session = await open({ saved_payment_method_options: { payment_method_remove: 'enabled' } });
    expect(await html(session)).toContain('Remove Visa •••• 4242');
    await post(`/c/pay/${session.id}/remove`, { saved: card.id });
    expect(await kept()).toEqual([]);
  });

  it('of another customer cannot pay', async () => {
    const { stripe, post } = bench;
    const other = await stripe.customers.create({ name: 'Other' });
    const card = await stripe.paymentMethods.attach('pm_card_visa', { customer: other.id });
    await stripe.paymentMethods.update(card.id, { allow_redisplay: 'always' });
    const session = await open();
    expect(await html(session)).not.toContain(card.id);
    const refused = await post(`/c/pay/${session.id}`, { method: `saved:${card.id}` });
    expect(refused.status).toBe(400);
    expect((await stripe.charges.list()).data).toEqual([]);
  });
});

describe('a customer’s payment methods', () => {
  it('are listed by kind and redisplay, retrieved, and changed', async () => {
    const { stripe } = bench;
    const card = await stripe.paymentMethods.attach('pm_card_visa', { customer });
    const bank = await stripe.paymentMethods.attach('pm_usBankAccount_success', { customer });
    const ids = async (params: Stripe.CustomerListPaymentMethodsParams): Promise<string[]> =>
      (await stripe.customers.listPaymentMethods(customer, params)).data.map(({ id }) => id);
    expect(await ids({})).toEqual([bank.id, card.id]);
    expect(await ids({ type: 'us_bank_account' })).toEqual([bank.id]);
    expect(await ids({ allow_redisplay: 'always' })).toEqual([]);
    const changed = await stripe.paymentMethods.update(card.id, {
      allow_redisplay: 'always',
      billing_details: { address: { country: 'US', postal_code: '94110' }, name: 'Jenny' },
      card: { exp_year: 2045 },
      metadata: { a: '1' },
    });
    expect(changed).toMatchObject({
      allow_redisplay: 'always',
      billing_details: { address: { country: 'US', line1: null }, name: 'Jenny' },
      card: { exp_year: 2045 },
      metadata: { a: '1' },
    });
    expect(await ids({ allow_redisplay: 'always' })).toEqual([card.id]);
    expect((await stripe.customers.retrievePaymentMethod(customer, card.id)).id).toBe(card.id);
    const other = await stripe.customers.create({ name: 'Other' });
    await expect(stripe.customers.retrievePaymentMethod(other.id, card.id)).rejects.toMatchObject({
      code: 'resource_missing',
    });
    await stripe.paymentMethods.update(bank.id, { us_bank_account: { account_holder_type: 'company' } });
    expect((await stripe.paymentMethods.retrieve(bank.id)).us_bank_account?.account_holder_type).toBe(
      'company',
    );
    await expect(stripe.paymentMethods.update(bank.id, { card: { exp_year: 2045 } })).rejects.toMatchObject({
      param: 'card',
    });
  });
});
