import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Bench, openBench, sessionParams } from './support.ts';

let bench: Bench;
beforeAll(async () => {
  bench = await openBench();
});
afterAll(() => bench.close());

function session(currency: string, unit_amount: number) {
  const line = { quantity: 1, price_data: { currency, unit_amount, product_data: { name: 'Invoice' } } };
  return bench.stripe.checkout.sessions.create(sessionParams({ line_items: [line] }));
}

describe('an amount', () => {
  it.each([
    ['usd', 50],
    ['gbp', 30],
    ['jpy', 50],
    ['pln', 200],
    ['czk', 1500],
    ['huf', 17_500],
    ['bgn', 100],
    ['nok', 300],
    ['dkk', 250],
  ])('of less than the smallest charge in %s is refused', async (currency, smallest) => {
    await expect(session(currency, smallest - 1)).rejects.toMatchObject({ code: 'amount_too_small' });
    await expect(session(currency, smallest)).resolves.toMatchObject({ amount_total: smallest });
    const { paymentIntents } = bench.stripe;
    await expect(paymentIntents.create({ amount: smallest - 1, currency })).rejects.toMatchObject({
      code: 'amount_too_small',
      param: 'amount',
    });
  });

  it('of more than eight digits is refused', async () => {
    await expect(session('usd', 100_000_000)).rejects.toMatchObject({ code: 'amount_too_large' });
    await expect(session('usd', 99_999_999)).resolves.toMatchObject({ amount_total: 99_999_999 });
  });

  it.each([
    ['kwd', 10_005, 10_010],
    ['isk', 10_050, 10_100],
    ['ugx', 1_000_050, 1_000_100],
  ])('in %s must fit the currency’s smallest step', async (currency, wrong, right) => {
    await expect(session(currency, wrong)).rejects.toMatchObject({ statusCode: 400 });
    await expect(session(currency, right)).resolves.toMatchObject({ amount_total: right });
  });

  it('in an unknown currency is refused', async () => {
    await expect(session('xyz', 1000)).rejects.toMatchObject({ statusCode: 400 });
  });
});

describe('a session', () => {
  it.each([29 * 60, 24 * 3600 + 120])('may not expire %i seconds from now', async (seconds) => {
    const expires_at = Math.floor(bench.sandbox.clock.now() / 1000) + seconds;
    await expect(bench.stripe.checkout.sessions.create(sessionParams({ expires_at }))).rejects.toMatchObject({
      param: 'expires_at',
    });
  });

  it('offers bank accounts for US dollars only, and only what is allowed', async () => {
    expect((await session('usd', 1000)).payment_method_types).toEqual(['card', 'us_bank_account']);
    expect((await session('eur', 1000)).payment_method_types).toEqual(['card']);
    const cards = await bench.stripe.checkout.sessions.create(
      sessionParams({ allowed_payment_method_types: ['card'] }),
    );
    expect(cards).toMatchObject({ payment_method_types: ['card'], allowed_payment_method_types: ['card'] });
    expect(await (await fetch(cards.url ?? '')).text()).not.toContain('US bank account');
  });

  it('expires at its time, by the clock, and says so on its page', async () => {
    const expires_at = Math.floor(bench.sandbox.clock.now() / 1000) + 1800;
    const { id, url } = await bench.stripe.checkout.sessions.create(sessionParams({ expires_at }));
    bench.sandbox.clock.advance(1_801_000);
    expect(await bench.stripe.checkout.sessions.retrieve(id)).toMatchObject({ status: 'expired', url: null });
    expect(await (await fetch(url ?? '')).text()).toContain('has expired');
    expect((await bench.types()).at(-1)).toBe('checkout.session.expired');
  });
});
