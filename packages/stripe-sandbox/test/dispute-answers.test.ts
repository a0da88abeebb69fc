import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Bench, openBench } from './support.ts';

let bench: Bench;
beforeEach(async () => {
  bench = await openBench();
});
afterEach(() => bench.close());

const DAY = 86_400_000;

/** A payment of 120.00 by a card whose owner complains; the dispute. */
async function disputed(payment_method = 'pm_card_createDispute') {
  const intent = await bench.stripe.paymentIntents.create({
    amount: 12_000,
    currency: 'usd',
    payment_method,
    confirm: true,
    metadata: { payment: 'p_1' },
    automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
  });
  const [dispute] = (await bench.stripe.disputes.list({ payment_intent: intent.id })).data;
  if (!dispute) throw new Error('no dispute was opened');
  return { dispute, intent, id: dispute.id };
}

/** The types of the dispute's events, in the order in which they came about. */
async function told(): Promise<string[]> {
  const { data } = await bench.stripe.events.list({ limit: 100 });
  return data
    .toReversed()
    .map(({ type }) => type)
    .filter((type) => type.startsWith('charge.dispute.'))
    .map((type) => type.slice('charge.dispute.'.length));
}

async function net(source: string): Promise<number> {
  const { data } = await bench.stripe.balanceTransactions.list({ source });
  return data.reduce((sum, each) => sum + each.net, 0);
}

describe('evidence', () => {
  it('that wins brings back the money and the fee', async () => {
    const { id } = await disputed();
    expect(await net(id)).toBe(-13_500);
    const answered = await bench.stripe.disputes.update(id, {
      evidence: { uncategorized_text: 'winning_evidence', customer_name: 'Jenny Rosen' },
    });
    expect(answered).toMatchObject({
      status: 'under_review',
      evidence: { customer_name: 'Jenny Rosen' },
      evidence_details: { has_evidence: true, submission_count: 1, submission_method: 'manual' },
    });
    const won = await bench.stripe.disputes.retrieve(id);
    expect(won.status).toBe('won');
    expect(won.balance_transactions.map(({ net: each }) => each)).toEqual([-13_500, 13_500]);
    expect(await net(id)).toBe(0);
    expect(await told()).toEqual(['created', 'funds_withdrawn', 'updated', 'funds_reinstated', 'closed']);
  });

  it('that loses changes nothing about the money', async () => {
    const { id, intent } = await disputed();
    await bench.stripe.disputes.update(id, { evidence: { uncategorized_text: 'losing_evidence' } });
    expect((await bench.stripe.disputes.retrieve(id)).status).toBe('lost');
    expect(await net(id)).toBe(-13_500);
    expect(await told()).toEqual(['created', 'funds_withdrawn', 'updated', 'closed']);
    await expect(bench.stripe.refunds.create({ payment_intent: intent.id })).rejects.toMatchObject({
      code: 'charge_disputed',
    });
  });

  it('can be staged first, and is only handed in later', async () => {
    const { id } = await disputed();
    const staged = await bench.stripe.disputes.update(id, {
      evidence: { uncategorized_text: 'winning_evidence' },
      submit: false,
    });
    expect(staged).toMatchObject({
      status: 'needs_response',
      evidence_details: { has_evidence: true, submission_count: 0, submission_method: 'not_submitted' },
    });
    bench.sandbox.clock.advance(DAY);
    expect((await bench.stripe.disputes.retrieve(id)).status).toBe('needs_response');
    await bench.stripe.disputes.update(id, { submit: true });
    expect((await bench.stripe.disputes.retrieve(id)).status).toBe('won');
  });

  it('of any other text waits for a decision, which the control API gives', async () => {
    const { id } = await disputed();
    await bench.stripe.disputes.update(id, { evidence: { uncategorized_text: 'They wrote to thank us.' } });
    bench.sandbox.clock.advance(60 * DAY);
    expect((await bench.stripe.disputes.retrieve(id)).status).toBe('under_review');
    await bench.control('POST', `/disputes/${id}/decide`, { outcome: 'won' });
    expect((await bench.stripe.disputes.retrieve(id)).status).toBe('won');
    expect((await bench.control('POST', `/disputes/${id}/decide`, { outcome: 'won' })).status).toBe(400);
  });
});

describe('a dispute', () => {
  it('carries none of the payment’s metadata, and can be given its own', async () => {
    const { dispute, id } = await disputed();
    expect(dispute.metadata).toEqual({});
    const updated = await bench.stripe.disputes.update(id, { metadata: { ours: '1' } });
    expect(updated).toMatchObject({ status: 'needs_response', metadata: { ours: '1' } });
  });

  it('that is closed is lost, and can be neither answered nor closed again', async () => {
    const { disputes } = bench.stripe;
    const { id } = await disputed();
    expect((await disputes.close(id)).status).toBe('lost');
    await expect(disputes.close(id)).rejects.toMatchObject({ statusCode: 400 });
    await expect(
      disputes.update(id, { evidence: { uncategorized_text: 'winning_evidence' } }),
    ).rejects.toMatchObject({ statusCode: 400 });
  });

  it('that nobody answers in time is lost', async () => {
    const { id } = await disputed();
    bench.sandbox.clock.advance(10 * DAY);
    expect(await bench.stripe.disputes.retrieve(id)).toMatchObject({
      status: 'lost',
      evidence_details: { past_due: true },
    });
    expect((await told()).at(-1)).toBe('closed');
  });

  it('about something else than fraud says so', async () => {
    const { dispute } = await disputed('pm_card_createDisputeProductNotReceived');
    expect(dispute).toMatchObject({
      reason: 'product_not_received',
      payment_method_details: { card: { case_type: 'chargeback', network_reason_code: '13.1' } },
    });
  });

  it('can be opened for any card payment from outside', async () => {
    const intent = await bench.stripe.paymentIntents.create({
      amount: 700,
      currency: 'usd',
      payment_method: 'pm_card_visa',
      confirm: true,
    });
    const path = `/charges/${String(intent.latest_charge)}/dispute`;
    expect((await bench.control('POST', path, {})).status).toBe(201);
    expect((await bench.stripe.disputes.list({ payment_intent: intent.id })).data).toHaveLength(1);
  });

  it.each(['GET', 'POST'])('that does not exist is a 404 to %s', async (method) => {
    const { disputes } = bench.stripe;
    const asked = method === 'GET' ? disputes.retrieve('du_none') : disputes.update('du_none', {});
    await expect(asked).rejects.toMatchObject({ statusCode: 404, code: 'resource_missing' });
  });
});

describe('an inquiry', () => {
  it('takes no money, and is closed without a loss', async () => {
    const { dispute, id, intent } = await disputed('pm_card_createDisputeInquiry');
    expect(dispute).toMatchObject({
      status: 'warning_needs_response',
      is_charge_refundable: true,
      balance_transactions: [],
      payment_method_details: { card: { case_type: 'inquiry' } },
    });
    expect((await bench.stripe.disputes.close(id)).status).toBe('warning_closed');
    expect(await net(id)).toBe(0);
    expect(await told()).toEqual(['created', 'closed']);
    expect((await bench.stripe.refunds.create({ payment_intent: intent.id })).status).toBe('succeeded');
  });

  it('can turn into a dispute, which takes the money', async () => {
    const { id } = await disputed('pm_card_createDisputeInquiry');
    await bench.stripe.disputes.update(id, { evidence: { uncategorized_text: 'escalate_inquiry_evidence' } });
    expect(await bench.stripe.disputes.retrieve(id)).toMatchObject({
      status: 'needs_response',
      is_charge_refundable: false,
      payment_method_details: { card: { case_type: 'chargeback' } },
    });
    expect(await net(id)).toBe(-13_500);
    expect(await told()).toEqual(['created', 'updated', 'updated', 'funds_withdrawn']);
  });

  it('ends when the payment is given back in full', async () => {
    const { id, intent } = await disputed('pm_card_createDisputeInquiry');
    await bench.stripe.refunds.create({ payment_intent: intent.id });
    expect((await bench.stripe.disputes.retrieve(id)).status).toBe('warning_closed');
  });
});
