import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Bench, openBench, sessionParams } from './support.ts';

let bench: Bench;
beforeEach(async () => {
  bench = await openBench();
});
afterEach(() => bench.close());

const DAY = 86_400_000;

async function paySession(how: object): Promise<string> {
  const session = await bench.stripe.checkout.sessions.create(sessionParams());
  await bench.control('POST', `/checkout/${session.id}/pay`, how);
  return String((await bench.stripe.checkout.sessions.retrieve(session.id)).payment_intent);
}

it('a card that is made for it pays, and is disputed at once: the money and a fee are taken back', async () => {
  const { stripe } = bench;
  const intent = await paySession({ card: '4000000000000259' });
  const { data } = await stripe.disputes.list({ payment_intent: intent });
  expect(data).toMatchObject([
    { status: 'needs_response', reason: 'fraudulent', amount: 12_000, metadata: {} },
  ]);
  expect(data[0]?.balance_transactions).toMatchObject([
    { amount: -12_000, fee: 1500, net: -13_500, type: 'adjustment' },
  ]);
  const { latest_charge } = await stripe.paymentIntents.retrieve(intent, { expand: ['latest_charge'] });
  expect(latest_charge).toMatchObject({ disputed: true, status: 'succeeded' });
  expect(await bench.types()).toEqual(
    expect.arrayContaining(['charge.dispute.created', 'charge.dispute.funds_withdrawn']),
  );
});

it('a bank debit can come back after it succeeded: as a dispute that is already lost', async () => {
  const { stripe, sandbox } = bench;
  const intent = await paySession({ bank: '000555555559' });
  sandbox.clock.advance(4 * DAY);
  expect((await stripe.disputes.list()).data).toEqual([]);
  expect((await stripe.paymentIntents.retrieve(intent)).status).toBe('succeeded');
  sandbox.clock.advance(DAY);
  const [dispute] = (await stripe.disputes.list()).data;
  expect(dispute).toMatchObject({ status: 'lost', reason: 'debit_not_authorized', payment_intent: intent });
  expect(await stripe.disputes.retrieve(dispute?.id ?? '')).toEqual(dispute);
});
