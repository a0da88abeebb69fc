import Stripe from 'stripe';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Bench, openBench, sessionParams } from './support.ts';

let bench: Bench;
beforeEach(async () => {
  bench = await openBench();
});
afterEach(() => bench.close());

const intent = { amount: 1000, currency: 'usd' } as const;

describe('a fault', () => {
  it('answers 429 as often as it was told, and then no more', async () => {
    const { stripe, control } = bench;
    await control('POST', '/faults', {
      method: 'POST',
      pathPattern: '/v1/payment_intents*',
      times: 2,
      kind: '429',
    });
    for (let n = 0; n < 2; n++) {
      await expect(stripe.paymentIntents.create(intent)).rejects.toBeInstanceOf(
        Stripe.errors.StripeRateLimitError,
      );
    }
    await stripe.paymentIntents.create(intent);
    expect((await stripe.paymentIntents.list()).data).toHaveLength(1);
  });

  it.each([
    ['reset', 0],
    ['reset_applied', 1],
    ['timeout', 0],
    ['timeout_applied', 1],
  ])('%s cuts the connection, with %i payment made', async (kind, made) => {
    const { stripe, control } = bench;
    await control('POST', '/faults', {
      method: 'POST',
      pathPattern: '/v1/payment_intents',
      kind,
      holdMs: 20,
    });
    const key = { idempotencyKey: `pay/${kind}` };
    await expect(stripe.paymentIntents.create(intent, key)).rejects.toBeInstanceOf(
      Stripe.errors.StripeConnectionError,
    );
    expect((await stripe.paymentIntents.list()).data).toHaveLength(made);
    await stripe.paymentIntents.create(intent, key);
    expect((await stripe.paymentIntents.list()).data).toHaveLength(1);
  });

  it('that matches another path does nothing, and can be taken back', async () => {
    const { stripe, control } = bench;
    await control('POST', '/faults', { pathPattern: '/v1/refunds', kind: '500' });
    await stripe.customers.create({ name: 'A' });
    expect((await control('GET', '/faults')).body).toHaveLength(1);
    await control('DELETE', '/faults');
    expect((await control('GET', '/faults')).body).toEqual([]);
  });
});

describe('an answer that was laid down', () => {
  const lay = (answer: object, more: object = {}) =>
    bench.control('POST', '/faults', { kind: 'answer', answer, ...more });

  it('is given word for word, as often as it was told, and nothing is done', async () => {
    const body = {
      error: { type: 'invalid_request_error', code: 'never_heard_of', param: 'x', message: 'No.' },
    };
    await lay({ status: 422, body }, { method: 'POST', pathPattern: '/v1/customers' });
    const key = { idempotencyKey: 'customer/laid' };
    const refused = bench.stripe.customers.create({ name: 'A' }, key);
    await expect(refused).rejects.toMatchObject({ statusCode: 422, code: 'never_heard_of', param: 'x' });
    expect((await bench.stripe.customers.list()).data).toEqual([]);
    // It was not stored under the key either.
    expect(await bench.stripe.customers.create({ name: 'A' }, key)).toMatchObject({ name: 'A' });
  });

  it.each([
    ['HTML', { status: 403, body: '<html>', contentType: 'text/html' }],
    ['nothing', { status: 502 }],
    ['an error that says nothing', { status: 400, body: { error: {} } }],
  ])('may be %s', async (_what, answer) => {
    await lay(answer, { pathPattern: '/v1/events' });
    await expect(bench.stripe.events.list()).rejects.toBeInstanceOf(Stripe.errors.StripeError);
    expect((await bench.stripe.events.list()).data).toEqual([]);
  });

  it('may be for calls that say something only, as it was before it was encoded', async () => {
    await lay(
      { status: 400, body: { error: { code: 'odd' } } },
      { containing: 'address[line1]=Mill Lane', times: 9 },
    );
    await bench.stripe.customers.create({ name: 'A' });
    const refused = bench.stripe.customers.create({ address: { line1: 'Mill Lane' } });
    await expect(refused).rejects.toMatchObject({ code: 'odd' });
  });

  it('comes before the route and the key are known', async () => {
    await lay({ status: 418, body: 'teapot' }, { pathPattern: '/v1/nowhere' });
    const answer = await bench.sandbox.fetch(new Request('https://sandbox.test/v1/nowhere'));
    expect([answer.status, await answer.text()]).toEqual([418, 'teapot']);
  });

  it.each([{ status: 99 }, { status: 400, body: 7 }, {}])(
    'that makes no sense is refused: %j',
    async (answer) => {
      expect((await lay(answer)).status).toBe(400);
    },
  );
});

describe('texts are as long as Stripe takes them', () => {
  it.each([
    ['phone', { phone: '1'.repeat(21) }, { phone: '1'.repeat(20) }],
    ['name', { name: 'n'.repeat(257) }, { name: 'n'.repeat(256) }],
    ['metadata[a]', { metadata: { a: 'x'.repeat(501) } }, { metadata: { a: 'x'.repeat(500) } }],
  ])('%s of a customer', async (param, long, taken) => {
    await expect(bench.stripe.customers.create(long)).rejects.toMatchObject({ statusCode: 400, param });
    await bench.stripe.customers.create(taken);
  });

  it('the name of a product', async () => {
    const named = (name: string) =>
      bench.stripe.checkout.sessions.create({
        ...sessionParams(),
        line_items: [
          { quantity: 1, price_data: { currency: 'usd', unit_amount: 100, product_data: { name } } },
        ],
      });
    const param = 'line_items[0][price_data][product_data][name]';
    await expect(named('n'.repeat(251))).rejects.toMatchObject({ statusCode: 400, param });
    await named('n'.repeat(250));
  });
});

describe('the control API', () => {
  it('shows the calls that were made, with their keys and parameters', async () => {
    const { stripe, control } = bench;
    await stripe.customers.create({ name: 'A', metadata: { a: 'b' } }, { idempotencyKey: 'customer/1' });
    await stripe.customers.retrieve('cus_none').catch(() => {});
    const { body } = await control('GET', '/requests');
    expect(body).toMatchObject([
      {
        method: 'POST',
        path: '/v1/customers',
        status: 200,
        idempotencyKey: 'customer/1',
        params: { name: 'A', metadata: { a: 'b' } },
        replayed: false,
      },
      { method: 'GET', path: '/v1/customers/cus_none', status: 404, error: 'resource_missing' },
    ]);
    await control('DELETE', '/requests');
    expect((await control('GET', '/requests')).body).toEqual([]);
  });

  it('pays a session as a person would, and says what came of it', async () => {
    const { stripe, control } = bench;
    const { id } = await stripe.checkout.sessions.create(sessionParams());
    expect(await control('POST', `/checkout/${id}/pay`, { card: '4000000000000002' })).toMatchObject({
      status: 402,
      body: { kind: 'declined', declineCode: 'generic_decline' },
    });
    expect(
      await control('POST', `/checkout/${id}/pay`, { card: '4000002760003184', authenticate: 'complete' }),
    ).toMatchObject({
      status: 200,
      body: { kind: 'paid', redirectTo: `https://merchant.example/done?session=${id}` },
    });
    expect((await control('POST', `/checkout/${id}/pay`, {})).status).toBe(409);
    expect((await control('POST', '/checkout/cs_test_none/pay', {})).status).toBe(404);
  });

  it('settles a debit at once, either way', async () => {
    const { stripe, control } = bench;
    for (const [outcome, status] of [
      ['succeeded', 'paid'],
      ['failed', 'unpaid'],
    ] as const) {
      const { id } = await stripe.checkout.sessions.create(sessionParams());
      await control('POST', `/checkout/${id}/pay`, { bank: '000123456789' });
      const { payment_intent } = await stripe.checkout.sessions.retrieve(id);
      const path = `/payments/${String(payment_intent)}/settle`;
      expect((await control('POST', path, { outcome })).status).toBe(200);
      expect((await stripe.checkout.sessions.retrieve(id)).payment_status).toBe(status);
      expect((await control('POST', path, { outcome })).status).toBe(400);
    }
  });

  it('moves the clock forward, to a moment or by a while, and never back', async () => {
    const { control, sandbox } = bench;
    const start = sandbox.clock.now();
    const { body } = await control<{ now: number }>('POST', '/clock', { advanceMs: 86_400_000 });
    expect(body.now).toBeGreaterThanOrEqual(start + 86_400_000);
    const later = start + 10 * 86_400_000;
    expect(
      (await control<{ now: number }>('POST', '/clock', { now: later })).body.now,
    ).toBeGreaterThanOrEqual(later);
    expect((await control<{ now: number }>('POST', '/clock', { now: start })).status).toBe(400);
  });

  it('counts what there is, and empties it', async () => {
    const { stripe, control } = bench;
    await stripe.customers.create({ name: 'A' });
    expect((await control<{ counts: Record<string, number> }>('GET', '/state')).body.counts.customer).toBe(1);
    const { body } = await control<{ counts: Record<string, number> }>('POST', '/reset');
    expect(body.counts).toMatchObject({ customer: 0, event: 0, account: 1 });
    expect((await stripe.webhookEndpoints.list()).data).toHaveLength(1);
    expect((await stripe.customers.list()).data).toEqual([]);
  });

  it.each([
    ['/faults', { kind: 'nonsense' }],
    ['/webhooks', { mode: 'loud' }],
    ['/clock', { advanceMs: -1 }],
    ['/clock', { hours: 1 }],
  ])('refuses nonsense at %s', async (path, body) => {
    const refused = await bench.control<{ error: { message: string } }>('POST', path, body);
    expect(refused.status).toBe(400);
    expect(refused.body.error.message).not.toContain('at ');
  });
});

describe('the page at /', () => {
  it('shows payments and events, and its buttons work', async () => {
    const { stripe, control, post, url, sandbox } = bench;
    const session = await stripe.checkout.sessions.create(sessionParams());
    await control('POST', `/checkout/${session.id}/pay`, { bank: '000123456789' });
    const id = String((await stripe.checkout.sessions.retrieve(session.id)).payment_intent);
    const page = await (await fetch(url)).text();
    for (const text of [id, '$120.00', 'processing', 'charge.pending', 'Settle'])
      expect(page).toContain(text);
    await post('/do/settle', { id, outcome: 'succeeded' });
    expect((await stripe.paymentIntents.retrieve(id)).status).toBe('succeeded');
    const before = sandbox.clock.now();
    await post('/do/advance', { ms: '3600000' });
    expect(sandbox.clock.now()).toBeGreaterThanOrEqual(before + 3_600_000);
    await post('/do/webhooks', { mode: 'off' });
    expect((await control<{ mode: string }>('GET', '/webhooks')).body.mode).toBe('off');
  });
});
