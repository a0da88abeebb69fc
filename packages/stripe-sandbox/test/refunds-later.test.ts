import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Bench, bankForm, openBench, sessionParams } from './support.ts';

let bench: Bench;
beforeEach(async () => {
  bench = await openBench();
});
afterEach(() => bench.close());

const DAY = 86_400_000;

function sell(payment_method: string) {
  return bench.stripe.paymentIntents.create({ amount: 2000, currency: 'usd', payment_method, confirm: true });
}

async function since(before: number): Promise<string[]> {
  return (await bench.types()).slice(before).filter((type) => type.includes('refund'));
}

it('a refund that fails after it succeeded puts the money back, and the payment can be refunded again', async () => {
  const { stripe, sandbox } = bench;
  const intent = await sell('pm_card_refundFail');
  const before = (await bench.types()).length;
  const refund = await stripe.refunds.create({ payment_intent: intent.id });
  expect(refund).toMatchObject({ status: 'succeeded' });
  sandbox.clock.advance(DAY);
  expect(await stripe.refunds.retrieve(refund.id)).toMatchObject({
    status: 'failed',
    failure_reason: 'expired_or_canceled_card',
  });
  expect(await since(before)).toEqual([
    'refund.created',
    'charge.refunded',
    'refund.updated',
    'charge.refund.updated',
    'refund.failed',
  ]);
  const { data } = await stripe.balanceTransactions.list({ source: refund.id });
  expect(data.map(({ type, net, reporting_category }) => [type, net, reporting_category])).toEqual([
    ['refund_failure', 2000, 'refund_failure'],
    ['refund', -2000, 'refund'],
  ]);
  await stripe.refunds.create({ payment_intent: intent.id, amount: 500 });
});

it('a refund that pends tells when it is through', async () => {
  const intent = await sell('pm_card_pendingRefund');
  const before = (await bench.types()).length;
  const refund = await bench.stripe.refunds.create({ payment_intent: intent.id });
  expect(refund).toMatchObject({ status: 'pending', pending_reason: 'processing' });
  bench.sandbox.clock.advance(DAY);
  const after = await bench.stripe.refunds.retrieve(refund.id);
  expect(after.status).toBe('succeeded');
  expect(after.pending_reason).toBeUndefined();
  expect(await since(before)).toEqual([
    'refund.created',
    'charge.refunded',
    'refund.updated',
    'charge.refund.updated',
  ]);
});

it('a pending refund of a bank debit can fail, and that is the end of it', async () => {
  const { stripe, sandbox, control } = bench;
  const session = await stripe.checkout.sessions.create(sessionParams());
  await bench.post(`/c/pay/${session.id}`, bankForm());
  sandbox.clock.advance(4 * DAY);
  const intent = String((await stripe.checkout.sessions.retrieve(session.id)).payment_intent);
  const refund = await stripe.refunds.create({ payment_intent: intent });
  expect(refund).toMatchObject({ status: 'pending', destination_details: { type: 'us_bank_transfer' } });
  expect((await control('POST', `/refunds/${refund.id}/settle`, { outcome: 'failed' })).status).toBe(200);
  sandbox.clock.advance(10 * DAY);
  expect(await stripe.refunds.retrieve(refund.id)).toMatchObject({
    status: 'failed',
    failure_reason: 'declined',
  });
  const { data } = await stripe.balanceTransactions.list({ source: refund.id });
  expect(data.map(({ type }) => type)).toEqual(['payment_failure_refund', 'payment_refund']);
  expect((await control('POST', `/refunds/${refund.id}/settle`, { outcome: 'failed' })).status).toBe(400);
});

it('a bank debit cannot be given back after 180 days', async () => {
  const { stripe, sandbox } = bench;
  const session = await stripe.checkout.sessions.create(sessionParams());
  await bench.post(`/c/pay/${session.id}`, bankForm());
  sandbox.clock.advance(181 * DAY);
  const intent = String((await stripe.checkout.sessions.retrieve(session.id)).payment_intent);
  await expect(stripe.refunds.create({ payment_intent: intent })).rejects.toMatchObject({
    code: 'charge_not_refundable',
  });
});

it.each(['pm_card_visa', 'pm_card_pendingRefund'])(
  'no refund of %s can be cancelled: only one that waits for the payer could be',
  async (method) => {
    const intent = await sell(method);
    const refund = await bench.stripe.refunds.create({ payment_intent: intent.id });
    await expect(bench.stripe.refunds.cancel(refund.id)).rejects.toMatchObject({ statusCode: 400 });
    expect((await bench.stripe.refunds.retrieve(refund.id)).status).toBe(refund.status);
  },
);
