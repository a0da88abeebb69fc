import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Bench, bankForm, cardForm, openBench, SECRET, sessionParams } from './support.ts';

let bench: Bench;
beforeEach(async () => {
  bench = await openBench();
});
afterEach(() => bench.close());

const DAY = 86_400_000;

describe('a Checkout Session', () => {
  it('has no PaymentIntent until the payer confirms, and is paid once they have', async () => {
    const { stripe, post } = bench;
    const customer = await stripe.customers.create({ name: 'Acme', email: 'ap@acme.example' });
    const { customer_email: _, ...params } = sessionParams({
      client_reference_id: 'pay_1',
      payment_intent_data: { metadata: { payment: 'pay_1' }, description: 'Invoice 1' },
      adaptive_pricing: { enabled: false },
    });
    const session = await stripe.checkout.sessions.create({ ...params, customer: customer.id });
    expect(session).toMatchObject({
      status: 'open',
      payment_status: 'unpaid',
      payment_intent: null,
      amount_total: 12_000,
    });
    expect(session.url).toBe(`${bench.url}/c/pay/${session.id}`);

    const paid = await post(`/c/pay/${session.id}`, cardForm());
    expect(paid.status).toBe(303);
    expect(paid.headers.get('location')).toBe(`https://merchant.example/done?session=${session.id}`);

    const after = await stripe.checkout.sessions.retrieve(session.id, {
      expand: ['payment_intent.latest_charge.balance_transaction', 'line_items', 'customer'],
    });
    expect(after).toMatchObject({
      status: 'complete',
      payment_status: 'paid',
      url: null,
      customer: { id: customer.id },
      line_items: { data: [{ description: 'Invoice 1', amount_total: 12_000 }] },
      payment_intent: {
        status: 'succeeded',
        amount_received: 12_000,
        metadata: { payment: 'pay_1' },
        latest_charge: { paid: true, balance_transaction: { amount: 12_000, fee: 378, net: 11_622 } },
      },
    });
    expect(await bench.types()).toEqual([
      'customer.created',
      'payment_intent.created',
      'charge.succeeded',
      'payment_intent.succeeded',
      'charge.updated',
      'checkout.session.completed',
    ]);
    for (const { body, signature } of bench.received) {
      const event = await stripe.webhooks.constructEventAsync(body, signature, SECRET);
      expect(event.api_version).toBe('2026-10-28.endive');
    }
  });

  it('stays open after a decline, and keeps its one PaymentIntent for the next try', async () => {
    const { stripe, post } = bench;
    const session = await stripe.checkout.sessions.create(sessionParams());
    const declined = await post(`/c/pay/${session.id}`, cardForm('4000000000009995'));
    expect(declined.status).toBe(402);
    expect(await declined.text()).toContain('Your card has insufficient funds.');
    const between = await stripe.checkout.sessions.retrieve(session.id, { expand: ['payment_intent'] });
    expect(between).toMatchObject({
      status: 'open',
      payment_intent: {
        status: 'requires_payment_method',
        payment_method: null,
        last_payment_error: { code: 'card_declined', decline_code: 'insufficient_funds' },
      },
    });
    await post(`/c/pay/${session.id}`, cardForm());
    expect((await stripe.paymentIntents.list()).data).toHaveLength(1);
    expect((await stripe.charges.list()).data.map(({ status }) => status)).toEqual(['succeeded', 'failed']);
  });

  it('is paid once by a double click, and by one of two payers', async () => {
    const { stripe, post } = bench;
    const session = await stripe.checkout.sessions.create(sessionParams());
    const path = `/c/pay/${session.id}`;
    const [first, again, other] = await Promise.all([
      post(path, cardForm('4242424242424242', 'one')),
      post(path, cardForm('4242424242424242', 'one')),
      post(path, cardForm('5555555555554444', 'two')),
    ]);
    const answers = [first, again, other].map(({ status }) => status).sort();
    expect(answers.filter((status) => status === 303).length).toBeGreaterThanOrEqual(1);
    expect((await stripe.charges.list()).data).toHaveLength(1);
    expect((await stripe.paymentIntents.list()).data).toHaveLength(1);
    const late = await post(path, cardForm('4242424242424242', 'three'));
    expect(await late.text()).toContain('This payment is complete');
  });

  it('completes unpaid by a bank account and is paid four days later', async () => {
    const { stripe, post } = bench;
    const session = await stripe.checkout.sessions.create(sessionParams());
    await post(`/c/pay/${session.id}`, bankForm());
    const processing = await stripe.checkout.sessions.retrieve(session.id, {
      expand: ['payment_intent.latest_charge'],
    });
    expect(processing).toMatchObject({
      status: 'complete',
      payment_status: 'unpaid',
      payment_intent: { status: 'processing', latest_charge: { status: 'pending', paid: false } },
    });
    expect(JSON.stringify(processing.payment_intent)).toContain('"id":"py_');
    bench.sandbox.clock.advance(4 * DAY);
    expect((await stripe.checkout.sessions.retrieve(session.id)).payment_status).toBe('paid');
    expect(await bench.types()).toEqual([
      'payment_intent.created',
      'charge.pending',
      'payment_intent.processing',
      'checkout.session.completed',
      'charge.succeeded',
      'payment_intent.succeeded',
      'checkout.session.async_payment_succeeded',
    ]);
    const { data } = await stripe.balanceTransactions.list();
    expect(data).toMatchObject([{ type: 'payment', amount: 12_000, fee: 96 }]);
  });

  it.each([
    ['000111111113', 'account_closed'],
    ['000111111116', 'no_account'],
    ['000222222227', 'insufficient_funds'],
    ['000333333335', 'debit_not_authorized'],
  ])('is told when account %s returns the debit: %s', async (account, code) => {
    const { stripe, post } = bench;
    const session = await stripe.checkout.sessions.create(sessionParams());
    await post(`/c/pay/${session.id}`, bankForm(account));
    bench.sandbox.clock.advance(4 * DAY);
    const after = await stripe.checkout.sessions.retrieve(session.id, { expand: ['payment_intent'] });
    expect(after).toMatchObject({
      status: 'complete',
      payment_status: 'unpaid',
      payment_intent: { status: 'requires_payment_method', last_payment_error: { code } },
    });
    expect((await bench.types()).slice(-3)).toEqual([
      'charge.failed',
      'payment_intent.payment_failed',
      'checkout.session.async_payment_failed',
    ]);
  });

  it('leaves the processing account in processing for ever', async () => {
    const { stripe, post } = bench;
    const session = await stripe.checkout.sessions.create(sessionParams());
    await post(`/c/pay/${session.id}`, bankForm('000000000009'));
    bench.sandbox.clock.advance(25 * DAY);
    const after = await stripe.checkout.sessions.retrieve(session.id, { expand: ['payment_intent'] });
    expect(after).toMatchObject({ payment_status: 'unpaid', payment_intent: { status: 'processing' } });
  });
});
