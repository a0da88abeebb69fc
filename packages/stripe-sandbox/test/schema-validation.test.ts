import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../src/core/json.ts';
import { createSandbox } from '../src/sandbox.ts';
import { createMemoryStore } from '../src/store/memory.ts';
import { expectNoViolations } from '../src/validator.ts';
import { KEY, openBench } from './support.ts';
import { validator } from './validate-exchanges.ts';

/** What is wrong with one request to an operation and its answer, whoever asks. */
function judge(
  operation: string,
  params: JsonObject,
  body: JsonObject,
  { status = 200, requests = 'all' as 'all' | 'accepted' } = {},
): string[] {
  const [method = '', path = ''] = operation.split(' ');
  return validator(requests).exchange({ method, path, params, status, body });
}

const customer = async (): Promise<JsonObject> => {
  const sandbox = createSandbox({ store: createMemoryStore(), baseUrl: 'http://127.0.0.1' });
  const answer = await sandbox.fetch(
    new Request('http://127.0.0.1/v1/customers', {
      method: 'POST',
      headers: { Authorization: `Bearer ${KEY}` },
    }),
  );
  await sandbox.close();
  return answer.json();
};
const REFUSED: JsonObject = { error: { message: 'No.', type: 'invalid_request_error' } };

describe('a request', () => {
  it('that holds what the types hold passes, as text, as forms carry it', async () => {
    const params = { name: 'Acme', balance: '-100', metadata: { a: '1' }, address: '', expand: ['tax'] };
    expect(judge('POST /v1/customers', params, await customer())).toEqual([]);
  });

  it.each<[what: string, params: JsonObject]>([
    ['a parameter that there is not', { nickname: 'A' }],
    ['one deep inside', { shipping: { name: 'A', address: { line1: 'B', planet: 'C' } } }],
    ['text where a number belongs', { balance: 'ten' }],
    ['text where an object belongs', { shipping: 'by air' }],
    ['a value that its list does not have', { tax_exempt: 'sometimes' }],
    ['an object without what it must have', { shipping: { address: { line1: 'B' } } }],
  ])('with %s is caught', async (_what, params) => {
    expect(judge('POST /v1/customers', params, await customer()).join()).toMatch(/^request: /);
  });

  it('names the unknown parameter', async () => {
    expect(judge('POST /v1/customers', { nickname: 'A' }, await customer())).toEqual([
      'request: it must NOT have additional properties (nickname)',
    ]);
  });

  it.each([
    'POST /v1/payment_intents',
    'POST /v1/payment_intents/:id',
    'POST /v1/payment_intents/:id/confirm',
    'POST /v1/setup_intents',
    'POST /v1/setup_intents/:id',
    'POST /v1/checkout/sessions',
  ])('of %s has no payment_method_types any more', (operation) => {
    const params = { payment_method_types: ['card'] };
    const problems = judge(operation, { amount: '1', currency: 'usd', ...params }, REFUSED, { status: 400 });
    expect(problems.join()).toContain('additional');
  });

  it('that Stripe refuses is a violation of ours, and none of a test that tries it', () => {
    const refused = (requests: 'all' | 'accepted') =>
      judge('POST /v1/customers', { nickname: 'A' }, REFUSED, { status: 400, requests });
    expect(refused('all')).toHaveLength(1);
    expect(refused('accepted')).toEqual([]);
  });
});

describe('an answer', () => {
  it('may hold more than the types', async () => {
    const body = { ...(await customer()), brand_new: { field: 1 } };
    expect(judge('GET /v1/customers/:id', {}, body)).toEqual([]);
  });

  it.each<[what: string, change: JsonObject]>([
    ['a value of another type', { balance: 'ten' }],
    ['null where there is always a value', { created: null }],
    ['a value that its list does not have', { tax_exempt: 'sometimes' }],
    ['an object of another kind in a field that can be expanded', { default_source: { id: 'cus_1' } }],
    ['something wrong deep inside', { invoice_settings: { custom_fields: [{ name: 1 }] } }],
  ])('with %s is caught', async (_what, change) => {
    const problems = judge('GET /v1/customers/:id', {}, { ...(await customer()), ...change });
    expect(problems.join()).toMatch(/^answer: /);
  });

  it('without a field that is always there is caught, also as one of a list', async () => {
    const { email: _, ...body } = await customer();
    expect(judge('GET /v1/customers/:id', {}, body)).not.toEqual([]);
    const list = { object: 'list', data: [body], has_more: false, url: '/v1/customers' };
    expect(judge('GET /v1/customers', {}, list)).not.toEqual([]);
  });

  it.each(['cus_1', null])('may hold %s where an object can be expanded', async (value) => {
    expect(judge('GET /v1/customers/:id', {}, { ...(await customer()), default_source: value })).toEqual([]);
  });

  it('may hold an expanded object, which is then looked into', async () => {
    const bench = await openBench();
    const intent = await bench.stripe.paymentIntents.create({
      amount: 1000,
      currency: 'usd',
      customer: (await bench.stripe.customers.create()).id,
    });
    const body: JsonObject = JSON.parse(JSON.stringify(intent));
    const whole = await customer();
    const expanded = (value: JsonObject) =>
      judge('GET /v1/payment_intents/:id', {}, { ...body, customer: value });
    expect(expanded(whole)).toEqual([]);
    expect(expanded({ ...whole, balance: 'ten' })).not.toEqual([]);
    await bench.close();
  });

  it('that refuses says why in the shape of Stripe’s errors', () => {
    const options = { status: 400 };
    expect(judge('GET /v1/customers/:id', {}, REFUSED, options)).toEqual([]);
    expect(judge('GET /v1/customers/:id', {}, { error: 'No.' }, options)).not.toEqual([]);
    expect(
      judge('GET /v1/customers/:id', {}, { error: { type: 'mistake', message: 'No.' } }, options),
    ).not.toEqual([]);
  });
});

describe('an event', () => {
  it('holds the object that its type says, as it is and as it was', async () => {
    const bench = await openBench();
    const { id } = await bench.stripe.customers.create({ name: 'Acme' });
    await bench.stripe.customers.update(id, { name: 'Acme Ltd' });
    const { data: events } = await bench.stripe.events.list({ type: 'customer.updated' });
    const [event] = events;
    await bench.close();
    const problems = (change: object): string[] => {
      const altered = JSON.parse(JSON.stringify({ ...event, ...change }));
      return validator('accepted').event(altered);
    };
    expect(problems({})).toEqual([]);
    expect(problems({ type: 'charge.succeeded' })).not.toEqual([]);
    expect(problems({ type: 'customer.promoted' })).not.toEqual([]);
    expect(problems({ data: { object: event?.data.object, previous_attributes: { name: 7 } } })).not.toEqual(
      [],
    );
    expect(problems({ created: 'today' })).not.toEqual([]);
  });
});

describe('what does not fit', () => {
  it('is answered with a loud 500, and fails whoever closes the sandbox', async () => {
    const store = createMemoryStore();
    const bench = await openBench({ store });
    const { id } = await bench.stripe.customers.create({ name: 'Acme' });
    const stored = store.get('customer', id);
    if (stored === undefined) throw new Error('the customer is not stored');
    const broken = Object.assign(stored.value, { balance: 'ten' });
    store.put('customer', stored.account, id, broken, { created: stored.created });
    await expect(bench.stripe.customers.retrieve(id)).rejects.toMatchObject({
      statusCode: 500,
      message: expect.stringContaining('answer: /balance must be number'),
    });
    await expect(bench.close()).rejects.toThrow(`GET /v1/customers/${id}: answer: /balance must be number`);
  });

  it('fails the teardown of the file that caused it', async () => {
    const sandbox = createSandbox({
      store: createMemoryStore(),
      baseUrl: 'http://127.0.0.1',
      validator: validator('all'),
    });
    const headers = { Authorization: `Bearer ${KEY}` };
    const body = new URLSearchParams({ nickname: 'A' });
    const request = new Request('http://127.0.0.1/v1/customers', { method: 'POST', headers, body });
    const answer = await sandbox.fetch(request);
    expect(answer.status).toBe(400);
    await expect(expectNoViolations((each) => sandbox.fetch(each))).rejects.toThrow(
      'POST /v1/customers: request: it must NOT have additional properties (nickname)',
    );
    // Once: the next file starts with a clean record.
    await expectNoViolations((each) => sandbox.fetch(each));
    await sandbox.close();
  });
});
