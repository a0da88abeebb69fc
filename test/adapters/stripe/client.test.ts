import Stripe from 'stripe';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { callStripe } from '../../../src/adapters/stripe/call.ts';
import { createStripeClient, stripeFor } from '../../../src/adapters/stripe/client.ts';
import type { StripePort } from '../../../src/adapters/stripe/port.ts';
import { recentSessions } from '../../../src/adapters/stripe/recent-sessions.ts';
import { sessionFacts } from '../../support/worker/guards.ts';

afterEach(() => vi.restoreAllMocks());

type Asked = {
  readonly method: string;
  readonly url: URL;
  readonly headers: Headers;
};

/** The official SDK with its network in the test's hands, and what it sent over it. */
function stripeOver(answer: (asked: Asked) => Response | Promise<Response>, account = 'self') {
  const asked: Asked[] = [];
  vi.spyOn(globalThis, 'fetch').mockImplementation(async (input, init) => {
    const request = new Request(input, init);
    const one = {
      method: request.method,
      url: new URL(request.url),
      headers: request.headers,
    };
    asked.push(one);
    return answer(one);
  });
  const client = createStripeClient({ secretKey: 'sk_test_x', apiUrl: new URL('https://api.stripe.test') });
  const recent = recentSessions(() => 0);
  return { asked, recent, port: stripeFor(client, account, recent) };
}
const failed = (status: number, error: object) => () =>
  Response.json({ error: { message: 'No.', ...error } }, { status });

const request = { name: 'Payer', email: null, phone: null, address: {}, metadata: { mine: 'yes' } };
const object = {
  id: 'cs_test_1',
  object: 'checkout.session',
  status: 'open',
  livemode: false,
  url: 'https://checkout.test/1',
  metadata: { quittance_payment: 'pay_1' },
  payment_intent: null,
  custom_fields: [],
};
const page = (data: readonly object[], has_more: boolean) => ({
  object: 'list',
  data,
  has_more,
  url: '/v1/x',
});

/** Everything that changes something at Stripe. */
const CHANGES: readonly [string, (port: StripePort) => Promise<{ readonly kind: string }>][] = [
  ['making a customer', (port) => port.createCustomer(request, 'key')],
  ['making a tax id', (port) => port.createTaxId('cus_1', { type: 'eu_vat', value: 'DE136695976' }, 'key')],
  ['making a session', (port) => port.createSession('{"mode":"payment"}', 'key')],
  ['expiring a session', (port) => port.expireSession('cs_test_1', 'key')],
  ['cancelling a PaymentIntent', (port) => port.cancelIntent('pi_1', 'key')],
];

describe.each(CHANGES)('%s', (_, change) => {
  it.each([
    ['a conflict', 409, { type: 'invalid_request_error', code: 'idempotency_key_in_use' }],
    ['other words under the same key', 400, { type: 'idempotency_error' }],
    ['a limit', 429, { type: 'invalid_request_error', code: 'rate_limit' }],
    ['a lock', 429, { type: 'invalid_request_error', code: 'lock_timeout' }],
    ['an error', 500, { type: 'api_error' }],
    ['an overload', 503, { type: 'api_error' }],
  ])('may have been done where the answer is %s (%i), and is not sent again', async (__, status, error) => {
    const { port, asked } = stripeOver(failed(status, error));
    expect((await change(port)).kind).toBe('unknown');
    expect(asked).toHaveLength(1);
  });

  it.each([
    ['no connection', () => Promise.reject(new TypeError('fetch failed'))],
    ['no JSON', () => new Response('<html>', { status: 200 })],
  ])('may have been done where there is %s', async (__, answer) => {
    const { port, asked } = stripeOver(answer);
    expect((await change(port)).kind).toBe('unknown');
    expect(asked).toHaveLength(1);
  });

  it.each([
    [400, { type: 'invalid_request_error', code: 'parameter_invalid', param: 'phone' }],
    [401, { type: 'invalid_request_error', code: 'api_key_expired' }],
    [402, { type: 'card_error', code: 'card_declined' }],
    [403, { type: 'invalid_request_error', code: 'forbidden' }],
    [404, { type: 'invalid_request_error', code: 'resource_missing', param: 'customer' }],
  ])(
    'was certainly not done where it is refused (%i), and what it is about is told',
    async (status, error) => {
      const { port } = stripeOver(failed(status, error));
      expect(await change(port)).toEqual({
        kind: 'refused',
        status,
        code: error.code,
        param: 'param' in error ? error.param : null,
        message: 'No.',
      });
    },
  );

  it('says for which account, and carries the key that it was given', async () => {
    const { port, asked } = stripeOver(failed(500, { type: 'api_error' }), 'acct_1');
    await change(port);
    expect(asked[0]?.headers.get('stripe-account')).toBe('acct_1');
    expect(asked[0]?.headers.get('idempotency-key')).toBe('key');
    const own = stripeOver(failed(500, { type: 'api_error' }));
    await change(own.port);
    expect(own.asked[0]?.headers.get('stripe-account')).toBeNull();
  });
});

describe('a call', () => {
  it('lets a bug of ours through: it is no answer of Stripe', async () => {
    await expect(callStripe(() => Promise.reject(new RangeError('ours')))).rejects.toThrow('ours');
  });

  it('that timed out may have been done', async () => {
    const late = new Stripe.errors.StripeConnectionError({ message: 'late', type: 'api_error' });
    expect(await callStripe(() => Promise.reject(late))).toMatchObject({ kind: 'unknown' });
  });
});

describe('looking for what was made', () => {
  it('says that nothing is known where the list goes on beyond what is read', async () => {
    let made = 0;
    const endless = () => {
      const data = Array.from({ length: 100 }, () => {
        made += 1;
        return { ...object, id: `cs_test_${made}`, metadata: {} };
      });
      return Response.json(page(data, true));
    };
    const sessions = stripeOver(endless);
    expect(await sessions.port.findSession('cus_1', 'pay_1', 0)).toEqual({
      kind: 'unknown',
      reason: 'the list is too long',
    });
    expect(sessions.asked.length).toBeLessThanOrEqual(11);
    const customers = stripeOver(endless);
    expect(await customers.port.findCustomer(request, 0)).toMatchObject({ kind: 'unknown' });
  });

  it('says that there is none only after the whole list was read', async () => {
    const other = { ...object, metadata: {} };
    const answers = [page([{ ...other, id: 'cs_a' }], true), page([{ ...other, id: 'cs_b' }], false)];
    const { port, asked } = stripeOver(() => Response.json(answers.shift()));
    expect(await port.findSession('cus_1', 'pay_1', 5_000)).toEqual({ kind: 'ok', value: null });
    expect(asked).toHaveLength(2);
    expect(asked[0]?.url.searchParams.get('created[gte]')).toBe('5');
    expect(asked[1]?.url.searchParams.get('starting_after')).toBe('cs_a');
  });

  it('finds it on a later page', async () => {
    const answers = [page([{ ...object, id: 'cs_a', metadata: {} }], true), page([object], false)];
    const { port } = stripeOver(() => Response.json(answers.shift()));
    expect(await port.findSession('cus_1', 'pay_1', 0)).toMatchObject({
      kind: 'ok',
      value: { sessionId: 'cs_test_1', paymentId: 'pay_1' },
    });
  });
});

describe('an object of Stripe', () => {
  it('that was not expanded is no proof of absence: it stops here', async () => {
    const { port, asked } = stripeOver(() => Response.json({ ...object, payment_intent: 'pi_1' }));
    await expect(port.retrieveSession('cs_test_1')).rejects.toThrow('expanded');
    expect(asked[0]?.url.searchParams.get('expand[0]')).toBe('payment_intent.latest_charge');
  });

  it.each(['session', 'PaymentIntent'])(
    'with a status that we do not know stops here (%s)',
    async (which) => {
      const intent = {
        id: 'pi_1',
        status: 'resting',
        currency: 'usd',
        amount_received: 0,
        latest_charge: null,
      };
      const odd =
        which === 'session' ? { ...object, status: 'paused' } : { ...object, payment_intent: intent };
      const { port } = stripeOver(() => Response.json(odd));
      await expect(port.retrieveSession('cs_test_1')).rejects.toThrow('unknown status from Stripe');
    },
  );

  it('is read in our terms: ISO minor units, our currency codes, milliseconds', async () => {
    const charge = { id: 'ch_1', created: 1_700_000_000, payment_method_details: null, failure_code: null };
    const intent = {
      id: 'pi_1',
      status: 'succeeded',
      currency: 'isk',
      amount_received: 123_400,
      latest_charge: charge,
      last_payment_error: null,
      metadata: {},
      livemode: false,
    };
    const { port } = stripeOver(() =>
      Response.json({ ...object, status: 'complete', payment_intent: intent }),
    );
    expect(await port.retrieveSession('cs_test_1')).toMatchObject({
      kind: 'ok',
      value: {
        status: 'complete',
        intent: { currency: 'ISK', amountReceived: 1_234, chargeId: 'ch_1', chargedAt: 1_700_000_000_000 },
      },
    });
  });
});

describe('a session that Stripe told of a moment ago', () => {
  it('is remembered for five seconds, while it is open', () => {
    let now = 0;
    const recent = recentSessions(() => now);
    recent.store(sessionFacts({ sessionId: 'cs_a' }));
    now = 4_999;
    expect(recent.find('cs_a')).toMatchObject({ sessionId: 'cs_a' });
    now = 5_000;
    expect(recent.find('cs_a')).toBeNull();
    recent.store(sessionFacts({ sessionId: 'cs_a' }));
    recent.store(sessionFacts({ sessionId: 'cs_a', status: 'complete' }));
    expect(recent.find('cs_a')).toBeNull();
  });

  it('is forgotten before it is asked to be expired, whatever is answered', async () => {
    const { port, recent } = stripeOver(failed(500, { type: 'api_error' }));
    recent.store(sessionFacts({ sessionId: 'cs_a' }));
    await port.expireSession('cs_a', 'key');
    expect(port.recentSession('cs_a')).toBeNull();
  });

  it('is one of the newest five hundred', () => {
    const recent = recentSessions(() => 0);
    for (let made = 0; made <= 500; made += 1) recent.store(sessionFacts({ sessionId: `cs_${made}` }));
    expect(recent.find('cs_0')).toBeNull();
    expect(recent.find('cs_1')).not.toBeNull();
    expect(recent.find('cs_500')).not.toBeNull();
  });
});
