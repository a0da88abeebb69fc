import { afterEach, describe, expect, it, vi } from 'vitest';
import { sayableAmount } from '../../../src/adapters/stripe/amounts.ts';
import { createStripeClient, stripeFor } from '../../../src/adapters/stripe/client.ts';
import { recentSessions } from '../../../src/adapters/stripe/recent-sessions.ts';
import { refundParams } from '../../../src/adapters/stripe/refund-params.ts';

afterEach(() => vi.restoreAllMocks());

/** The official SDK with its network in the test's hands, and what it sent over it. */
function stripeOver(answer: (url: URL) => Response, account = 'self') {
  const asked: { method: string; url: URL; headers: Headers; body: URLSearchParams }[] = [];
  vi.spyOn(globalThis, 'fetch').mockImplementation(async (input, init) => {
    const request = new Request(input, init);
    const url = new URL(request.url);
    const body = new URLSearchParams(new TextDecoder().decode(await request.clone().arrayBuffer()));
    asked.push({ method: request.method, url, headers: request.headers, body });
    return answer(url);
  });
  const client = createStripeClient({ secretKey: 'sk_test_x', apiUrl: new URL('https://api.stripe.test') });
  return {
    asked,
    port: stripeFor(
      client,
      account,
      recentSessions(() => 0),
    ),
  };
}

const refund = {
  id: 're_1',
  object: 'refund',
  amount: 500,
  currency: 'usd',
  charge: 'ch_1',
  payment_intent: 'pi_1',
  created: 1_700_000_000,
  metadata: { quittance_refund: 'ref_1' },
  status: 'succeeded',
};
const dispute = {
  balance_transactions: [],
  id: 'du_1',
  object: 'dispute',
  amount: 500,
  currency: 'usd',
  charge: { id: 'ch_1', object: 'charge', payment_method_details: { type: 'card' } },
  payment_intent: 'pi_1',
  created: 1_700_000_000,
  evidence_details: { due_by: 1_700_500_000 },
  reason: 'fraudulent',
  status: 'needs_response',
};
const page = (data: readonly object[], has_more = false) => ({
  object: 'list',
  data,
  has_more,
  url: '/v1/x',
});
const order = {
  intentId: 'pi_1',
  currency: 'USD',
  amount: 500,
  reason: null,
  metadata: { quittance_refund: 'ref_1' },
};

describe('a refund', () => {
  it('is sent as it was stored, with its key, for its account, and told in our units', async () => {
    const { asked, port } = stripeOver(
      () => Response.json({ ...refund, currency: 'isk', amount: 50_000 }),
      'acct_1',
    );
    const params = refundParams({ ...order, currency: 'ISK', reason: 'duplicate' });
    const made = await port.createRefund(params, 'refund/ref_1');
    expect(made).toEqual({
      kind: 'ok',
      value: {
        stripeRefundId: 're_1',
        intentId: 'pi_1',
        chargeId: 'ch_1',
        refundId: 'ref_1',
        currency: 'ISK',
        amount: 500,
        state: 'succeeded',
        failureReason: null,
        createdAt: 1_700_000_000_000,
      },
    });
    expect(asked).toHaveLength(1);
    expect(asked[0]?.headers.get('idempotency-key')).toBe('refund/ref_1');
    expect(asked[0]?.headers.get('stripe-account')).toBe('acct_1');
    expect(Object.fromEntries(asked[0]?.body ?? [])).toEqual({
      payment_intent: 'pi_1',
      amount: '50000',
      reason: 'duplicate',
      'metadata[quittance_refund]': 'ref_1',
    });
  });

  it.each([
    [500, 'unknown'],
    [429, 'unknown'],
    [409, 'unknown'],
    [400, 'refused'],
  ])('that is answered with %i is %s', async (status, kind) => {
    const { port, asked } = stripeOver(() =>
      Response.json({ error: { type: 'invalid_request_error', message: 'No.' } }, { status }),
    );
    expect((await port.createRefund(refundParams(order), 'key')).kind).toBe(kind);
    expect(asked).toHaveLength(1);
  });

  it('of a state that we do not know stops here, and is not taken for another', async () => {
    const { port } = stripeOver(() => Response.json(page([{ ...refund, status: 'floating' }])));
    await expect(port.listRefunds('pi_1')).rejects.toThrow('floating');
  });

  it('is listed to the end', async () => {
    const { port, asked } = stripeOver((url) =>
      Response.json(
        url.searchParams.has('starting_after') ? page([{ ...refund, id: 're_2' }]) : page([refund], true),
      ),
    );
    const listed = await port.listRefunds('pi_1');
    expect(listed.kind === 'ok' && listed.value.map(({ stripeRefundId }) => stripeRefundId)).toEqual([
      're_1',
      're_2',
    ]);
    expect(asked[0]?.url.searchParams.get('payment_intent')).toBe('pi_1');
  });
});

describe('a dispute', () => {
  it('is told with its method and until when it can be answered', async () => {
    const { port } = stripeOver(() => Response.json(page([dispute])));
    expect(await port.listDisputes('pi_1')).toMatchObject({
      kind: 'ok',
      value: [
        {
          stripeDisputeId: 'du_1',
          chargeId: 'ch_1',
          amount: 500,
          status: 'needs_response',
          methodKind: 'card',
          evidenceDueAt: 1_700_500_000_000,
        },
      ],
    });
  });

  it.each([0, null])('that cannot be answered (%s) has no date', async (due_by) => {
    const bank = { ...dispute.charge, payment_method_details: { type: 'us_bank_account' } };
    const { port } = stripeOver(() =>
      Response.json(page([{ ...dispute, charge: bank, status: 'lost', evidence_details: { due_by } }])),
    );
    expect(await port.listDisputes('pi_1')).toMatchObject({
      value: [{ methodKind: 'us_bank_account', evidenceDueAt: null }],
    });
  });
});

describe('what Stripe can be told', () => {
  it.each([
    ['USD', 1, 1],
    ['JPY', 1, 1],
    ['ISK', 1, 1],
    ['UGX', 7, 7],
    ['MGA', 199, 100],
    ['MGA', 99, 0],
    ['KWD', 1_239, 1_230],
  ])('of %s %i is %i', (currency, amount, sayable) => {
    expect(sayableAmount(currency, amount)).toBe(sayable);
  });

  it('is all that is ever put into a request', () => {
    expect(() => refundParams({ ...order, currency: 'MGA', amount: 150 })).toThrow(RangeError);
    expect(() => refundParams({ ...order, currency: 'KWD', amount: 15 })).toThrow(RangeError);
  });
});
