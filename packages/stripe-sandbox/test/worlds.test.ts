import { afterEach, describe, expect, it } from 'vitest';
import { FIRST_WORLDS, WORLDS, type Worlds } from '../src/index.ts';
import { type Bench, bankForm, cardForm, openBench, sessionParams } from './support.ts';

let bench: Bench;
afterEach(() => bench.close());

const DAY = 86_400_000;
const DECLINED = '4000000000000002';
const AUTHENTICATES = '4000002760003184';

/** A session in which somebody tried this card; the id of its PaymentIntent, and where 3-D Secure is. */
async function tried(worlds: Partial<Worlds>, card: string) {
  bench = await openBench({ worlds });
  const session = await bench.stripe.checkout.sessions.create(sessionParams());
  const answer = await bench.post(`/c/pay/${session.id}`, cardForm(card));
  const { payment_intent: intent } = await bench.stripe.checkout.sessions.retrieve(session.id);
  return { sessionId: session.id, intentId: String(intent), at: answer.headers.get('location') };
}
const statusOf = async (intentId: string) => (await bench.stripe.paymentIntents.retrieve(intentId)).status;
const CHECKOUTS = {
  code: 'payment_intent_unexpected_state',
  message: 'You cannot perform this action on PaymentIntents created by Checkout.',
};

describe('the PaymentIntent of a Checkout Session', () => {
  it('cannot be cancelled or confirmed by the merchant, be the session open or expired', async () => {
    const { sessionId, intentId } = await tried({ expiry: 'leaves_intent' }, DECLINED);
    for (const status of ['open', 'expired']) {
      if (status === 'expired') await bench.stripe.checkout.sessions.expire(sessionId);
      const { paymentIntents } = bench.stripe;
      await expect(paymentIntents.cancel(intentId)).rejects.toMatchObject(CHECKOUTS);
      await expect(
        paymentIntents.confirm(intentId, { payment_method: 'pm_card_visa' }),
      ).rejects.toMatchObject(CHECKOUTS);
    }
    expect(await statusOf(intentId)).toBe('requires_payment_method');
  });

  it('cannot be cancelled after the session is complete either: a debit that bounced stays as it is', async () => {
    bench = await openBench();
    const { stripe } = bench;
    const session = await stripe.checkout.sessions.create(sessionParams());
    await bench.post(`/c/pay/${session.id}`, bankForm('000222222227'));
    bench.sandbox.clock.advance(4 * DAY);
    const { payment_intent: intent, status } = await stripe.checkout.sessions.retrieve(session.id);
    expect(status).toBe('complete');
    await expect(stripe.paymentIntents.cancel(String(intent))).rejects.toMatchObject(CHECKOUTS);
    await expect(stripe.checkout.sessions.expire(session.id)).rejects.toMatchObject({ statusCode: 400 });
    expect(await statusOf(String(intent))).toBe('requires_payment_method');
  });
});

describe('expiry', () => {
  it.each([
    ['cancels_intent', 'canceled'],
    ['leaves_intent', 'requires_payment_method'],
  ] as const)('in the world where it %s: after a decline it is %s', async (expiry, status) => {
    const { sessionId, intentId } = await tried({ expiry }, DECLINED);
    await bench.stripe.checkout.sessions.expire(sessionId);
    expect(await statusOf(intentId)).toBe(status);
  });

  it.each([
    ['cancels_intent', 'ends_with_session', 'canceled'],
    ['leaves_intent', 'ends_with_session', 'requires_payment_method'],
    ['cancels_intent', 'outlives_session', 'requires_action'],
    ['leaves_intent', 'outlives_session', 'requires_action'],
  ] as const)('with 3-D Secure under way (%s, %s) leaves it %s', async (expiry, authentication, status) => {
    const { sessionId, intentId, at } = await tried({ expiry, authentication }, AUTHENTICATES);
    await bench.stripe.checkout.sessions.expire(sessionId);
    expect(await statusOf(intentId)).toBe(status);
    await bench.post(new URL(at ?? '').pathname, { outcome: 'complete' });
    expect(await statusOf(intentId)).toBe(status === 'requires_action' ? 'succeeded' : status);
    expect((await bench.stripe.checkout.sessions.retrieve(sessionId)).status).toBe('expired');
  });
});

describe('the worlds', () => {
  it.each(Object.entries(WORLDS).flatMap(([name, values]) => values.map((value) => [name, value] as const)))(
    'can be chosen one by one: %s %s',
    async (name, value) => {
      bench = await openBench();
      expect(await bench.control('POST', '/worlds', { [name]: value })).toEqual({
        status: 200,
        body: { ...FIRST_WORLDS, [name]: value },
      });
    },
  );

  it('are read and chosen one by one, and a reset goes back to those of the start', async () => {
    bench = await openBench({ worlds: { expiry: 'leaves_intent' } });
    const chosen = { ...FIRST_WORLDS, expiry: 'leaves_intent' };
    expect((await bench.control('GET', '/worlds')).body).toEqual(chosen);
    const changed = await bench.control('POST', '/worlds', { authentication: 'outlives_session' });
    expect(changed.body).toEqual({ ...chosen, authentication: 'outlives_session' });
    await bench.control('POST', '/reset');
    expect((await bench.control('GET', '/worlds')).body).toEqual(chosen);
  });

  it.each([{ expiry: 'sometimes' }, { weather: 'fine' }, { expiry: null }])(
    'refuse %j, and stay',
    async (body) => {
      bench = await openBench();
      expect((await bench.control('POST', '/worlds', body)).status).toBe(400);
      expect((await bench.control('GET', '/worlds')).body).toEqual(FIRST_WORLDS);
    },
  );
});
