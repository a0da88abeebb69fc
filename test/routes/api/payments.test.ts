import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { refunds } from '../../../src/db/schema/index.ts';
import { recordDisputes } from '../../../src/operations/disputes/record-disputes.ts';
import { listOf } from '../../../src/routes/api/schemas/lists.ts';
import {
  payment as paymentSchema,
  paymentSummary,
  refund as refundSchema,
} from '../../../src/routes/api/schemas/payment.ts';
import { type ApiClient, apiClient } from '../../support/worker/api.ts';
import { addApiKey } from '../../support/worker/context.ts';
import { openSession, readyInvoice } from '../../support/worker/guards.ts';
import { marked } from '../../support/worker/marked.ts';
import { atStripe, paidInvoice, refundRows } from '../../support/worker/money.ts';
import { openShop, type Shop } from '../../support/worker/shop.ts';

let shop: Shop;
let api: ApiClient;
const clientOf = async (of: Shop) =>
  apiClient(of.ctx, { apiKey: await addApiKey(of.ctx, of.scope.merchantId, false) });
beforeEach(async () => {
  shop = await openShop();
  api = await clientOf(shop);
});

describe('GET /payments', () => {
  it('lists what was tried, newest first, by page, customer, invoice and state', async () => {
    const first = await paidInvoice(shop);
    const second = await readyInvoice(shop);
    await openSession(shop, second.payPath);
    const all = await api('GET', '/payments');
    listOf(paymentSummary).parse(all.body);
    expect(all.body.data.map(({ state }) => state)).toEqual(['session_open', 'succeeded']);
    expect(all.body.data[1]).toMatchObject({
      id: first.paymentId,
      amountReceived: 12_000,
      amountRefunded: 0,
      method: { kind: 'card', last4: '4242' },
      invoices: [{ invoiceId: first.invoiceId, amount: 12_000, invoiceVersion: 1 }],
    });
    const page = await api('GET', '/payments?limit=1');
    expect(page.body).toMatchObject({ hasMore: true });
    const rest = await api('GET', `/payments?limit=1&startingAfter=${page.body.nextCursor}`);
    expect(rest.body.data.map(({ id }) => id)).toEqual([first.paymentId]);
    for (const filter of [
      `invoiceId=${first.invoiceId}`,
      `customerId=${first.customerId}`,
      'state=succeeded',
    ]) {
      const found = await api('GET', `/payments?${filter}`);
      expect(found.body.data.map(({ id }) => id)).toEqual([first.paymentId]);
    }
    expect((await api('GET', '/payments?state=gone')).status).toBe(400);
  });

  it('shows nothing of another merchant’s', async () => {
    const { paymentId } = await paidInvoice(shop);
    const theirs = await clientOf(await openShop());
    expect((await theirs('GET', '/payments')).body.data).toEqual([]);
    expect((await theirs('GET', `/payments/${paymentId}`)).status).toBe(404);
    expect((await theirs('POST', `/payments/${paymentId}/refunds`)).status).toBe(404);
  });
});

describe('POST /payments/{id}/refunds', () => {
  it('refunds a part, once for one key, and both resources say how it stands', async () => {
    const { invoiceId, paymentId, intentId } = await paidInvoice(shop);
    const ask = { amount: 2_500, reason: 'requested_by_customer', requestedBy: 'Ada' };
    const key = { 'Idempotency-Key': 'refund-1' };
    const made = await api('POST', `/payments/${paymentId}/refunds`, ask, key);
    expect(made.status).toBe(201);
    refundSchema.parse(made.body);
    expect(made.body).toMatchObject({ ...ask, state: 'requested', purpose: 'requested', heldUntil: null });
    const again = await api('POST', `/payments/${paymentId}/refunds`, ask, key);
    expect(again.body.id).toBe(made.body.id);
    await shop.work();
    expect(await atStripe('refunds', intentId)).toMatchObject([{ amount: 2_500 }]);
    const read = await api('GET', `/payments/${paymentId}`);
    paymentSchema.parse(read.body);
    expect(read.body).toMatchObject({
      amountRefunded: 2_500,
      amountRefundable: 9_500,
      receiptNumber: marked('R-NW-0001', paymentId),
      refunds: [{ id: made.body.id, state: 'succeeded' }],
      disputes: [],
    });
    expect((await api('GET', `/refunds/${made.body.id}`)).body).toMatchObject({ state: 'succeeded' });
    expect((await api('GET', `/invoices/${invoiceId}`)).body).toMatchObject({
      status: 'paid',
      paymentStatus: 'partially_refunded',
      amountRefunded: 2_500,
      payments: [{ id: paymentId, state: 'succeeded', amount: 12_000 }],
    });
  });

  it('without a body refunds all of it, in the name of the key', async () => {
    const { paymentId } = await paidInvoice(shop);
    const made = await api('POST', `/payments/${paymentId}/refunds`);
    expect(made.body).toMatchObject({ amount: 12_000, requestedBy: 'Another', reason: null });
    const more = await api('POST', `/payments/${paymentId}/refunds`, { amount: 1 });
    expect(more.status).toBe(422);
    expect(more.body).toMatchObject({ code: 'amount_exceeds_refundable', errors: [{ path: 'amount' }] });
  });

  it.each([
    [{ amount: 0 }, 'amount'],
    [{ amount: 1.5 }, 'amount'],
    [{ amount: '5' }, 'amount'],
    [{ reason: 'because' }, 'reason'],
    [{ ammount: 5 }, 'ammount'],
  ])('refuses %j, and says where it is wrong', async (body, path) => {
    const { paymentId } = await paidInvoice(shop);
    const refused = await api('POST', `/payments/${paymentId}/refunds`, body);
    expect(refused.status).toBe(400);
    expect(refused.body.errors.map((error) => error.path)).toEqual([path]);
    expect(await refundRows(shop, paymentId)).toEqual([]);
  });

  it('of a payment that brought nothing is refused with its state', async () => {
    const invoice = await readyInvoice(shop);
    await openSession(shop, invoice.payPath);
    const [payment] = await shop.payments();
    const refused = await api('POST', `/payments/${payment?.id}/refunds`);
    expect(refused.status).toBe(409);
    expect(refused.body).toMatchObject({
      code: 'payment_not_refundable',
      detail: 'The payment is session open.',
    });
  });
});

it('GET /refunds lists what goes back, and what of it waits for somebody to release it', async () => {
  const { paymentId } = await paidInvoice(shop);
  const first = await api('POST', `/payments/${paymentId}/refunds`, { amount: 100 });
  const second = await api('POST', `/payments/${paymentId}/refunds`, { amount: 200 });
  const heldId = second.body.id;
  const notBefore = shop.ctx.now() + 86_400_000;
  await shop.ctx.db.update(refunds).set({ notBefore }).where(eq(refunds.id, heldId));
  const idsOf = async (query: string, client = api) => {
    const found = await client('GET', `/refunds${query}`);
    listOf(refundSchema).parse(found.body);
    return found.body.data.map(({ id }) => id);
  };
  expect(await idsOf('')).toEqual([heldId, first.body.id]);
  expect(await idsOf('?held=true')).toEqual([heldId]);
  expect(await idsOf(`?held=false&paymentId=${paymentId}&state=requested`)).toEqual([first.body.id]);
  expect(await idsOf('?state=succeeded')).toEqual([]);
  expect(await idsOf('', await clientOf(await openShop()))).toEqual([]);
  const released = await api('POST', `/refunds/${heldId}/release`, { releasedBy: 'Ada' });
  expect(released.body).toMatchObject({ heldUntil: null, requestedBy: 'Ada' });
});

it('POST /refunds/{id}/release refuses what does not wait', async () => {
  const { paymentId } = await paidInvoice(shop);
  const made = await api('POST', `/payments/${paymentId}/refunds`);
  const refused = await api('POST', `/refunds/${made.body.id}/release`);
  expect(refused.status).toBe(409);
  expect(refused.body.code).toBe('refund_not_held');
  expect((await api('POST', '/refunds/ref_none/release')).status).toBe(404);
});

describe('credit', () => {
  it('is given, listed, and pays an open invoice on demand', async () => {
    const { customerId, invoiceId } = await shop.invoice(10_000);
    const given = await api('POST', `/customers/${customerId}/credits`, {
      amount: 4_000,
      currency: 'usd',
      note: 'For the delay',
      issuedBy: 'Ada',
    });
    expect(given.status).toBe(201);
    expect(given.body).toMatchObject({
      balance: 4_000,
      currency: 'USD',
      reason: 'goodwill',
      issuedBy: 'Ada',
    });
    expect((await api('GET', `/customers/${customerId}/credits`)).body.data).toMatchObject([given.body]);
    const applied = await api('POST', `/invoices/${invoiceId}/apply-credit`);
    expect(applied.body).toMatchObject({ amountPaid: 4_000, amountRemaining: 6_000, status: 'open' });
    const none = await api('POST', `/invoices/${invoiceId}/apply-credit`);
    expect(none.status).toBe(409);
    expect(none.body.code).toBe('no_credit');
    const theirs = await clientOf(await openShop());
    expect((await theirs('GET', `/customers/${customerId}/credits`)).status).toBe(404);
    expect(
      (await theirs('POST', `/customers/${customerId}/credits`, { amount: 1, currency: 'USD' })).status,
    ).toBe(404);
  });

  it('is what is left of an offline payment that was too much, where that is wanted', async () => {
    const { customerId, invoiceId } = await shop.invoice(10_000);
    const path = `/invoices/${invoiceId}/record-payment`;
    expect((await api('POST', path, { amount: 12_000 })).status).toBe(422);
    const kept = await api('POST', path, { amount: 12_000, surplus: 'credit' });
    expect(kept.body).toMatchObject({ status: 'paid', amountPaid: 10_000 });
    expect((await api('GET', `/customers/${customerId}/credits`)).body.data).toMatchObject([
      { balance: 2_000, reason: 'overpayment' },
    ]);
  });

  it('keeps its customer from being deleted', async () => {
    const made = await api('POST', '/customers', { legalName: 'New Ltd' });
    await api('POST', `/customers/${made.body.id}/credits`, { amount: 1, currency: 'USD' });
    const refused = await api('DELETE', `/customers/${made.body.id}`);
    expect(refused.status).toBe(409);
    expect(refused.body.code).toBe('customer_has_invoices');
  });
});

it('a dispute shows on its payment', async () => {
  const { paymentId } = await paidInvoice(shop, { method: { card: '4000000000000259' } });
  await recordDisputes(shop.ctx, paymentId);
  const read = await api('GET', `/payments/${paymentId}`);
  paymentSchema.parse(read.body);
  expect(read.body).toMatchObject({
    disputes: [{ kind: 'dispute', state: 'needs_response', amount: 12_000, closedAt: null }],
  });
  const refused = await api('POST', `/payments/${paymentId}/refunds`);
  expect(refused.body.code).toBe('payment_disputed');
});
