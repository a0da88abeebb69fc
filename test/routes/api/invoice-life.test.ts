import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { invoices } from '../../../src/db/schema/index.ts';
import {
  type ApiBody,
  type ApiClient,
  apiClient,
  makeCustomer,
  makeDraft,
} from '../../support/worker/api.ts';
import { seedMerchant, testContext } from '../../support/worker/context.ts';
import { outboxOf, sentTo, versionsOf } from '../../support/worker/rows.ts';

const ctx = testContext();

async function open(wishes: Parameters<typeof seedMerchant>[1] = {}) {
  const merchant = await seedMerchant(ctx, wishes);
  const api = apiClient(ctx, merchant);
  return { api, merchant, customerId: await makeCustomer(api) };
}

const sendNew = async (api: ApiClient, customerId: string): Promise<ApiBody> => {
  const draft = await makeDraft(api, customerId);
  return (await api('POST', `/invoices/${draft.id}/send`)).body;
};

describe('a draft', () => {
  it('goes to the customer with number, links and totals in one call', async () => {
    const { api, customerId } = await open();
    const draft = await makeDraft(api, customerId, {
      dueDate: '2026-12-31',
      notes: ' Thank you.\r\nSee you. ',
    });
    expect(draft).toMatchObject({
      object: 'invoice',
      status: 'draft',
      number: null,
      hostedInvoiceUrl: null,
      paymentUrl: null,
      pdfUrl: null,
      noLinkReason: 'draft',
      total: 18000,
      notes: 'Thank you.\nSee you.',
    });
    const sent = await api('POST', `/invoices/${draft.id}/send`);
    expect(sent.status).toBe(200);
    expect(sent.body).toMatchObject({
      status: 'open',
      number: 'NW-0001',
      overdue: false,
      issueDate: '2026-11-22',
      amountDue: 18000,
      amountPaid: 0,
      amountRemaining: 18000,
      sentAt: '2026-11-22T12:00:00.000Z',
      finalizedAt: '2026-11-22T12:00:00.000Z',
      noLinkReason: null,
      version: 1,
    });
    expect(sent.body.hostedInvoiceUrl).toMatch(/^https:\/\/billing\.test\/i\/[\w-]+$/);
    expect(sent.body.paymentUrl).toMatch(/^https:\/\/billing\.test\/pay\/[\w-]+$/);
    expect(sent.body.pdfUrl).toBe(`${sent.body.hostedInvoiceUrl}/pdf`);
    expect((await api('GET', `/invoices/${draft.id}`)).body).toEqual(sent.body);
    expect(await sentTo(ctx, draft.id)).toEqual(['ap@payer.test']);
    expect(await versionsOf(ctx, draft.id)).toEqual([
      { version: 1, amountDue: 18000, amountRemaining: 18000 },
    ]);
  });

  it('is replaced as a whole, lines and all', async () => {
    const { api, customerId } = await open();
    const draft = await makeDraft(api, customerId, { notes: 'Old', dueDate: '2026-12-31' });
    const lines = [
      { description: 'A', unitAmount: 100 },
      { description: 'B', quantity: '2', unitAmount: 50, discount: { kind: 'amount', amount: 10 } },
    ];
    const replaced = await api('PUT', `/invoices/${draft.id}`, { customerId, currency: 'EUR', lines });
    expect(replaced.status).toBe(200);
    expect(replaced.body).toMatchObject({
      currency: 'EUR',
      notes: null,
      dueDate: null,
      total: 190,
      lineCount: 2,
    });
    expect(replaced.body.lines).toMatchObject([
      { description: 'A', quantity: '1', discount: null, total: 100 },
      { description: 'B', discount: { kind: 'amount', amount: 10 }, discountAmount: 10, total: 90 },
    ]);
  });

  it('can be deleted, and is gone', async () => {
    const { api, customerId } = await open();
    const draft = await makeDraft(api, customerId);
    const deleted = await api('DELETE', `/invoices/${draft.id}`);
    expect(deleted.body).toEqual({ id: draft.id, object: 'invoice', deleted: true });
    expect((await api('GET', `/invoices/${draft.id}`)).status).toBe(404);
    expect((await api('DELETE', `/invoices/${draft.id}`)).status).toBe(404);
  });

  it('without lines is kept, but neither finalized nor sent', async () => {
    const { api, customerId } = await open();
    const draft = await makeDraft(api, customerId, { lines: [] });
    for (const verb of ['finalize', 'send']) {
      const refused = await api('POST', `/invoices/${draft.id}/${verb}`);
      expect(refused).toMatchObject({ status: 409, body: { code: 'invoice_without_lines' } });
    }
  });

  it('has up to a thousand lines', async () => {
    const { api, customerId } = await open();
    const lines = Array.from({ length: 1000 }, (_, i) => ({ description: `Line ${i}`, unitAmount: i }));
    const draft = await makeDraft(api, customerId, { lines });
    expect(draft.total).toBe(499_500);
    expect(draft.lines).toHaveLength(1000);
    expect(draft.lines[999]).toMatchObject({ description: 'Line 999', total: 999 });
  });

  it('takes the merchant’s currency where none is named', async () => {
    const { api, customerId } = await open({ defaultCurrency: 'KWD' });
    expect(await makeDraft(api, customerId, { currency: undefined })).toMatchObject({ currency: 'KWD' });
  });
});

describe('finalizing', () => {
  it('marks a total of zero as paid at once, without a link and without a Stripe customer', async () => {
    const { api, customerId } = await open();
    const draft = await makeDraft(api, customerId, { lines: [{ description: 'Gift', unitAmount: 0 }] });
    const finalized = await api('POST', `/invoices/${draft.id}/finalize`, {});
    expect(finalized.body).toMatchObject({
      status: 'paid',
      paidAt: '2026-11-22T12:00:00.000Z',
      paymentUrl: null,
      noLinkReason: 'zero',
    });
    expect(await outboxOf(ctx, draft.id)).toEqual([]);
  });

  it('has the Stripe customer made where there will be a link, and only there', async () => {
    const { api, customerId } = await open();
    const linked = await makeDraft(api, customerId);
    await api('POST', `/invoices/${linked.id}/finalize`);
    expect(await outboxOf(ctx, linked.id)).toEqual(['ensure_stripe_customer']);
    const unlinked = await makeDraft(api, customerId, { paymentLink: false });
    const finalized = await api('POST', `/invoices/${unlinked.id}/finalize`);
    expect(finalized.body).toMatchObject({ paymentUrl: null, paymentLink: false, noLinkReason: 'links_off' });
    expect(await outboxOf(ctx, unlinked.id)).toEqual([]);
  });

  it.each([
    ['USD', 49, 'below_minimum'],
    ['KWD', 1005, 'not_divisible'],
    ['USD', 999_999_999, 'above_maximum'],
    ['IRR', 100_000, 'unsupported_currency'],
  ])('says why %s %i has no link', async (currency, unitAmount, reason) => {
    const { api, customerId } = await open();
    const draft = await makeDraft(api, customerId, { currency, lines: [{ description: 'X', unitAmount }] });
    const finalized = await api('POST', `/invoices/${draft.id}/finalize`);
    expect(finalized.body).toMatchObject({ status: 'open', paymentUrl: null, noLinkReason: reason });
  });

  it('says that links are off, or Stripe is not connected', async () => {
    const off = await open({ paymentLinks: false });
    expect(await sendNew(off.api, off.customerId)).toMatchObject({
      paymentUrl: null,
      noLinkReason: 'links_off',
    });
    const alone = await open({ connected: false });
    const sent = await sendNew(alone.api, alone.customerId);
    expect(sent).toMatchObject({ paymentUrl: null, noLinkReason: 'not_connected' });
  });

  it('is final: nothing can be changed, deleted or finalized again', async () => {
    const { api, customerId } = await open();
    const { id } = await sendNew(api, customerId);
    const calls = [
      api('PUT', `/invoices/${id}`, { customerId, lines: [] }),
      api('DELETE', `/invoices/${id}`),
      api('POST', `/invoices/${id}/finalize`),
    ];
    for (const refused of await Promise.all(calls)) {
      expect(refused).toMatchObject({ status: 409, body: { code: 'invoice_not_draft' } });
    }
  });

  it('keeps what it said about the parties when they change', async () => {
    const { api, customerId } = await open();
    const { id } = await sendNew(api, customerId);
    await api('PUT', `/customers/${customerId}`, { legalName: 'Another Name' });
    const [row] = await ctx.db.query.invoices.findMany({ where: (t, { eq }) => eq(t.id, id) });
    expect(row?.parties?.customer.name).toBe('Payer Inc');
    expect(row?.parties?.merchant.name).toBe('Northwind Ltd');
  });

  it('counts days where the merchant is', async () => {
    const late = testContext();
    late.clock.ms = Date.parse('2026-11-23T02:00:00Z');
    const merchant = await seedMerchant(late);
    const api = apiClient(late, merchant);
    const draft = await makeDraft(api, await makeCustomer(api), { dueDate: '2026-11-22' });
    const finalized = await api('POST', `/invoices/${draft.id}/finalize`);
    expect(finalized.body).toMatchObject({ issueDate: '2026-11-22', overdue: false });
    late.clock.ms = Date.parse('2026-11-23T05:00:00Z');
    expect((await api('GET', `/invoices/${draft.id}`)).body).toMatchObject({ overdue: true });
  });
});

describe('sending', () => {
  it('goes again to a corrected address, and remembers when it went first', async () => {
    const { api, customerId } = await open();
    const { id } = await sendNew(api, customerId);
    ctx.clock.ms += 60_000;
    const again = await api('POST', `/invoices/${id}/send`, { to: ['right@payer.test'] });
    expect(again.body).toMatchObject({ number: 'NW-0001', finalizedAt: again.body.sentAt });
    expect(await sentTo(ctx, id)).toEqual(['ap@payer.test', 'right@payer.test']);
  });

  it('goes to every billing address, each once', async () => {
    const merchant = await seedMerchant(ctx);
    const api = apiClient(ctx, merchant);
    const billingEmails = ['a@payer.test', 'b@payer.test', 'a@payer.test'];
    const { id } = await sendNew(api, await makeCustomer(api, { billingEmails }));
    expect(await sentTo(ctx, id)).toEqual(['a@payer.test', 'b@payer.test']);
  });

  it('is refused without an address, and finalizes nothing', async () => {
    const merchant = await seedMerchant(ctx);
    const api = apiClient(ctx, merchant);
    const draft = await makeDraft(api, await makeCustomer(api, { email: null }));
    const refused = await api('POST', `/invoices/${draft.id}/send`);
    expect(refused).toMatchObject({ status: 422, body: { code: 'no_recipient' } });
    expect((await api('GET', `/invoices/${draft.id}`)).body.status).toBe('draft');
  });

  it('of a paid invoice goes out as a copy', async () => {
    const { api, customerId } = await open();
    const { id } = await sendNew(api, customerId);
    await api('POST', `/invoices/${id}/record-payment`);
    expect(await api('POST', `/invoices/${id}/send`)).toMatchObject({
      status: 200,
      body: { status: 'paid' },
    });
    expect(await sentTo(ctx, id)).toHaveLength(2);
  });

  it('is refused while the invoice is being voided', async () => {
    const { api, customerId } = await open();
    const { id } = await sendNew(api, customerId);
    const pendingVerb = { verb: 'void', commandId: 'c', requestedAt: ctx.now() } as const;
    await ctx.db.update(invoices).set({ pendingVerb }).where(eq(invoices.id, id));
    const refused = await api('POST', `/invoices/${id}/send`);
    expect(refused).toMatchObject({ status: 409, body: { code: 'verb_pending' } });
  });

  it('is refused once the invoice is void or uncollectible', async () => {
    const { api, customerId } = await open();
    for (const verb of ['void', 'mark-uncollectible']) {
      const { id } = await sendNew(api, customerId);
      expect((await api('POST', `/invoices/${id}/${verb}`)).status).toBe(200);
      const refused = await api('POST', `/invoices/${id}/send`);
      expect(refused).toMatchObject({ status: 409, body: { code: 'invoice_not_open' } });
    }
  });
});

describe('the other verbs', () => {
  it('void: the invoice has no pay link any more', async () => {
    const { api, customerId } = await open();
    const { id } = await sendNew(api, customerId);
    const voided = await api('POST', `/invoices/${id}/void`);
    expect(voided.body).toMatchObject({ status: 'void', paymentUrl: null, noLinkReason: 'void' });
    expect(voided.body.hostedInvoiceUrl).toContain('/i/');
    expect((await api('POST', `/invoices/${id}/void`)).body.code).toBe('invoice_not_open');
  });

  it('record-payment: all that remains, today, by the key’s name, unless it is said', async () => {
    const { api, customerId } = await open({ keyName: 'Grace Hopper' });
    const { id } = await sendNew(api, customerId);
    const part = await api('POST', `/invoices/${id}/record-payment`, { amount: 8000, method: 'cash' });
    expect(part.body).toMatchObject({ status: 'open', amountPaid: 8000, amountRemaining: 10000, version: 2 });
    const rest = await api('POST', `/invoices/${id}/record-payment`);
    expect(rest.body).toMatchObject({ status: 'paid', amountPaid: 18000, amountRemaining: 0 });
    expect(rest.body.paymentUrl).toContain('/pay/');
    const rows = await ctx.db.query.offlinePayments.findMany({ where: (t, { eq }) => eq(t.invoiceId, id) });
    expect(rows).toMatchObject([
      { amount: 8000, method: 'cash', receivedOn: '2026-11-22', recordedBy: 'Grace Hopper' },
      { amount: 10000, method: 'bank_transfer', receivedOn: '2026-11-22', recordedBy: 'Grace Hopper' },
    ]);
  });

  it('record-payment: refused beyond what remains, and for tomorrow', async () => {
    const { api, customerId } = await open();
    const { id } = await sendNew(api, customerId);
    const tooMuch = await api('POST', `/invoices/${id}/record-payment`, { amount: 18001 });
    expect(tooMuch).toMatchObject({ status: 422, body: { code: 'amount_exceeds_remaining' } });
    const tooSoon = await api('POST', `/invoices/${id}/record-payment`, { receivedOn: '2026-11-23' });
    expect(tooSoon).toMatchObject({ status: 400, body: { errors: [{ path: 'receivedOn' }] } });
  });

  it('rotate-link: the invoice gets other links', async () => {
    const { api, customerId } = await open();
    const sent = await sendNew(api, customerId);
    const rotated = await api('POST', `/invoices/${sent.id}/rotate-link`);
    expect(rotated.status).toBe(200);
    expect(rotated.body.hostedInvoiceUrl).not.toBe(sent.hostedInvoiceUrl);
    expect(rotated.body.paymentUrl).not.toBe(sent.paymentUrl);
    const token = rotated.body.hostedInvoiceUrl.split('/').at(-1) ?? '';
    expect(await ctx.links.open('view', token)).toEqual({ id: sent.id, version: 2 });
  });

  it('rotate-link: a draft has none to rotate', async () => {
    const { api, customerId } = await open();
    const draft = await makeDraft(api, customerId);
    expect((await api('POST', `/invoices/${draft.id}/rotate-link`)).status).toBe(409);
  });
});
