import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Bench, openBench } from './support.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** A morning, so that the test's days are the calendar's. */
const START = Date.UTC(2026, 10, 2, 9);

let bench: Bench;
beforeEach(async () => {
  bench = await openBench({ now: () => START });
});
afterEach(() => bench.close());

function sell(amount: number, payment_method = 'pm_card_visa', currency = 'usd') {
  return bench.stripe.paymentIntents.create({
    amount,
    currency,
    payment_method,
    confirm: true,
    automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
  });
}

async function balance(): Promise<{ available: number; pending: number }> {
  const found = await bench.stripe.balance.retrieve();
  return { available: found.available[0]?.amount ?? 0, pending: found.pending[0]?.amount ?? 0 };
}

async function told(prefix: string): Promise<string[]> {
  const { data } = await bench.stripe.events.list({ limit: 100 });
  return data
    .toReversed()
    .map(({ type }) => type)
    .filter((type) => type.startsWith(prefix));
}

describe('the balance', () => {
  it('grows at once and can be paid out two days later', async () => {
    await sell(10_000);
    expect(await balance()).toEqual({ available: 0, pending: 9680 });
    const [sale] = (await bench.stripe.balanceTransactions.list({ type: 'charge' })).data;
    expect(sale).toMatchObject({ status: 'pending', available_on: Date.UTC(2026, 10, 4) / 1000 });
    bench.sandbox.clock.advance(Date.UTC(2026, 10, 4) - START);
    const after = await bench.stripe.balanceTransactions.retrieve(sale?.id ?? '');
    expect(after.status).toBe('available');
    expect((await told('balance.')).length).toBe(1);
  });

  it('is there at once for the test card that skips the wait', async () => {
    await sell(10_000, 'pm_card_bypassPending');
    expect(await balance()).toEqual({ available: 9680, pending: 0 });
  });

  it('tells cards and bank accounts apart, and starts at nothing', async () => {
    expect((await bench.stripe.balance.retrieve()).available).toEqual([
      { amount: 0, currency: 'usd', source_types: { card: 0 } },
    ]);
  });
});

describe('an automatic payout', () => {
  it('takes all that is available each day, and lists what it took', async () => {
    await sell(10_000);
    await sell(5000);
    bench.sandbox.clock.advance(2 * DAY);
    const [payout] = (await bench.stripe.payouts.list()).data;
    expect(payout).toMatchObject({
      amount: 9680 + 4825,
      automatic: true,
      status: 'pending',
      reconciliation_status: 'in_progress',
      created: Date.UTC(2026, 10, 4) / 1000,
      arrival_date: Date.UTC(2026, 10, 6) / 1000,
    });
    expect(await balance()).toEqual({ available: 0, pending: 0 });
    const taken = await bench.stripe.balanceTransactions.list({ payout: payout?.id ?? '' });
    expect(taken.data.map(({ type, net }) => [type, net])).toEqual([
      ['payout', -14_505],
      ['charge', 4825],
      ['charge', 9680],
    ]);
    expect(taken.data.reduce((sum, { net }) => sum + net, 0)).toBe(0);
    bench.sandbox.clock.advance(2 * DAY);
    expect(await bench.stripe.payouts.retrieve(payout?.id ?? '')).toMatchObject({
      status: 'paid',
      reconciliation_status: 'completed',
      trace_id: { status: 'supported' },
    });
    expect(await told('payout.')).toEqual([
      'payout.created',
      'payout.updated',
      'payout.paid',
      'payout.reconciliation_completed',
    ]);
  });

  it('waits while more was given back than taken', async () => {
    const sale = await sell(10_000, 'pm_card_bypassPending');
    await bench.stripe.refunds.create({ payment_intent: sale.id });
    bench.sandbox.clock.advance(3 * DAY);
    expect((await bench.stripe.payouts.list()).data).toEqual([]);
    expect((await balance()).available).toBe(-320);
    await sell(10_000, 'pm_card_bypassPending');
    bench.sandbox.clock.advance(DAY);
    expect((await bench.stripe.payouts.list()).data.map(({ amount }) => amount)).toEqual([9360]);
  });

  it('does not happen on a manual schedule', async () => {
    const { body } = await bench.control<{ account: string }>('GET', '/state');
    await bench.control('POST', `/accounts/${body.account}/payout_schedule`, { interval: 'manual' });
    await sell(10_000);
    bench.sandbox.clock.advance(5 * DAY);
    expect((await bench.stripe.payouts.list()).data).toEqual([]);
    expect(await balance()).toEqual({ available: 9680, pending: 0 });
  });

  it('that comes back is in the balance again, and nothing more is sent to that bank account', async () => {
    const { body } = await bench.control<{ account: string }>('GET', '/state');
    await bench.control('POST', `/accounts/${body.account}/bank_account`, { number: '000111111116' });
    await sell(10_000);
    bench.sandbox.clock.advance(5 * DAY);
    const { data } = await bench.stripe.payouts.list({ expand: ['data.failure_balance_transaction'] });
    expect(data).toMatchObject([
      { status: 'failed', failure_code: 'no_account', failure_balance_transaction: { amount: 9680 } },
    ]);
    expect(await balance()).toEqual({ available: 9680, pending: 0 });
    expect((await told('payout.')).at(-1)).toBe('payout.failed');
    await bench.control('POST', `/accounts/${body.account}/bank_account`, { number: '000123456789' });
    await sell(10_000, 'pm_card_bypassPending');
    bench.sandbox.clock.advance(DAY);
    expect((await bench.stripe.payouts.list()).data[0]).toMatchObject({
      amount: 2 * 9680,
      status: 'pending',
    });
  });
});

describe('a payout by the API', () => {
  it('is made from what is available, and no more', async () => {
    const { payouts } = bench.stripe;
    await expect(payouts.create({ amount: 1100, currency: 'usd' })).rejects.toMatchObject({
      code: 'balance_insufficient',
    });
    await sell(2000, 'pm_card_bypassPending');
    const payout = await payouts.create({
      amount: 1100,
      currency: 'usd',
      description: 'By hand',
      metadata: { ours: '1' },
      expand: ['destination', 'balance_transaction'],
    });
    expect(payout).toMatchObject({
      amount: 1100,
      automatic: false,
      status: 'pending',
      metadata: { ours: '1' },
      reconciliation_status: 'not_applicable',
      destination: { object: 'bank_account', last4: '6789' },
      balance_transaction: { amount: -1100, type: 'payout', reporting_category: 'payout' },
    });
    expect((await balance()).available).toBe(1912 - 1100);
    expect(await payouts.update(payout.id, { metadata: { ours: '2' } })).toMatchObject({
      metadata: { ours: '2' },
    });
  });

  it('can be cancelled until the bank has it', async () => {
    const { payouts } = bench.stripe;
    await sell(5000, 'pm_card_bypassPending');
    const first = await payouts.create({ amount: 1000, currency: 'usd' });
    expect(await payouts.cancel(first.id)).toMatchObject({ status: 'canceled' });
    expect((await balance()).available).toBe(4825);
    const second = await payouts.create({ amount: 1000, currency: 'usd' });
    bench.sandbox.clock.advance(DAY);
    expect((await payouts.retrieve(second.id)).status).toBe('in_transit');
    await expect(payouts.cancel(second.id)).rejects.toMatchObject({ statusCode: 400 });
    expect((await payouts.list({ status: 'canceled' })).data.map(({ id }) => id)).toEqual([first.id]);
  });

  it.each([
    [{ amount: 0, currency: 'usd' }, 'amount'],
    [{ amount: 100, currency: 'eur' }, 'currency'],
    [{ amount: 100, currency: 'zzz' }, 'currency'],
  ])('is refused: %o', async (params, param) => {
    await expect(bench.stripe.payouts.create(params)).rejects.toMatchObject({ statusCode: 400, param });
  });

  it('that does not exist is a 404', async () => {
    await expect(bench.stripe.payouts.retrieve('po_none')).rejects.toMatchObject({ statusCode: 404 });
  });
});

describe('a sale in another currency', () => {
  it('settles in the account’s own, at the rate that is told, with the cost of converting', async () => {
    const sale = await sell(10_000, 'pm_card_visa', 'eur');
    expect(sale.currency).toBe('eur');
    const [transaction] = (await bench.stripe.balanceTransactions.list()).data;
    expect(transaction).toMatchObject({
      currency: 'usd',
      exchange_rate: 1.1,
      amount: 11_000,
      fee: 349 + 110,
      net: 11_000 - 459,
    });
    expect(transaction?.fee_details.map(({ amount, type }) => [amount, type])).toEqual([
      [349, 'stripe_fee'],
      [110, 'stripe_fee'],
    ]);
    await bench.stripe.refunds.create({ payment_intent: sale.id, amount: 5000 });
    const [refund] = (await bench.stripe.balanceTransactions.list({ type: 'refund' })).data;
    expect(refund).toMatchObject({ amount: -5500, currency: 'usd', exchange_rate: 1.1, fee: 0 });
  });

  it('minds currencies without minor units', async () => {
    await sell(10_000, 'pm_card_visa', 'jpy');
    expect((await bench.stripe.balanceTransactions.list()).data).toMatchObject([
      { amount: 6700, currency: 'usd', exchange_rate: 0.0067 },
    ]);
  });

  it('stays as it is where there is a bank account for it', async () => {
    const other = await openBench({ account: { settles: ['usd', 'eur'] } });
    await other.stripe.paymentIntents.create({
      amount: 10_000,
      currency: 'eur',
      payment_method: 'pm_card_bypassPending',
      confirm: true,
    });
    expect((await other.stripe.balanceTransactions.list()).data).toMatchObject([
      { currency: 'eur', amount: 10_000, exchange_rate: null },
    ]);
    const payout = await other.stripe.payouts.create({ amount: 100, currency: 'eur' });
    expect(payout.currency).toBe('eur');
    await other.close();
  });
});
