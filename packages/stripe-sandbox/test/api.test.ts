import Stripe from 'stripe';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Bench, KEY, openBench, sessionParams } from './support.ts';

let bench: Bench;
beforeEach(async () => {
  bench = await openBench();
});
afterEach(() => bench.close());

function raw(
  path: string,
  init: RequestInit & { body?: string } = {},
  key: string | null = KEY,
): Promise<Response> {
  return fetch(`${bench.url}${path}`, {
    ...init,
    headers: {
      ...(init.body === undefined ? {} : { 'Content-Type': 'application/x-www-form-urlencoded' }),
      ...(key === null ? {} : { Authorization: `Bearer ${key}` }),
      ...init.headers,
    },
  });
}

describe('a key', () => {
  it('is needed: without one the answer is 401 in Stripe’s shape', async () => {
    const response = await raw('/v1/customers', {}, null);
    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({ error: { type: 'invalid_request_error' } });
  });

  it.each(['sk_live_51abcdefghijkl', 'rk_live_51abcdefghijkl'])(
    'that is live is refused outright: %s',
    async (key) => {
      const refused = bench.client({ key }).customers.list();
      await expect(refused).rejects.toBeInstanceOf(Stripe.errors.StripeAuthenticationError);
      await expect(refused).rejects.toThrow(/test keys only/);
    },
  );

  it('that is not on the list is refused, without being repeated in full', async () => {
    const other = await openBench({ secretKeys: ['sk_test_the_right_one'] });
    const error = await other.stripe.customers.list().catch((caught: Error) => caught);
    expect(error).toBeInstanceOf(Stripe.errors.StripeAuthenticationError);
    expect(String(error)).not.toContain(KEY);
    await other.close();
  });
});

describe('a request that cannot be', () => {
  it('names the parameter that Stripe does not have', async () => {
    const response = await raw('/v1/customers', { method: 'POST', body: 'name=A&colour=red' });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      error: { code: 'parameter_unknown', param: 'colour', message: 'Received unknown parameter: colour' },
    });
  });

  it('names a nested unknown parameter with its path', async () => {
    const body = 'amount=100&currency=usd&payment_method_options[card][colour]=red';
    const response = await raw('/v1/payment_intents', { method: 'POST', body });
    expect(await response.json()).toMatchObject({
      error: { code: 'parameter_unknown', param: 'payment_method_options[card][colour]' },
    });
  });

  it('names the parameter that is missing', async () => {
    const response = await raw('/v1/payment_intents', { method: 'POST', body: 'amount=100' });
    expect(await response.json()).toMatchObject({ error: { code: 'parameter_missing', param: 'currency' } });
  });

  it.each([
    ['/v1/payment_intents', 'amount=100&currency=usd&payment_method_types[]=card'],
    ['/v1/checkout/sessions', 'mode=payment&payment_method_types[0]=card'],
  ])('still asks %s for payment_method_types', async (path, body) => {
    const response = await raw(path, { method: 'POST', body });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      error: { code: 'payment_method_types_no_longer_supported' },
    });
  });

  it.each([
    '/v1/customers/cus_none',
    '/v1/payment_intents/pi_none',
    '/v1/checkout/sessions/cs_test_none',
    '/v1/charges/ch_none',
    '/v1/refunds/re_none',
    '/v1/events/evt_none',
    '/v1/balance_transactions/txn_none',
    '/v1/payment_methods/pm_none',
    '/v1/webhook_endpoints/we_none',
  ])('asks for what does not exist: %s', async (path) => {
    const response = await raw(path);
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ error: { code: 'resource_missing', param: 'id' } });
  });

  it.each([
    ['GET', '/v1/nothing'],
    ['POST', '/v1/events'],
    ['DELETE', '/v1/charges/ch_1'],
  ])('asks for a route that Stripe has not: %s %s', async (method, path) => {
    const response = await raw(path, { method });
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ error: { type: 'invalid_request_error' } });
  });

  it('speaks another version', async () => {
    const response = await raw('/v1/customers', { headers: { 'Stripe-Version': '2020-08-27' } });
    expect(response.status).toBe(400);
  });

  it('pollutes no prototype', async () => {
    const response = await raw('/v1/customers', { method: 'POST', body: 'metadata[__proto__]=x' });
    expect(response.status).toBe(400);
  });
});

describe('an answer', () => {
  it('carries the request’s id and the version', async () => {
    const response = await raw('/v1/customers', { headers: { 'Stripe-Version': '2026-10-28.endive' } });
    expect(response.headers.get('Request-Id')).toMatch(/^req_\w{14}$/);
    expect(response.headers.get('Stripe-Version')).toBe('2026-10-28.endive');
  });

  it('expands what exists and refuses what does not', async () => {
    const { stripe } = bench;
    const params = { amount: 500, currency: 'usd', payment_method: 'pm_card_visa', confirm: true } as const;
    const intent = await stripe.paymentIntents.create({
      ...params,
      automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
      expand: ['latest_charge.balance_transaction', 'payment_method'],
    });
    expect(intent).toMatchObject({
      payment_method: { type: 'card' },
      latest_charge: { balance_transaction: { net: 455 } },
    });
    const listed = await stripe.paymentIntents.list({ expand: ['data.latest_charge'] });
    expect(listed.data[0]?.latest_charge).toMatchObject({ object: 'charge' });
    await expect(stripe.paymentIntents.retrieve(intent.id, { expand: ['amount'] })).rejects.toThrow(
      /cannot be expanded/,
    );
  });
});

describe('a list', () => {
  it('is paged from the newest, forwards, backwards and by itself', async () => {
    const { stripe } = bench;
    for (let n = 1; n <= 7; n++) await stripe.customers.create({ name: `Customer ${n}` });
    const names = (page: { data: Stripe.Customer[] }) =>
      page.data.map(({ name }) => name?.slice(-1)).join('');
    const first = await stripe.customers.list({ limit: 3 });
    expect([names(first), first.has_more]).toEqual(['765', true]);
    const second = await stripe.customers.list({ limit: 3, starting_after: first.data[2]?.id ?? '' });
    expect([names(second), second.has_more]).toEqual(['432', true]);
    const back = await stripe.customers.list({ limit: 2, ending_before: second.data[2]?.id ?? '' });
    expect([names(back), back.has_more]).toEqual(['43', true]);
    const all: string[] = [];
    for await (const { name } of stripe.customers.list({ limit: 2 })) all.push(String(name).slice(-1));
    expect(all.join('')).toBe('7654321');
    await expect(stripe.customers.list({ starting_after: 'cus_none' })).rejects.toMatchObject({
      code: 'resource_missing',
    });
    await expect(stripe.customers.list({ limit: 101 })).rejects.toMatchObject({ param: 'limit' });
  });

  it('is narrowed by email and by time', async () => {
    const { stripe, sandbox } = bench;
    await stripe.customers.create({ email: 'old@acme.example' });
    sandbox.clock.advance(3_600_000);
    const young = await stripe.customers.create({ email: 'new@acme.example' });
    expect((await stripe.customers.list({ email: 'old@acme.example' })).data).toHaveLength(1);
    expect(
      (await stripe.customers.list({ created: { gte: young.created } })).data.map(({ id }) => id),
    ).toEqual([young.id]);
    expect((await stripe.customers.list({ created: { lt: young.created } })).data).toHaveLength(1);
  });

  it('of sessions is narrowed by customer, state and payment', async () => {
    const { stripe, control } = bench;
    const customer = await stripe.customers.create({ email: 'a@acme.example' });
    const { customer_email: _, ...params } = sessionParams();
    const paid = await stripe.checkout.sessions.create({ ...params, customer: customer.id });
    await stripe.checkout.sessions.create(sessionParams());
    await control('POST', `/checkout/${paid.id}/pay`, {});
    const ids = async (filter: Stripe.Checkout.SessionListParams) =>
      (await stripe.checkout.sessions.list(filter)).data.map(({ id }) => id);
    expect(await ids({ customer: customer.id })).toEqual([paid.id]);
    expect(await ids({ status: 'complete' })).toEqual([paid.id]);
    const { payment_intent } = await stripe.checkout.sessions.retrieve(paid.id);
    expect(await ids({ payment_intent: String(payment_intent) })).toEqual([paid.id]);
    expect(await ids({ customer: customer.id, status: 'open' })).toEqual([]);
  });
});

describe('customers', () => {
  it('are changed field by field, and an empty value takes one away', async () => {
    const { stripe } = bench;
    const made = await stripe.customers.create({
      name: 'Acme',
      email: 'a@b.example',
      metadata: { a: '1', b: '2' },
    });
    const updated = await stripe.customers.update(made.id, { name: 'Acme Ltd', metadata: { a: '', c: '3' } });
    expect(updated).toMatchObject({ name: 'Acme Ltd', email: 'a@b.example', metadata: { b: '2', c: '3' } });
    expect(updated.metadata).not.toHaveProperty('a');
    expect((await stripe.customers.update(made.id, { metadata: '' })).metadata).toEqual({});
    expect((await stripe.customers.update(made.id, { email: '' })).email).toBeNull();
    await expect(stripe.customers.update(made.id, { email: 'nonsense' })).rejects.toMatchObject({
      code: 'email_invalid',
    });
    const tooLong = stripe.customers.update(made.id, { metadata: { a: 'x'.repeat(501) } });
    await expect(tooLong).rejects.toMatchObject({ statusCode: 400 });
  });

  it('that are deleted are known as such and not listed', async () => {
    const { stripe } = bench;
    const { id } = await stripe.customers.create({ name: 'Acme' });
    await stripe.customers.del(id);
    expect(await stripe.customers.retrieve(id)).toMatchObject({ id, deleted: true });
    expect((await stripe.customers.list()).data).toEqual([]);
    await expect(stripe.customers.update(id, { name: 'B' })).rejects.toMatchObject({
      code: 'resource_missing',
    });
  });
});

describe('accounts', () => {
  it('are apart: nothing of one is seen by another', async () => {
    const { stripe, control, client } = bench;
    const { body } = await control<{ id: string }>('POST', '/accounts', { name: 'Connected' });
    const connected = client({ account: body.id });
    const theirs = await connected.customers.create({ name: 'Theirs' });
    expect((await connected.accounts.retrieveCurrent()).id).toBe(body.id);
    expect((await stripe.customers.list()).data).toEqual([]);
    await expect(stripe.customers.retrieve(theirs.id)).rejects.toMatchObject({ code: 'resource_missing' });
    await expect(client({ account: 'acct_none' }).customers.list()).rejects.toBeInstanceOf(
      Stripe.errors.StripePermissionError,
    );
  });

  it('say who the merchant is', async () => {
    const account = await bench.stripe.accounts.retrieveCurrent();
    expect(account).toMatchObject({
      charges_enabled: true,
      settings: { dashboard: { display_name: 'Sandbox Business' } },
    });
  });
});
