import { describe, expect, it } from 'vitest';
import { type ApiClient, apiClient, makeCustomer, makeDraft } from '../../support/worker/api.ts';
import { addBlock } from '../../support/worker/blocks.ts';
import { seedMerchant, testContext } from '../../support/worker/context.ts';

const ctx = testContext();

async function open() {
  const merchant = await seedMerchant(ctx);
  const api = apiClient(ctx, merchant);
  return { api, merchant, customerId: await makeCustomer(api) };
}
async function openInvoice(api: ApiClient, customerId: string, unitAmount: number, currency = 'USD') {
  const lines = [{ description: 'Work', unitAmount }];
  const { id } = await makeDraft(api, customerId, { lines, currency });
  await api('POST', `/invoices/${id}/finalize`);
  return id;
}

describe('what takes no card for now', () => {
  it('is listed, and released by name and for a reason', async () => {
    const { api, merchant } = await open();
    expect((await api('GET', '/payment-blocks')).body).toEqual({ data: [] });
    const id = await addBlock(ctx, merchant, 'inv_1');
    const [listed] = (await api('GET', '/payment-blocks')).body.data;
    expect(listed).toEqual({
      id,
      object: 'payment_block',
      subject: 'link',
      subjectId: 'inv_1',
      declines: 10,
      since: '2026-11-22T12:00:00.000Z',
      until: '2026-11-22T13:00:00.000Z',
      released: null,
    });
    const unsaid = await api('POST', `/payment-blocks/${id}/release`, {});
    expect(unsaid).toMatchObject({ status: 400, body: { errors: [{ path: 'reason' }] } });
    const body = { reason: 'They called.', releasedBy: 'Ann' };
    const released = await api('POST', `/payment-blocks/${id}/release`, body);
    const said = { at: '2026-11-22T12:00:00.000Z', by: 'Ann', reason: 'They called.' };
    expect(released).toMatchObject({ status: 200, body: { id, released: said } });
    const again = await api('POST', `/payment-blocks/${id}/release`, { reason: 'Again.' });
    expect(again).toMatchObject({ status: 200, body: { released: said } });
    expect((await api('GET', '/payment-blocks')).body).toEqual({ data: [] });
  });
});

describe('a part that would leave a rest nobody can charge', () => {
  it('is refused in words that say how much may be paid, and taken with smallRest', async () => {
    const { api, customerId } = await open();
    const id = await openInvoice(api, customerId, 10_000);
    const asked = await api('GET', `/invoices/${id}/part-preview?from=outside&amount=9970`);
    const detail =
      '30 minor units would remain; the smallest rest that can be charged is 50. Pay all of it, or at most 9950 – or send `smallRest: leave` and have the rest paid together with another invoice, recorded, or marked uncollectible.';
    expect(asked).toMatchObject({
      status: 200,
      body: { object: 'part_preview', amount: 9970, rest: 30, restIsChargeable: false, smallestRest: 50 },
    });
    expect(asked.body.refusal).toEqual({ code: 'rest_too_small', detail });
    const refused = await api('POST', `/invoices/${id}/record-payment`, { amount: 9970 });
    expect(refused).toMatchObject({
      status: 422,
      body: { code: 'rest_too_small', detail, errors: [{ path: 'amount' }] },
    });
    const taken = await api('POST', `/invoices/${id}/record-payment`, { amount: 9970, smallRest: 'leave' });
    expect(taken).toMatchObject({
      status: 200,
      body: { amountRemaining: 30, noLinkReason: 'below_minimum', paymentUrl: null },
    });
    expect((await api('POST', `/invoices/${id}/mark-uncollectible`)).body).toMatchObject({
      status: 'uncollectible',
    });
  });

  it('in credit is kept back, unless all of it is wanted', async () => {
    const { api, customerId } = await open();
    const id = await openInvoice(api, customerId, 10_000, 'JPY');
    await api('POST', `/customers/${customerId}/credits`, { amount: 9_970, currency: 'JPY' });
    const asked = await api('GET', `/invoices/${id}/part-preview?from=credit`);
    expect(asked.body).toMatchObject({ amount: 9_950, rest: 50, restIsChargeable: true, refusal: null });
    expect((await api('POST', `/invoices/${id}/apply-credit`)).body).toMatchObject({ amountRemaining: 50 });
    expect(await api('POST', `/invoices/${id}/apply-credit`)).toMatchObject({
      status: 422,
      body: { code: 'rest_too_small' },
    });
    const all = await api('POST', `/invoices/${id}/apply-credit`, { smallRest: 'leave' });
    expect(all.body).toMatchObject({ amountRemaining: 30 });
  });

  it.each(['amount=0', 'amount=1.5', 'amount=-1', 'amount=x', 'from=elsewhere', ''])(
    'a preview refuses %j',
    async (query) => {
      const { api, customerId } = await open();
      const id = await openInvoice(api, customerId, 10_000);
      const from = query.startsWith('from') || query === '' ? query : `from=outside&${query}`;
      expect((await api('GET', `/invoices/${id}/part-preview?${from}`)).status).toBe(400);
    },
  );
});
