import type Stripe from 'stripe';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Bench, openBench } from './support.ts';

let bench: Bench;
let customer: string;
beforeEach(async () => {
  bench = await openBench();
  customer = (await bench.stripe.customers.create({ name: 'Acme' })).id;
  await bench.types();
  bench.received.length = 0;
});
afterEach(() => bench.close());

const DAY = 86_400_000;
const BY_MICRODEPOSITS = {
  payment_method_options: { us_bank_account: { verification_method: 'microdeposits' } },
} as const;

function setUp(payment_method = 'pm_usBankAccount_success'): Promise<Stripe.SetupIntent> {
  return bench.stripe.setupIntents.create({ payment_method, customer, confirm: true, ...BY_MICRODEPOSITS });
}

function pay(payment_method = 'pm_usBankAccount_success'): Promise<Stripe.PaymentIntent> {
  return bench.stripe.paymentIntents.create({
    amount: 2000,
    currency: 'usd',
    payment_method,
    customer,
    confirm: true,
    setup_future_usage: 'off_session',
    ...BY_MICRODEPOSITS,
  });
}

const PREFIX = 'payment_method_microdeposit_verification';

describe('a bank account that is set up by micro-deposits', () => {
  it('waits with all that a payer needs to know', async () => {
    const setup = await setUp();
    expect(setup).toMatchObject({
      status: 'requires_action',
      next_action: {
        type: 'verify_with_microdeposits',
        verify_with_microdeposits: {
          microdeposit_type: 'descriptor_code',
          hosted_verification_url: `${bench.url}/c/microdeposits/${setup.id}`,
        },
      },
    });
    const arrival = setup.next_action?.verify_with_microdeposits?.arrival_date ?? 0;
    expect(arrival * 1000).toBeGreaterThan(bench.sandbox.clock.now());
    expect([0, 6]).not.toContain(new Date(arrival * 1000).getUTCDay());
    const mandate = await bench.stripe.mandates.retrieve(String(setup.mandate));
    expect(mandate.status).toBe('pending');
    expect((await bench.stripe.paymentMethods.list({ customer })).data).toEqual([]);
  });

  it.each([[{ amounts: [32, 45] }], [{ amounts: [45, 32] }], [{ descriptor_code: 'SM11AA' }]])(
    'is verified by %o and can then be debited at once',
    async (answer) => {
      const { stripe } = bench;
      const { id } = await setUp();
      const done = await stripe.setupIntents.verifyMicrodeposits(id, answer);
      expect(done).toMatchObject({ status: 'succeeded', next_action: null });
      expect((await stripe.mandates.retrieve(String(done.mandate))).status).toBe('active');
      expect(await bench.types()).toEqual([
        'setup_intent.created',
        'setup_intent.requires_action',
        'mandate.updated',
        'payment_method.attached',
        'setup_intent.succeeded',
      ]);
      expect((await pay(String(done.payment_method))).status).toBe('processing');
      await expect(stripe.setupIntents.verifyMicrodeposits(id, answer)).rejects.toMatchObject({
        code: 'payment_method_bank_account_already_verified',
      });
    },
  );

  it.each([
    [{ amounts: [1, 2] }, `${PREFIX}_amounts_mismatch`],
    [{ descriptor_code: 'SM99ZZ' }, `${PREFIX}_descriptor_code_mismatch`],
    [{ amounts: [32] }, `${PREFIX}_amounts_invalid`],
    [{ amounts: [0, 45] }, `${PREFIX}_amounts_invalid`],
    [{}, 'parameter_missing'],
    [{ amounts: [32, 45], descriptor_code: 'SM11AA' }, 'parameters_exclusive'],
  ])('stays as it was after %o: %s', async (answer, code) => {
    const { stripe } = bench;
    const { id } = await setUp();
    await expect(stripe.setupIntents.verifyMicrodeposits(id, answer)).rejects.toMatchObject({
      statusCode: 400,
      type: 'StripeInvalidRequestError',
      code,
    });
    expect((await stripe.setupIntents.retrieve(id)).status).toBe('requires_action');
  });

  it('is given up after ten wrong answers', async () => {
    const { stripe } = bench;
    const { id, mandate } = await setUp();
    for (let n = 1; n < 10; n++) {
      await expect(stripe.setupIntents.verifyMicrodeposits(id, { amounts: [1, n] })).rejects.toMatchObject({
        code: `${PREFIX}_amounts_mismatch`,
      });
    }
    await expect(stripe.setupIntents.verifyMicrodeposits(id, { amounts: [1, 10] })).rejects.toMatchObject({
      code: `${PREFIX}_attempts_exceeded`,
      setup_intent: { status: 'requires_payment_method' },
    });
    const after = await stripe.setupIntents.retrieve(id);
    expect(after.last_setup_error?.code).toBe(`${PREFIX}_attempts_exceeded`);
    expect((await stripe.mandates.retrieve(String(mandate))).status).toBe('inactive');
    await expect(stripe.setupIntents.verifyMicrodeposits(id, { amounts: [32, 45] })).rejects.toMatchObject({
      code: 'setup_intent_unexpected_state',
    });
    expect((await bench.types()).slice(-2)).toEqual(['mandate.updated', 'setup_intent.setup_failed']);
  });

  it.each([
    [{ amounts: [10, 11] }, `${PREFIX}_attempts_exceeded`],
    [{ descriptor_code: 'SM33CC' }, `${PREFIX}_attempts_exceeded`],
    [{ amounts: [40, 41] }, `${PREFIX}_timeout`],
    [{ descriptor_code: 'SM44DD' }, `${PREFIX}_timeout`],
  ])('ends at once by %o: %s', async (answer, code) => {
    const { stripe } = bench;
    const { id } = await setUp();
    await expect(stripe.setupIntents.verifyMicrodeposits(id, answer)).rejects.toMatchObject({ code });
    expect(await stripe.setupIntents.retrieve(id)).toMatchObject({
      status: 'requires_payment_method',
      last_setup_error: { code },
    });
  });

  it('is given up when ten days have passed', async () => {
    const { id } = await setUp();
    bench.sandbox.clock.advance(10 * DAY - 1000);
    expect((await bench.stripe.setupIntents.retrieve(id)).status).toBe('requires_action');
    bench.sandbox.clock.advance(2000);
    expect(await bench.stripe.setupIntents.retrieve(id)).toMatchObject({
      status: 'requires_payment_method',
      last_setup_error: { code: `${PREFIX}_timeout` },
    });
  });

  it('fails where the deposits cannot be sent', async () => {
    const { id } = await setUp('pm_usBankAccount_failMicrodeposits');
    bench.sandbox.clock.advance(4 * DAY);
    expect(await bench.stripe.setupIntents.retrieve(id)).toMatchObject({
      status: 'requires_payment_method',
      last_setup_error: { code: 'payment_method_microdeposit_failed' },
    });
    expect((await bench.types()).at(-1)).toBe('setup_intent.setup_failed');
  });
});

describe('a payment from a bank account that is verified by micro-deposits', () => {
  it('is debited once verified, with the account kept as was asked', async () => {
    const { stripe } = bench;
    const intent = await pay();
    expect(intent).toMatchObject({ status: 'requires_action', latest_charge: null });
    await stripe.paymentIntents.verifyMicrodeposits(intent.id, { amounts: [32, 45] });
    expect(await bench.types()).toEqual([
      'payment_intent.created',
      'payment_intent.requires_action',
      'mandate.updated',
      'charge.pending',
      'payment_method.attached',
      'payment_intent.processing',
    ]);
    bench.sandbox.clock.advance(4 * DAY);
    expect((await stripe.paymentIntents.retrieve(intent.id)).status).toBe('succeeded');
  });

  it('fails by too many tries, and takes another method then', async () => {
    const { stripe } = bench;
    const { id } = await pay();
    const answer = stripe.paymentIntents.verifyMicrodeposits(id, { descriptor_code: 'sm33cc' });
    await expect(answer).rejects.toMatchObject({
      code: `${PREFIX}_attempts_exceeded`,
      payment_intent: { status: 'requires_payment_method', payment_method: null },
    });
    expect((await bench.types()).at(-1)).toBe('payment_intent.payment_failed');
    expect((await stripe.paymentIntents.confirm(id, { payment_method: 'pm_card_visa' })).status).toBe(
      'succeeded',
    );
  });

  it('is not waited for any more once the payment is cancelled or paid otherwise', async () => {
    const { stripe } = bench;
    const canceled = await pay();
    await stripe.paymentIntents.cancel(canceled.id);
    const otherwise = await pay();
    await stripe.paymentIntents.confirm(otherwise.id, { payment_method: 'pm_card_visa' });
    bench.sandbox.clock.advance(11 * DAY);
    expect((await stripe.paymentIntents.retrieve(canceled.id)).status).toBe('canceled');
    expect((await stripe.paymentIntents.retrieve(otherwise.id)).status).toBe('succeeded');
    for (const { id } of [canceled, otherwise]) {
      await expect(
        stripe.paymentIntents.verifyMicrodeposits(id, { amounts: [32, 45] }),
      ).rejects.toMatchObject({ code: 'payment_intent_unexpected_state' });
    }
  });

  it('counts a wrong answer once however often it is repeated with one key', async () => {
    const { stripe } = bench;
    const { id } = await pay();
    for (let n = 0; n < 12; n++) {
      const again = stripe.paymentIntents.verifyMicrodeposits(
        id,
        { amounts: [1, 2] },
        { idempotencyKey: 'one' },
      );
      await expect(again).rejects.toMatchObject({ code: `${PREFIX}_amounts_mismatch` });
    }
    const right = await stripe.paymentIntents.verifyMicrodeposits(id, { descriptor_code: 'SM11AA' });
    expect(right.status).toBe('processing');
  });
});

describe('the page for micro-deposits', () => {
  it.each([
    [
      'descriptor_code',
      { descriptor_code: 'SM00XX' },
      { descriptor_code: 'SM11AA' },
      'code on the statement',
    ],
    ['amounts', { first: '1', second: 'x' }, { first: '32', second: '45' }, 'First, in cents'],
  ])('takes %s, says what was wrong and then that all is well', async (type, wrong, right, label) => {
    const { stripe, post } = bench;
    await bench.control('POST', '/microdeposits', { type });
    const setup = await setUp();
    expect(setup.next_action?.verify_with_microdeposits?.microdeposit_type).toBe(type);
    const url = new URL(setup.next_action?.verify_with_microdeposits?.hosted_verification_url ?? '');
    const html = await (await fetch(url)).text();
    expect(html).toContain(label);
    expect(html).toContain('STRIPE TEST BANK •••• 6789');
    const refused = await post(url.pathname, wrong);
    expect(refused.status).toBe(400);
    expect(await refused.text()).toContain('role="alert"');
    const accepted = await post(url.pathname, right);
    expect(await accepted.text()).toContain('Your bank account is verified');
    expect((await stripe.setupIntents.retrieve(setup.id)).status).toBe('succeeded');
    expect(await (await fetch(url)).text()).toContain('There is nothing to verify');
  });

  it('keeps the count of tries, and is not there for unknown intents', async () => {
    const { stripe, post } = bench;
    const { id } = await setUp();
    for (let n = 0; n < 10; n++) await post(`/c/microdeposits/${id}`, { descriptor_code: 'SM00XX' });
    expect((await stripe.setupIntents.retrieve(id)).last_setup_error?.code).toBe(
      `${PREFIX}_attempts_exceeded`,
    );
    expect((await fetch(`${bench.url}/c/microdeposits/seti_none`)).status).toBe(404);
  });
});
