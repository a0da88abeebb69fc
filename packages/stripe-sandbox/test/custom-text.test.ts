import type Stripe from 'stripe';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Bench, cardForm, openBench, sessionParams } from './support.ts';

let bench: Bench;
beforeEach(async () => {
  bench = await openBench();
});
afterEach(() => bench.close());

const open = (customer: string, message: string) => {
  const custom_text = { submit: { message } } satisfies Stripe.Checkout.SessionCreateParams.CustomText;
  const { customer_email: _, ...params } = sessionParams({ custom_text });
  return bench.stripe.checkout.sessions.create({ ...params, customer });
};

describe('the merchant’s own text on the page', () => {
  it('is shown beside the button, with bold and links and no other markup', async () => {
    const { id } = await bench.stripe.customers.create({ name: 'Acme', email: 'ap@acme.example' });
    const session = await open(id, '**Kept** for <i>later</i>: [more](https://example.com/more)');
    expect(session.custom_text.submit?.message).toContain('**Kept**');
    const page = await (await fetch(session.url ?? '')).text();
    expect(page).toContain(
      '<b>Kept</b> for &lt;i&gt;later&lt;/i&gt;: <a href="https://example.com/more">more</a>',
    );
  });

  it('has at most 1,200 characters', async () => {
    const { id } = await bench.stripe.customers.create({ name: 'Acme', email: 'ap@acme.example' });
    await expect(open(id, 'x'.repeat(1200))).resolves.toMatchObject({ status: 'open' });
    await expect(open(id, 'x'.repeat(1201))).rejects.toMatchObject({
      statusCode: 400,
      param: 'custom_text[submit][message]',
    });
  });
});

describe('the payer’s address', () => {
  it('is taken by a customer that has none, and is the customer’s own where there is one', async () => {
    const { stripe, post } = bench;
    const { id } = await stripe.customers.create({ name: 'Acme' });
    const first = await open(id, 'Kept');
    await post(`/c/pay/${first.id}`, { ...cardForm(), email: 'friend@example.com' });
    expect(await stripe.checkout.sessions.retrieve(first.id)).toMatchObject({
      customer_details: { email: 'friend@example.com' },
    });
    expect(await stripe.customers.retrieve(id)).toMatchObject({ email: 'friend@example.com' });
    const second = await open(id, 'Kept');
    await post(`/c/pay/${second.id}`, { ...cardForm(), email: 'another@example.com' });
    expect(await stripe.checkout.sessions.retrieve(second.id)).toMatchObject({
      customer_details: { email: 'friend@example.com' },
    });
  });
});
