import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Bench, bankForm, openBench, sessionParams } from './support.ts';

let bench: Bench;
beforeEach(async () => {
  bench = await openBench();
});
afterEach(() => bench.close());

const DAY = 86_400_000;

function charge(payment_method = 'pm_card_visa') {
  return bench.stripe.paymentIntents.create({
    amount: 2000,
    currency: 'usd',
    payment_method,
    confirm: true,
    automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
  });
}

async function newTypes(since: number): Promise<string[]> {
  return (await bench.types()).slice(since);
}

it('a part of a payment is given back, then the rest, and no more', async () => {
  const { stripe } = bench;
  const intent = await charge();
  const before = (await bench.types()).length;
  const part = await stripe.refunds.create({
    payment_intent: intent.id,
    amount: 500,
    metadata: { refund: 're_1' },
  });
  expect(part).toMatchObject({
    status: 'succeeded',
    amount: 500,
    payment_intent: intent.id,
    metadata: { refund: 're_1' },
  });
  expect(await newTypes(before)).toEqual([
    'refund.created',
    'charge.refunded',
    'refund.updated',
    'charge.refund.updated',
  ]);
  await expect(stripe.refunds.create({ payment_intent: intent.id, amount: 1501 })).rejects.toMatchObject({
    statusCode: 400,
    param: 'amount',
  });
  await stripe.refunds.create({ payment_intent: intent.id });
  await expect(stripe.refunds.create({ payment_intent: intent.id })).rejects.toMatchObject({
    code: 'charge_already_refunded',
  });
  const after = await stripe.charges.retrieve(String(intent.latest_charge), { expand: ['refunds'] });
  expect(after).toMatchObject({ amount_refunded: 2000, refunded: true });
  expect(after.refunds?.data.map(({ amount }) => amount)).toEqual([1500, 500]);
  expect((await stripe.refunds.list({ payment_intent: intent.id })).data).toHaveLength(2);
});

it('each refund moves the balance', async () => {
  const { stripe } = bench;
  const intent = await charge();
  await stripe.refunds.create({ payment_intent: intent.id, amount: 500 });
  const { data } = await stripe.balanceTransactions.list();
  expect(data.map(({ type, amount, fee, net }) => ({ type, amount, fee, net }))).toEqual([
    { type: 'refund', amount: -500, fee: 0, net: -500 },
    { type: 'charge', amount: 2000, fee: 88, net: 1912 },
  ]);
  expect((await stripe.balanceTransactions.list({ type: 'refund' })).data).toHaveLength(1);
});

it('a refund that pends succeeds a day later', async () => {
  const { stripe, sandbox } = bench;
  const intent = await charge('pm_card_pendingRefund');
  const refund = await stripe.refunds.create({ payment_intent: intent.id });
  expect(refund.status).toBe('pending');
  sandbox.clock.advance(DAY);
  expect((await stripe.refunds.retrieve(refund.id)).status).toBe('succeeded');
});

it('a refund can fail after it succeeded: then the money is the merchant’s again', async () => {
  const { stripe, sandbox } = bench;
  const intent = await charge('pm_card_refundFail');
  const refund = await stripe.refunds.create({ payment_intent: intent.id });
  expect(refund.status).toBe('succeeded');
  sandbox.clock.advance(DAY);
  expect(await stripe.refunds.retrieve(refund.id, { expand: ['failure_balance_transaction'] })).toMatchObject(
    {
      status: 'failed',
      failure_balance_transaction: { amount: 2000 },
    },
  );
  expect((await bench.types()).at(-1)).toBe('refund.failed');
  expect(await stripe.charges.retrieve(String(intent.latest_charge))).toMatchObject({
    amount_refunded: 0,
    refunded: false,
  });
});

it('a bank account’s payment is given back only once it has settled, and that takes days too', async () => {
  const { stripe, sandbox, post } = bench;
  const session = await stripe.checkout.sessions.create(sessionParams());
  await post(`/c/pay/${session.id}`, bankForm());
  const intent = String((await stripe.checkout.sessions.retrieve(session.id)).payment_intent);
  await expect(stripe.refunds.create({ payment_intent: intent })).rejects.toMatchObject({ statusCode: 400 });
  sandbox.clock.advance(4 * DAY);
  const refund = await stripe.refunds.create({ payment_intent: intent });
  expect(refund.id).toMatch(/^pyr_/);
  expect(refund.status).toBe('pending');
  sandbox.clock.advance(4 * DAY);
  expect((await stripe.refunds.retrieve(refund.id)).status).toBe('succeeded');
});
