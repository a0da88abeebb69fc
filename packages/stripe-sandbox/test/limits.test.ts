import Stripe from 'stripe';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Bench, openBench } from './support.ts';

let bench: Bench;
let now = Date.UTC(2026, 10, 2, 9);
beforeEach(async () => {
  bench = await openBench({ now: () => now });
});
afterEach(() => bench.close());

const intent = { amount: 1000, currency: 'usd' } as const;

async function caught(work: Promise<unknown>): Promise<Stripe.errors.StripeError> {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (error instanceof Stripe.errors.StripeError) return error;
  throw new Error('it was not refused');
}

describe('rate limits', () => {
  it('are off until somebody sets them', async () => {
    for (let n = 0; n < 60; n++) await bench.stripe.customers.list();
    expect((await bench.control('GET', '/limits')).body).toEqual({ perAccount: null, perEndpoint: null });
  });

  it('turn away the 26th call to one endpoint in a second, and no other endpoint’s', async () => {
    const { stripe, control } = bench;
    await control('POST', '/limits', { preset: 'live' });
    for (let n = 0; n < 25; n++) await stripe.paymentIntents.create(intent);
    const error = await caught(stripe.paymentIntents.create(intent));
    expect(error).toBeInstanceOf(Stripe.errors.StripeRateLimitError);
    expect(error).toMatchObject({ statusCode: 429, code: 'rate_limit' });
    expect(error.headers?.['stripe-rate-limited-reason']).toBe('endpoint-rate');
    expect((await stripe.paymentIntents.list({ limit: 100 })).data).toHaveLength(25);
    now += 1000;
    await stripe.paymentIntents.create(intent);
  });

  it('count all endpoints of an account together, and each account by itself', async () => {
    const { control, client } = bench;
    const { body } = await control<{ id: string }>('POST', '/accounts', {});
    await control('POST', '/limits', { perAccount: 3, perEndpoint: null });
    await bench.stripe.customers.list();
    await bench.stripe.charges.list();
    await bench.stripe.refunds.list();
    const error = await caught(bench.stripe.events.list());
    expect(error.headers?.['stripe-rate-limited-reason']).toBe('global-rate');
    expect((await client({ account: body.id }).events.list()).data).toEqual([]);
  });

  it('count calls about different objects as one endpoint', async () => {
    await bench.control('POST', '/limits', { perAccount: null, perEndpoint: 2 });
    await caught(bench.stripe.customers.retrieve('cus_a'));
    await caught(bench.stripe.customers.retrieve('cus_b'));
    expect((await caught(bench.stripe.customers.retrieve('cus_c'))).statusCode).toBe(429);
  });

  it('allow a thousand updates of one PaymentIntent in an hour', async () => {
    const { stripe, control } = bench;
    const { id } = await stripe.paymentIntents.create(intent);
    await control('POST', '/limits', { perAccount: null, perEndpoint: 100_000 });
    const update = () => stripe.paymentIntents.update(id, { metadata: { n: '1' } });
    for (let n = 0; n < 20; n++) await Promise.all(Array.from({ length: 50 }, update));
    const error = await caught(update());
    expect(error.headers?.['stripe-rate-limited-reason']).toBe('resource-specific');
    now += 3_600_000;
    await update();
  });

  it('leave no trace: the same key works a second later', async () => {
    const { stripe, control } = bench;
    await control('POST', '/limits', { perAccount: 1, perEndpoint: null });
    await stripe.customers.list();
    const key = { idempotencyKey: 'pay/1' };
    expect((await caught(stripe.paymentIntents.create(intent, key))).statusCode).toBe(429);
    now += 1000;
    expect((await stripe.paymentIntents.create(intent, key)).object).toBe('payment_intent');
  });

  it.each([{ perAccount: 0, perEndpoint: 1 }, { preset: 'loud' }])('refuse nonsense: %o', async (body) => {
    expect((await bench.control('POST', '/limits', body)).status).toBe(400);
  });
});

describe('a lock that is held', () => {
  it('is a 429 of its own kind, which names no limit', async () => {
    await bench.control('POST', '/faults', { pathPattern: '/v1/payment_intents', kind: 'lock_timeout' });
    const error = await caught(bench.stripe.paymentIntents.create(intent));
    expect(error).toMatchObject({ statusCode: 429, code: 'lock_timeout' });
    expect(error.headers?.['stripe-rate-limited-reason']).toBeUndefined();
  });
});

describe('a version', () => {
  const get = (headers: Record<string, string>): Promise<Response> =>
    fetch(`${bench.url}/v1/customers`, {
      headers: { Authorization: 'Bearer sk_test_sandbox_key', ...headers },
    });

  it('that is not named is the account’s default', async () => {
    const response = await get({});
    expect([response.status, response.headers.get('Stripe-Version')]).toEqual([200, '2026-10-28.endive']);
  });

  it.each(['2019-01-01', 'tomorrow', '2026-10-28.endive; drop'])(
    '%s is refused with Stripe’s words',
    async (version) => {
      const response = await get({ 'Stripe-Version': version });
      expect(response.status).toBe(400);
      expect(await response.json()).toMatchObject({
        error: {
          type: 'invalid_request_error',
          message: expect.stringContaining(`Invalid Stripe API version: ${version}`),
        },
      });
    },
  );
});

describe('nonsense', () => {
  it.each([
    ['PUT', '/v1/customers/cus_1'],
    ['PATCH', '/v1/payment_intents'],
    ['DELETE', '/v1/payouts/po_1'],
    ['GET', '/oauth/token'],
    ['DELETE', '/v2/core/accounts/acct_1'],
    ['GET', '/v1/%2e%2e/%00'],
    ['POST', '/v1/disputes/du_1/'],
  ])('%s %s gets an error in Stripe’s shape and never a stack trace', async (method, path) => {
    const response = await fetch(`${bench.url}${path}`, {
      method,
      headers: { Authorization: 'Bearer sk_test_sandbox_key', 'Stripe-Version': '2026-10-28.endive' },
    });
    expect(response.status).toBeGreaterThanOrEqual(400);
    expect(response.status).toBeLessThan(500);
    const text = await response.text();
    expect(JSON.parse(text)).toHaveProperty('error');
    expect(text).not.toMatch(/\bat .*\.ts:\d+/);
  });
});
