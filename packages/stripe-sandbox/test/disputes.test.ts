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

it('a decided dispute can be decided again, both ways, with a balance transaction each time', async () => {
  const { stripe } = bench;
  const intent = await paySession({ card: '4000000000000259' });
  const id = (await stripe.disputes.list({ payment_intent: intent })).data[0]?.id ?? '';
  const decide = (outcome: string) => bench.control('POST', `/disputes/${id}/decide`, { outcome });
  const amounts = async () =>
    (await stripe.disputes.retrieve(id)).balance_transactions.map(({ amount, fee }) => [amount, fee]);
  await decide('won');
  await decide('lost');
  expect(await stripe.disputes.retrieve(id)).toMatchObject({ status: 'lost' });
  await decide('appealed');
  expect(await stripe.disputes.retrieve(id)).toMatchObject({ status: 'appeal_under_review' });
  await decide('won');
  expect(await amounts()).toEqual([
    [-12_000, 1500],
    [12_000, -1500],
    [-12_000, 1500],
    [12_000, -1500],
  ]);
  await expect(stripe.disputes.close(id)).rejects.toMatchObject({ code: 'dispute_already_closed' });
});
