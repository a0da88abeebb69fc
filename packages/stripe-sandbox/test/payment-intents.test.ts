import Stripe from 'stripe';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Bench, cardForm, openBench, sessionParams } from './support.ts';

let bench: Bench;
beforeEach(async () => {
  bench = await openBench();
});
afterEach(() => bench.close());

const NO_REDIRECT = { automatic_payment_methods: { enabled: true, allow_redirects: 'never' } } as const;

function charge(payment_method: string, other: Partial<Stripe.PaymentIntentCreateParams> = {}) {
  return bench.stripe.paymentIntents.create({
    amount: 2000,
    currency: 'usd',
    payment_method,
    confirm: true,
    ...NO_REDIRECT,
    ...other,
  });
}

describe('a test card', () => {
  it('that is good is charged', async () => {
    expect(await charge('pm_card_visa')).toMatchObject({ status: 'succeeded', amount_received: 2000 });
    expect(await bench.types()).toEqual([
      'payment_intent.created',
      'charge.succeeded',
      'payment_intent.succeeded',
      'charge.updated',
    ]);
  });

  it.each([
    ['pm_card_visa_chargeDeclined', 'card_declined', 'generic_decline'],
    ['pm_card_visa_chargeDeclinedInsufficientFunds', 'card_declined', 'insufficient_funds'],
    ['pm_card_visa_chargeDeclinedLostCard', 'card_declined', 'lost_card'],
    ['pm_card_visa_chargeDeclinedStolenCard', 'card_declined', 'stolen_card'],
    ['pm_card_chargeDeclinedExpiredCard', 'expired_card', 'expired_card'],
    ['pm_card_chargeDeclinedIncorrectCvc', 'incorrect_cvc', 'incorrect_cvc'],
    ['pm_card_chargeDeclinedProcessingError', 'processing_error', 'processing_error'],
    ['pm_card_chargeCustomerFail', 'card_declined', 'generic_decline'],
  ])('%s is declined with %s and %s', async (method, code, declineCode) => {
    const error = await charge(method).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(Stripe.errors.StripeCardError);
    expect(error).toMatchObject({
      statusCode: 402,
      code,
      decline_code: declineCode,
      payment_intent: {
        status: 'requires_payment_method',
        payment_method: null,
        last_payment_error: { code, type: 'card_error', payment_method: { type: 'card' } },
      },
    });
    const { data } = await bench.stripe.charges.list();
    expect(data).toMatchObject([
      { status: 'failed', failure_code: code, outcome: { type: 'issuer_declined' } },
    ]);
    const [intent] = (await bench.stripe.paymentIntents.list()).data;
    expect(intent?.latest_charge).toBe(data[0]?.id);
    expect(await bench.types()).toEqual([
      'payment_intent.created',
      'charge.failed',
      'payment_intent.payment_failed',
    ]);
  });

  it('that needs authentication is refused while the payer is away', async () => {
    const error = await charge('pm_card_authenticationRequired', { off_session: true }).catch(
      (caught: unknown) => caught,
    );
    expect(error).toMatchObject({
      statusCode: 402,
      code: 'authentication_required',
      payment_intent: { status: 'requires_payment_method' },
    });
  });

  it.each([
    ['complete', 'succeeded', 'succeeded'],
    ['fail', 'requires_payment_method', 'failed'],
  ])('that needs authentication sends the payer to a page: %s', async (outcome, status, redirectStatus) => {
    const { stripe, post } = bench;
    const intent = await charge('pm_card_authenticationRequired', {
      return_url: 'https://merchant.example/back?x=1',
    });
    expect(intent).toMatchObject({ status: 'requires_action', next_action: { type: 'redirect_to_url' } });
    const url = new URL(intent.next_action?.redirect_to_url?.url ?? '');
    expect(await (await fetch(url)).text()).toContain('Confirm it is you');
    const back = new URL((await post(url.pathname, { outcome })).headers.get('location') ?? '');
    expect(back.searchParams.get('redirect_status')).toBe(redirectStatus);
    expect(back.searchParams.get('payment_intent')).toBe(intent.id);
    expect((await stripe.paymentIntents.retrieve(intent.id)).status).toBe(status);
  });

  it('that was set up by an authenticated payment is charged later without the payer', async () => {
    const { stripe, post } = bench;
    const customer = await stripe.customers.create({ email: 'a@acme.example' });
    const { customer_email: _, ...params } = sessionParams({
      payment_intent_data: { setup_future_usage: 'off_session' },
    });
    const session = await stripe.checkout.sessions.create({ ...params, customer: customer.id });
    const asked = await post(`/c/pay/${session.id}`, cardForm('4000 0025 0000 3155'));
    const bank = new URL(asked.headers.get('location') ?? '');
    expect(bank.pathname).toMatch(/^\/c\/authenticate\/pi_/);
    const done = await post(bank.pathname, { outcome: 'complete' });
    expect(done.headers.get('location')).toContain('https://merchant.example/done');
    const [saved] = (await stripe.paymentMethods.list({ customer: customer.id })).data;
    const later = await charge(saved?.id ?? '', { customer: customer.id, off_session: true });
    expect(later.status).toBe('succeeded');
  });
});

describe('a payment in a session', () => {
  it('that fails authentication goes back to the session, which stays open', async () => {
    const { stripe, post } = bench;
    const session = await stripe.checkout.sessions.create(sessionParams());
    const asked = await post(`/c/pay/${session.id}`, cardForm('4000002760003184'));
    const bank = new URL(asked.headers.get('location') ?? '');
    const back = await post(bank.pathname, { outcome: 'fail' });
    const page = await fetch(back.headers.get('location') ?? '');
    expect(await page.text()).toContain('unable to authenticate');
    expect((await stripe.checkout.sessions.retrieve(session.id)).status).toBe('open');
  });

  it('cannot be confirmed or cancelled by the merchant while the session is open', async () => {
    const { stripe, post } = bench;
    const session = await stripe.checkout.sessions.create(sessionParams());
    await post(`/c/pay/${session.id}`, cardForm('4000000000000002'));
    const id = String((await stripe.checkout.sessions.retrieve(session.id)).payment_intent);
    await expect(stripe.paymentIntents.cancel(id)).rejects.toMatchObject({
      code: 'payment_intent_unexpected_state',
    });
    await expect(stripe.paymentIntents.confirm(id, { payment_method: 'pm_card_visa' })).rejects.toMatchObject(
      {
        code: 'payment_intent_unexpected_state',
      },
    );
    await stripe.checkout.sessions.expire(session.id);
    expect((await stripe.paymentIntents.retrieve(id)).status).toBe('canceled');
    await expect(stripe.checkout.sessions.expire(session.id)).rejects.toMatchObject({ statusCode: 400 });
  });

  it('that waits for authentication ends when its session is expired', async () => {
    const { stripe, post } = bench;
    const session = await stripe.checkout.sessions.create(sessionParams());
    const asked = await post(`/c/pay/${session.id}`, cardForm('4000002760003184'));
    const bank = new URL(asked.headers.get('location') ?? '');
    await stripe.checkout.sessions.expire(session.id);
    await post(bank.pathname, { outcome: 'complete' });
    expect((await stripe.charges.list()).data).toEqual([]);
  });
});

describe('a PaymentIntent', () => {
  it('is made unconfirmed and confirmed once, for the amount that was meant', async () => {
    const { stripe } = bench;
    const intent = await stripe.paymentIntents.create({ amount: 2000, currency: 'usd', ...NO_REDIRECT });
    expect(intent.status).toBe('requires_payment_method');
    const wrong = stripe.paymentIntents.confirm(intent.id, {
      payment_method: 'pm_card_visa',
      amount_to_confirm: 1999,
    });
    await expect(wrong).rejects.toMatchObject({ param: 'amount_to_confirm' });
    const right = { payment_method: 'pm_card_visa', amount_to_confirm: 2000 };
    expect((await stripe.paymentIntents.confirm(intent.id, right)).status).toBe('succeeded');
    await expect(stripe.paymentIntents.confirm(intent.id, right)).rejects.toMatchObject({
      code: 'payment_intent_unexpected_state',
      payment_intent: { status: 'succeeded' },
    });
    await expect(stripe.paymentIntents.cancel(intent.id)).rejects.toMatchObject({ statusCode: 400 });
  });

  it('asks for a return_url where its methods might redirect', async () => {
    const bare = bench.stripe.paymentIntents.create({
      amount: 2000,
      currency: 'usd',
      payment_method: 'pm_card_visa',
      automatic_payment_methods: { enabled: true },
      confirm: true,
    });
    await expect(bare).rejects.toMatchObject({ statusCode: 400, param: 'return_url' });
  });

  it('takes only the methods it allows, and bank accounts in US dollars only', async () => {
    const { stripe } = bench;
    const card = await stripe.paymentIntents.create({
      amount: 100,
      currency: 'usd',
      allowed_payment_method_types: ['card'],
    });
    expect(card).toMatchObject({ payment_method_types: ['card'], automatic_payment_methods: null });
    const bank = stripe.paymentIntents.confirm(card.id, { payment_method: 'pm_usBankAccount_success' });
    await expect(bank).rejects.toMatchObject({ code: 'payment_intent_incompatible_payment_method' });
    const euro = stripe.paymentIntents.create({
      amount: 100,
      currency: 'eur',
      allowed_payment_method_types: ['us_bank_account'],
    });
    await expect(euro).rejects.toMatchObject({ statusCode: 400 });
    const both = stripe.paymentIntents.create({
      amount: 100,
      currency: 'usd',
      allowed_payment_method_types: ['card'],
      ...NO_REDIRECT,
    });
    await expect(both).rejects.toMatchObject({ code: 'parameters_exclusive' });
  });

  it('debits a saved bank account and settles four days later', async () => {
    const { stripe, sandbox } = bench;
    const customer = await stripe.customers.create({ name: 'Acme' });
    const account = await stripe.paymentMethods.attach('pm_usBankAccount_success', { customer: customer.id });
    const intent = await charge(account.id, { customer: customer.id, off_session: true });
    expect(intent.status).toBe('processing');
    await expect(stripe.paymentIntents.cancel(intent.id)).rejects.toMatchObject({ statusCode: 400 });
    sandbox.clock.advance(4 * 86_400_000);
    expect((await stripe.paymentIntents.retrieve(intent.id)).status).toBe('succeeded');
  });

  it('is cancelled with its reason', async () => {
    const { stripe } = bench;
    const { id } = await stripe.paymentIntents.create({ amount: 2000, currency: 'usd' });
    expect(await stripe.paymentIntents.cancel(id, { cancellation_reason: 'duplicate' })).toMatchObject({
      status: 'canceled',
      cancellation_reason: 'duplicate',
    });
    expect(await bench.types()).toEqual(['payment_intent.created', 'payment_intent.canceled']);
  });
});

describe('a payment method', () => {
  it('belongs to one customer, and not to another’s payments', async () => {
    const { stripe } = bench;
    const [a, b] = [
      await stripe.customers.create({ name: 'A' }),
      await stripe.customers.create({ name: 'B' }),
    ];
    const card = await stripe.paymentMethods.attach('pm_card_visa', { customer: a.id });
    await expect(stripe.paymentMethods.attach(card.id, { customer: b.id })).rejects.toMatchObject({
      statusCode: 400,
    });
    await expect(charge(card.id, { customer: b.id })).rejects.toMatchObject({ statusCode: 400 });
    expect((await stripe.paymentMethods.detach(card.id)).customer).toBeNull();
    await expect(charge(card.id)).rejects.toMatchObject({ code: 'payment_method_unexpected_state' });
    expect((await stripe.paymentMethods.list({ customer: a.id })).data).toEqual([]);
  });

  it('that its issuer declines cannot be saved, save for the one made for that', async () => {
    const { stripe } = bench;
    const { id: customer } = await stripe.customers.create({ name: 'A' });
    const declined = stripe.paymentMethods.attach('pm_card_visa_chargeDeclined', { customer });
    await expect(declined).rejects.toMatchObject({ statusCode: 402, code: 'card_declined' });
    const saved = await stripe.paymentMethods.attach('pm_card_chargeCustomerFail', { customer });
    await expect(charge(saved.id, { customer, off_session: true })).rejects.toMatchObject({
      code: 'card_declined',
    });
  });

  it('is made from a test number, and from no other', async () => {
    const { stripe } = bench;
    const card = (number: string) =>
      stripe.paymentMethods.create({
        type: 'card',
        card: { number, exp_month: 12, exp_year: 2040, cvc: '123' },
      });
    expect((await card('4242 4242 4242 4242')).card).toMatchObject({ last4: '4242', brand: 'visa' });
    await expect(card('4242424242424241')).rejects.toMatchObject({ code: 'incorrect_number' });
    await expect(card('4532015112830366')).rejects.toMatchObject({ decline_code: 'test_mode_live_card' });
    const same = [await card('4242424242424242'), await card('4242424242424242')].map(
      (each) => each.card?.fingerprint,
    );
    expect(same[0]).toBe(same[1]);
  });
});
