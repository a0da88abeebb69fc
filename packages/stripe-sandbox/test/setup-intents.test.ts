import Stripe from 'stripe';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Bench, openBench } from './support.ts';

let bench: Bench;
let customer: string;
beforeEach(async () => {
  bench = await openBench();
  customer = (await bench.stripe.customers.create({ name: 'Acme', email: 'ap@acme.example' })).id;
  await bench.types();
  bench.received.length = 0;
});
afterEach(() => bench.close());

function setUp(payment_method: string, other: Partial<Stripe.SetupIntentCreateParams> = {}) {
  return bench.stripe.setupIntents.create({ payment_method, customer, confirm: true, ...other });
}

function pay(payment_method: string, other: Partial<Stripe.PaymentIntentCreateParams> = {}) {
  return bench.stripe.paymentIntents.create({
    amount: 2000,
    currency: 'usd',
    payment_method,
    customer,
    confirm: true,
    ...other,
  });
}

const failure = (promise: Promise<unknown>): Promise<unknown> => promise.catch((caught: unknown) => caught);

describe('setting up a card', () => {
  it('attaches it to the customer and leaves its attempt', async () => {
    const { stripe } = bench;
    const setup = await setUp('pm_card_visa', { description: 'Card on file', metadata: { of: 'acme' } });
    expect(setup).toMatchObject({
      status: 'succeeded',
      usage: 'off_session',
      mandate: null,
      next_action: null,
      metadata: { of: 'acme' },
      payment_method_types: ['card', 'us_bank_account'],
    });
    const { latest_attempt: attempt } = await stripe.setupIntents.retrieve(setup.id, {
      expand: ['latest_attempt', 'payment_method'],
    });
    expect(attempt).toMatchObject({
      object: 'setup_attempt',
      status: 'succeeded',
      setup_intent: setup.id,
      payment_method_details: { type: 'card', card: { last4: '4242' } },
    });
    const { data } = await stripe.setupAttempts.list({ setup_intent: setup.id });
    expect(data).toEqual([attempt]);
    const [saved] = (await stripe.paymentMethods.list({ customer })).data;
    expect(saved?.id).toBe(setup.payment_method);
    expect(await bench.types()).toEqual([
      'setup_intent.created',
      'payment_method.attached',
      'setup_intent.succeeded',
    ]);
  });

  it.each([
    ['pm_card_chargeDeclined', 'card_declined', 'generic_decline'],
    ['pm_card_visa_chargeDeclinedInsufficientFunds', 'card_declined', 'insufficient_funds'],
    ['pm_card_chargeDeclinedExpiredCard', 'expired_card', 'expired_card'],
    ['pm_card_chargeDeclinedIncorrectCvc', 'incorrect_cvc', 'incorrect_cvc'],
    ['pm_card_chargeDeclinedProcessingError', 'processing_error', 'processing_error'],
  ])('%s is refused with %s, and nothing is kept', async (method, code, declineCode) => {
    const error = await failure(setUp(method));
    expect(error).toBeInstanceOf(Stripe.errors.StripeCardError);
    expect(error).toMatchObject({
      statusCode: 402,
      code,
      decline_code: declineCode,
      setup_intent: {
        status: 'requires_payment_method',
        payment_method: null,
        last_setup_error: { code, type: 'card_error', payment_method: { type: 'card' } },
      },
    });
    const [kept] = (await bench.stripe.setupIntents.list({ customer })).data;
    expect(kept?.status).toBe('requires_payment_method');
    const { data: attempts } = await bench.stripe.setupAttempts.list({ setup_intent: kept?.id ?? '' });
    expect(attempts).toMatchObject([{ status: 'failed', setup_error: { code } }]);
    expect((await bench.stripe.paymentMethods.list({ customer })).data).toEqual([]);
    expect(await bench.types()).toEqual(['setup_intent.created', 'setup_intent.setup_failed']);
  });

  it('keeps the card that declines only later', async () => {
    const setup = await setUp('pm_card_chargeCustomerFail');
    expect(setup.status).toBe('succeeded');
    const error = await failure(pay(String(setup.payment_method), { off_session: true }));
    expect(error).toMatchObject({ code: 'card_declined', advice_code: 'try_again_later' });
    expect(error).toMatchObject({ network_decline_code: '01' });
  });

  it.each([
    ['complete', 'succeeded', 'succeeded', 'authenticated'],
    ['fail', 'requires_payment_method', 'failed', 'failed'],
  ])('asks at the bank where the card wants that: %s', async (outcome, status, redirect, result) => {
    const { stripe, post } = bench;
    const setup = await setUp('pm_card_authenticationRequiredOnSetup', {
      return_url: 'https://merchant.example/back',
    });
    expect(setup).toMatchObject({ status: 'requires_action', next_action: { type: 'redirect_to_url' } });
    const url = new URL(setup.next_action?.redirect_to_url?.url ?? '');
    expect(await (await fetch(url)).text()).toContain('may keep this card');
    const back = new URL((await post(url.pathname, { outcome })).headers.get('location') ?? '');
    expect(back.searchParams.get('setup_intent')).toBe(setup.id);
    expect(back.searchParams.get('redirect_status')).toBe(redirect);
    const after = await stripe.setupIntents.retrieve(setup.id, { expand: ['latest_attempt'] });
    expect(after).toMatchObject({
      status,
      latest_attempt: { payment_method_details: { card: { three_d_secure: { result } } } },
    });
    if (outcome === 'fail') {
      expect(after.last_setup_error?.code).toBe('setup_intent_authentication_failure');
      expect((await stripe.paymentMethods.list({ customer })).data).toEqual([]);
    }
  });

  it('without a return_url hands the action to the SDK, and asks for one where methods redirect', async () => {
    const setup = await setUp('pm_card_authenticationRequired');
    expect(setup.next_action?.type).toBe('use_stripe_sdk');
    const redirects = setUp('pm_card_visa', { automatic_payment_methods: { enabled: true } });
    await expect(redirects).rejects.toMatchObject({ param: 'return_url' });
  });
});

describe('a SetupIntent', () => {
  it('is made, changed, confirmed once, and found by its customer and method', async () => {
    const { stripe } = bench;
    const made = await stripe.setupIntents.create({ allowed_payment_method_types: ['card'], customer });
    expect(made).toMatchObject({ status: 'requires_payment_method', payment_method_types: ['card'] });
    const bank = stripe.setupIntents.confirm(made.id, { payment_method: 'pm_usBankAccount_success' });
    await expect(bank).rejects.toMatchObject({ statusCode: 400, param: 'payment_method' });
    const open = await stripe.setupIntents.update(made.id, { allowed_payment_method_types: '' });
    expect(open.payment_method_types).toEqual(['card', 'us_bank_account']);
    const narrow = await stripe.setupIntents.update(made.id, { excluded_payment_method_types: ['card'] });
    expect(narrow.payment_method_types).toEqual(['us_bank_account']);
    await stripe.setupIntents.update(made.id, { allowed_payment_method_types: ['card'] });
    const ready = await stripe.setupIntents.update(made.id, {
      payment_method: 'pm_card_visa',
      metadata: { a: '1' },
    });
    expect(ready).toMatchObject({ status: 'requires_confirmation', metadata: { a: '1' } });
    const done = await stripe.setupIntents.confirm(made.id);
    expect(done).toMatchObject({ status: 'succeeded', payment_method: ready.payment_method });
    for (const again of [stripe.setupIntents.confirm(made.id), stripe.setupIntents.cancel(made.id)]) {
      await expect(again).rejects.toMatchObject({
        code: 'setup_intent_unexpected_state',
        setup_intent: { status: 'succeeded' },
      });
    }
    const listed = await stripe.setupIntents.list({ customer, payment_method: String(done.payment_method) });
    expect(listed.data.map(({ id }) => id)).toEqual([made.id]);
  });

  it('is cancelled with its reason and cannot be confirmed any more', async () => {
    const { stripe } = bench;
    const { id } = await stripe.setupIntents.create({ payment_method: 'pm_card_authenticationRequired' });
    await stripe.setupIntents.confirm(id);
    const canceled = await stripe.setupIntents.cancel(id, { cancellation_reason: 'requested_by_customer' });
    expect(canceled).toMatchObject({ status: 'canceled', cancellation_reason: 'requested_by_customer' });
    expect((await stripe.setupAttempts.list({ setup_intent: id })).data[0]?.status).toBe('abandoned');
    await expect(stripe.setupIntents.confirm(id)).rejects.toMatchObject({ statusCode: 400 });
    expect(await bench.types()).toEqual([
      'setup_intent.created',
      'setup_intent.requires_action',
      'setup_intent.canceled',
    ]);
  });

  it('refuses `payment_method_types`, unknown customers and another customer’s card', async () => {
    const { stripe } = bench;
    const old = fetch(`${bench.url}/v1/setup_intents`, {
      method: 'POST',
      headers: { Authorization: 'Bearer sk_test_sandbox_key' },
      body: new URLSearchParams({ 'payment_method_types[]': 'card' }),
    });
    expect(await (await old).json()).toMatchObject({
      error: { code: 'payment_method_types_no_longer_supported' },
    });
    await expect(stripe.setupIntents.create({ customer: 'cus_none' })).rejects.toMatchObject({
      code: 'resource_missing',
    });
    const card = await stripe.paymentMethods.attach('pm_card_visa', { customer });
    const other = await stripe.customers.create({ name: 'Other' });
    await expect(setUp(card.id, { customer: other.id })).rejects.toMatchObject({
      code: 'payment_method_unexpected_state',
    });
    await expect(stripe.setupIntents.retrieve('seti_none')).rejects.toMatchObject({ statusCode: 404 });
  });

  it('sets a bank account up with a mandate under which it is debited', async () => {
    const { stripe } = bench;
    const setup = await setUp('pm_usBankAccount_success', {
      mandate_data: {
        customer_acceptance: { type: 'online', online: { ip_address: '203.0.113.7', user_agent: 'Test' } },
      },
    });
    const mandate = await stripe.mandates.retrieve(String(setup.mandate));
    expect(mandate).toMatchObject({
      status: 'active',
      type: 'multi_use',
      payment_method: setup.payment_method,
      customer_acceptance: { online: { ip_address: '203.0.113.7' } },
    });
    const paid = await stripe.paymentIntents.retrieve(
      (await pay(String(setup.payment_method), { off_session: true })).id,
      { expand: ['latest_charge'] },
    );
    expect(paid).toMatchObject({
      status: 'processing',
      latest_charge: { payment_method_details: { us_bank_account: { mandate: mandate.id } } },
    });
  });

  it('can give a mandate for one payment only, which is used up by it', async () => {
    const { stripe } = bench;
    const setup = await setUp('pm_usBankAccount_success', { single_use: { amount: 2000, currency: 'usd' } });
    expect(setup.mandate).toBeNull();
    const mandate = String(setup.single_use_mandate);
    const method = String(setup.payment_method);
    await expect(pay(method, { amount: 2001, mandate })).rejects.toMatchObject({
      code: 'payment_intent_mandate_invalid',
    });
    expect((await pay(method, { mandate })).status).toBe('processing');
    expect(await stripe.mandates.retrieve(mandate)).toMatchObject({
      status: 'inactive',
      single_use: { amount: 2000, currency: 'usd' },
    });
    expect(await bench.types()).toContain('mandate.updated');
    await expect(pay(method, { mandate })).rejects.toMatchObject({ code: 'payment_intent_mandate_invalid' });
  });
});
