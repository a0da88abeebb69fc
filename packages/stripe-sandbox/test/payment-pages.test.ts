import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Bench, KEY, openBench, sessionParams } from './support.ts';

let bench: Bench;
beforeEach(async () => {
  bench = await openBench();
});
afterEach(() => bench.close());

async function call(method: string, path: string, fields?: Record<string, string>) {
  const response = await fetch(`${bench.url}${path}`, {
    method,
    headers: { Authorization: `Bearer ${KEY}` },
    ...(fields === undefined ? {} : { body: new URLSearchParams(fields) }),
  });
  const body: Record<string, unknown> = JSON.parse(await response.text());
  return { status: response.status, body };
}

async function unpaid(): Promise<string> {
  const { customer_email: _, ...params } = sessionParams();
  return (await bench.stripe.checkout.sessions.create(params)).id;
}

describe('the page behind a session, as the official CLI uses it', () => {
  it('pays the session with a method, whose email becomes the payer’s', async () => {
    const { stripe } = bench;
    const id = await unpaid();
    expect((await call('GET', `/v1/payment_pages/${id}`)).body).toMatchObject({ amount_total: 12_000 });
    const method = await stripe.paymentMethods.create({
      type: 'card',
      card: { token: 'tok_visa' },
      billing_details: { email: 'stripe@example.com', name: 'Jenny' },
    });
    const paid = await call('POST', `/v1/payment_pages/${id}/confirm`, {
      payment_method: method.id,
      expected_amount: '12000',
    });
    expect(paid.status).toBe(200);
    expect(await stripe.checkout.sessions.retrieve(id)).toMatchObject({
      status: 'complete',
      payment_status: 'paid',
      customer_details: { email: 'stripe@example.com', name: 'Jenny' },
    });
    const again = await call('POST', `/v1/payment_pages/${id}/confirm`, { payment_method: method.id });
    expect(again).toMatchObject({ status: 400, body: { error: { code: 'checkout_session_not_open' } } });
  });

  it('takes only the amount that was meant, and says when a card is declined', async () => {
    const id = await unpaid();
    const path = `/v1/payment_pages/${id}/confirm`;
    const wrong = await call('POST', path, { payment_method: 'pm_card_visa', expected_amount: '1' });
    expect(wrong).toMatchObject({ status: 400, body: { error: { param: 'expected_amount' } } });
    const declined = await call('POST', path, { payment_method: 'pm_card_chargeDeclined' });
    expect(declined).toMatchObject({ status: 402, body: { error: { type: 'card_error' } } });
    expect((await bench.stripe.checkout.sessions.retrieve(id)).status).toBe('open');
    expect((await call('GET', '/v1/payment_pages/cs_none')).status).toBe(404);
  });
});
