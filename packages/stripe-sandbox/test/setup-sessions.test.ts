import type Stripe from 'stripe';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Bench, bankForm, cardForm, openBench } from './support.ts';

let bench: Bench;
let customer: string;
beforeEach(async () => {
  bench = await openBench();
  customer = (await bench.stripe.customers.create({ name: 'Acme', email: 'ap@acme.example' })).id;
  await bench.types();
  bench.received.length = 0;
});
afterEach(() => bench.close());

function open(other: Partial<Stripe.Checkout.SessionCreateParams> = {}) {
  return bench.stripe.checkout.sessions.create({
    mode: 'setup',
    currency: 'usd',
    customer,
    success_url: 'https://merchant.example/kept?session={CHECKOUT_SESSION_ID}',
    cancel_url: 'https://merchant.example/portal',
    ...other,
  });
}

describe('a Checkout Session in setup mode', () => {
  it('keeps a card without charging it', async () => {
    const { stripe, post } = bench;
    const session = await open({
      client_reference_id: 'member_1',
      setup_intent_data: { description: 'For autopay', metadata: { member: '1' } },
    });
    expect(session).toMatchObject({
      mode: 'setup',
      status: 'open',
      payment_status: 'no_payment_required',
      amount_total: null,
      payment_intent: null,
      customer_details: { email: 'ap@acme.example', address: null },
    });
    const page = await (await fetch(session.url ?? '')).text();
    expect(page).toContain('You are not charged now.');
    expect(page).not.toContain('$');

    const saved = await post(`/c/pay/${session.id}`, cardForm());
    expect(saved.headers.get('location')).toBe(`https://merchant.example/kept?session=${session.id}`);
    const after = await stripe.checkout.sessions.retrieve(session.id, {
      expand: ['setup_intent.payment_method'],
    });
    expect(after).toMatchObject({
      status: 'complete',
      payment_status: 'no_payment_required',
      url: null,
      setup_intent: {
        status: 'succeeded',
        usage: 'off_session',
        customer,
        description: 'For autopay',
        metadata: { member: '1' },
        payment_method: { customer, type: 'card', billing_details: { name: 'Jenny Rosen' } },
      },
    });
    expect((await stripe.charges.list()).data).toEqual([]);
    expect(await bench.types()).toEqual([
      'setup_intent.created',
      'payment_method.attached',
      'setup_intent.succeeded',
      'checkout.session.completed',
    ]);
    const again = await fetch(`${bench.url}/c/pay/${session.id}`);
    expect(await again.text()).toContain('This payment method is saved');
  });

  it('stays open when the issuer refuses the card, and keeps its one SetupIntent', async () => {
    const { stripe, post } = bench;
    const session = await open();
    const refused = await post(`/c/pay/${session.id}`, cardForm('4000000000000002'));
    expect(refused.status).toBe(402);
    expect(await refused.text()).toContain('Your card was declined.');
    expect((await post(`/c/pay/${session.id}`, cardForm())).status).toBe(303);
    expect((await stripe.setupIntents.list()).data.map(({ id }) => id)).toEqual([session.setup_intent]);
    expect((await bench.types()).filter((type) => type === 'setup_intent.setup_failed')).toHaveLength(1);
  });

  it('goes by the bank where the card asks, and a card set up so is charged without the payer', async () => {
    const { stripe, post } = bench;
    const session = await open();
    const failed = await post(`/c/pay/${session.id}`, cardForm('4000002500003155'));
    const bank = new URL(failed.headers.get('location') ?? '');
    expect(bank.pathname).toMatch(/^\/c\/setup\/seti_\w+\/authenticate$/);
    const back = await post(bank.pathname, { outcome: 'fail' });
    expect(await (await fetch(back.headers.get('location') ?? '')).text()).toContain(
      'unable to authenticate',
    );
    const again = await post(`/c/pay/${session.id}`, cardForm('4000002500003155'));
    const passed = await post(new URL(again.headers.get('location') ?? '').pathname, { outcome: 'complete' });
    expect(passed.headers.get('location')).toContain('https://merchant.example/kept');
    const [card] = (await stripe.paymentMethods.list({ customer })).data;
    const later = await stripe.paymentIntents.create({
      amount: 2000,
      currency: 'usd',
      customer,
      payment_method: card?.id ?? '',
      off_session: true,
      confirm: true,
    });
    expect(later.status).toBe('succeeded');
  });

  it('is complete while the bank account still waits for micro-deposits', async () => {
    const { stripe, post } = bench;
    const session = await open();
    await post(`/c/pay/${session.id}`, { ...bankForm(), verify: 'yes' });
    const after = await stripe.checkout.sessions.retrieve(session.id, { expand: ['setup_intent'] });
    expect(after).toMatchObject({ status: 'complete', setup_intent: { status: 'requires_action' } });
    await stripe.setupIntents.verifyMicrodeposits(String(session.setup_intent), { amounts: [32, 45] });
    const [bank] = (await stripe.paymentMethods.list({ customer })).data;
    expect(bank?.type).toBe('us_bank_account');
    expect(await bench.types()).toEqual([
      'setup_intent.created',
      'setup_intent.requires_action',
      'checkout.session.completed',
      'mandate.updated',
      'payment_method.attached',
      'setup_intent.succeeded',
    ]);
  });

  it('makes a customer where that was asked for', async () => {
    const { stripe, post } = bench;
    const session = await bench.stripe.checkout.sessions.create({
      mode: 'setup',
      allowed_payment_method_types: ['card'],
      customer_creation: 'always',
      success_url: 'https://merchant.example/kept',
    });
    await post(`/c/pay/${session.id}`, { ...cardForm(), email: 'new@acme.example' });
    const after = await stripe.checkout.sessions.retrieve(session.id, { expand: ['customer'] });
    expect(after.customer).toMatchObject({ email: 'new@acme.example' });
    const made = typeof after.customer === 'object' ? after.customer?.id : '';
    expect((await stripe.paymentMethods.list({ customer: made ?? '' })).data).toHaveLength(1);
  });

  it('cancels its SetupIntent when it expires, which nobody else can', async () => {
    const { stripe } = bench;
    const session = await open();
    const id = String(session.setup_intent);
    for (const attempt of [
      stripe.setupIntents.cancel(id),
      stripe.setupIntents.confirm(id, { payment_method: 'pm_card_visa' }),
    ]) {
      await expect(attempt).rejects.toMatchObject({ code: 'setup_intent_unexpected_state' });
    }
    await stripe.checkout.sessions.expire(session.id);
    expect((await stripe.setupIntents.retrieve(id)).status).toBe('canceled');
    expect(await bench.types()).toEqual([
      'setup_intent.created',
      'setup_intent.canceled',
      'checkout.session.expired',
    ]);
  });

  it('refuses what belongs to a payment, and asks for a currency', async () => {
    const { sessions } = bench.stripe.checkout;
    const bare = sessions.create({ mode: 'setup', customer, success_url: 'https://merchant.example/kept' });
    await expect(bare).rejects.toMatchObject({ code: 'parameter_missing', param: 'currency' });
    await expect(open({ payment_intent_data: { description: 'x' } })).rejects.toMatchObject({
      param: 'payment_intent_data',
    });
    const line_items = [
      { quantity: 1, price_data: { currency: 'usd', unit_amount: 500, product_data: { name: 'x' } } },
    ];
    await expect(open({ line_items })).rejects.toMatchObject({ param: 'line_items' });
  });

  it('is paid by the control API as by a person', async () => {
    const session = await open();
    const path = `/checkout/${session.id}/pay`;
    const failed = await bench.control('POST', path, { card: '4000002500003155', authenticate: 'fail' });
    expect(failed).toMatchObject({ status: 402, body: { code: 'setup_intent_authentication_failure' } });
    const done = await bench.control('POST', path, { card: '4000002500003155', authenticate: 'complete' });
    expect(done).toMatchObject({ status: 200, body: { kind: 'paid', session: { status: 'complete' } } });
  });
});
