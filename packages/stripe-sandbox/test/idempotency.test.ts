import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Bench, KEY, openBench } from './support.ts';

let bench: Bench;
beforeEach(async () => {
  bench = await openBench();
});
afterEach(() => bench.close());

const intent = { amount: 1000, currency: 'usd' } as const;
const key = { idempotencyKey: 'pay_1/create' };

it('a repeated request gets the first answer again, and says so', async () => {
  const stripe = bench.client({ http: 'node' });
  const first = await stripe.paymentIntents.create(intent, key);
  const again = await stripe.paymentIntents.create(intent, key);
  expect(again.id).toBe(first.id);
  expect(first.lastResponse.headers['idempotent-replayed']).toBeUndefined();
  expect(again.lastResponse.headers['idempotent-replayed']).toBe('true');
  expect((await stripe.paymentIntents.list()).data).toHaveLength(1);
});

it('the same key for another request is an idempotency error', async () => {
  const { stripe } = bench;
  await stripe.paymentIntents.create(intent, key);
  await expect(stripe.paymentIntents.create({ ...intent, amount: 1001 }, key)).rejects.toMatchObject({
    statusCode: 400,
    rawType: 'idempotency_error',
  });
  await expect(stripe.customers.create({ name: 'A' }, key)).rejects.toMatchObject({
    rawType: 'idempotency_error',
  });
});

it('of two requests with one key at the same time, one is turned away', async () => {
  const { stripe } = bench;
  const results = await Promise.allSettled([1, 2, 3].map(() => stripe.paymentIntents.create(intent, key)));
  const refused = results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []));
  for (const error of refused)
    expect(error).toMatchObject({ statusCode: 409, code: 'idempotency_key_in_use' });
  expect((await stripe.paymentIntents.list()).data).toHaveLength(1);
  expect((await stripe.paymentIntents.create(intent, key)).amount).toBe(1000);
});

it('two requests with one key that arrive in process together meet', async () => {
  const send = () =>
    bench.sandbox.fetch(
      new Request('https://api.stripe.com/v1/payment_intents', {
        method: 'POST',
        headers: {
          Authorization: `Bearer ${KEY}`,
          'Content-Type': 'application/x-www-form-urlencoded',
          'Idempotency-Key': 'k',
        },
        body: 'amount=1000&currency=usd',
      }),
    );
  const statuses = (await Promise.all([send(), send()])).map(({ status }) => status);
  expect(statuses.sort()).toEqual([200, 409]);
});

it('a key is forgotten after 24 hours: then it is a new request', async () => {
  const { stripe, sandbox } = bench;
  const first = await stripe.paymentIntents.create(intent, key);
  sandbox.clock.advance(23 * 3_600_000);
  expect((await stripe.paymentIntents.create(intent, key)).id).toBe(first.id);
  sandbox.clock.advance(3_600_000);
  expect((await stripe.paymentIntents.create(intent, key)).id).not.toBe(first.id);
});

it('what failed validation is not stored, so the key can be used for the corrected request', async () => {
  const { stripe } = bench;
  await expect(stripe.paymentIntents.create({ amount: 1, currency: 'usd' }, key)).rejects.toMatchObject({
    code: 'amount_too_small',
  });
  await expect(stripe.paymentIntents.create(intent, key)).resolves.toMatchObject({ amount: 1000 });
});

it('a decline is stored and replayed', async () => {
  const { stripe } = bench;
  const params = {
    ...intent,
    payment_method: 'pm_card_visa_chargeDeclined',
    confirm: true,
    automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
  } as const;
  const first = await stripe.paymentIntents.create(params, key).catch((error) => error);
  const again = await stripe.paymentIntents.create(params, key).catch((error) => error);
  expect(again).toMatchObject({ statusCode: 402, code: 'card_declined' });
  expect(again.payment_intent.id).toBe(first.payment_intent.id);
  expect((await stripe.charges.list()).data).toHaveLength(1);
});

it('a 500 is stored: the same key goes on getting it, whether it was applied or not', async () => {
  const { stripe, control } = bench;
  await control('POST', '/faults', { method: 'POST', pathPattern: '/v1/payment_intents', kind: '500' });
  await expect(stripe.paymentIntents.create(intent, key)).rejects.toMatchObject({ statusCode: 500 });
  await expect(stripe.paymentIntents.create(intent, key)).rejects.toMatchObject({ statusCode: 500 });
  expect((await stripe.paymentIntents.list()).data).toHaveLength(0);
  await control('POST', '/faults', {
    method: 'POST',
    pathPattern: '/v1/payment_intents',
    kind: '500_applied',
  });
  const other = { idempotencyKey: 'pay_2/create' };
  await expect(stripe.paymentIntents.create(intent, other)).rejects.toMatchObject({ statusCode: 500 });
  await expect(stripe.paymentIntents.create(intent, other)).rejects.toMatchObject({ statusCode: 500 });
  expect((await stripe.paymentIntents.list()).data).toHaveLength(1);
});

it('a key of more than 255 characters is refused', async () => {
  const tooLong = bench.stripe.customers.create({ name: 'A' }, { idempotencyKey: 'k'.repeat(256) });
  await expect(tooLong).rejects.toMatchObject({ statusCode: 400 });
});

it('keys of one account mean nothing to another', async () => {
  const { stripe, control, client } = bench;
  const { body } = await control<{ id: string }>('POST', '/accounts', {});
  const [ours, theirs] = [
    await stripe.customers.create({ name: 'A' }, key),
    await client({ account: body.id }).customers.create({ name: 'A' }, key),
  ];
  expect(ours.id).not.toBe(theirs.id);
});
