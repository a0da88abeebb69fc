import { describe, expect, it } from 'vitest';
import { type ApiClient, apiClient, makeCustomer, makeDraft } from '../../support/worker/api.ts';
import { seedMerchant, testContext } from '../../support/worker/context.ts';
import { sentTo } from '../../support/worker/rows.ts';

const ctx = testContext();
const VAT = [{ name: 'VAT', percentage: '20', inclusive: false }];
const LINES = [
  { description: 'Design', quantity: '10', unitAmount: 5_000, taxRates: VAT },
  { description: 'Hosting', unitAmount: 10_000 },
];

/** An open invoice over 700.00, and the API that it was made with. */
async function open(): Promise<{ api: ApiClient; id: string; customerId: string }> {
  const api = apiClient(ctx, await seedMerchant(ctx));
  const customerId = await makeCustomer(api);
  const draft = await makeDraft(api, customerId, { lines: LINES, notes: 'Net 30.', dueDate: '2026-12-31' });
  await api('POST', `/invoices/${draft.id}/send`);
  return { api, id: draft.id, customerId };
}

describe('a credit note', () => {
  it('is issued by line with its tax, and the invoice says what is left', async () => {
    const { api, id } = await open();
    const lines = [
      { position: 0, quantity: '2.5' },
      { position: 1, amount: 1_000 },
    ];
    const noted = await api('POST', `/invoices/${id}/credit-notes`, { lines, reason: 'Fewer hours' });
    expect(noted.status).toBe(201);
    expect(noted.body).toMatchObject({
      object: 'credit_note',
      number: 'CN-NW-0001',
      invoiceId: id,
      reason: 'Fewer hours',
      net: 13_500,
      taxTotal: 2_500,
      total: 16_000,
      payable: 16_000,
      offDue: 16_000,
      taxes: [{ ...VAT[0], taxable: 12_500, amount: 2_500 }],
      lines: [
        { position: 0, quantity: '2.5', net: 12_500, taxAmount: 2_500, total: 15_000 },
        { position: 1, quantity: null, net: 1_000, taxAmount: 0, total: 1_000 },
      ],
      refunds: [],
    });
    expect((await api('GET', `/invoices/${id}`)).body).toMatchObject({
      status: 'open',
      total: 70_000,
      amountPaid: 0,
      amountCredited: 16_000,
      amountRemaining: 54_000,
    });
  });

  it('closes its invoice as credited, is told to whoever got that, and stands in the lists', async () => {
    const { api, id, customerId } = await open();
    const noted = (await api('POST', `/invoices/${id}/credit-notes`)).body;
    expect((await api('GET', `/invoices/${id}`)).body).toMatchObject({
      status: 'credited',
      noLinkReason: 'credited',
      paymentUrl: null,
      amountRemaining: 0,
    });
    const listed = async (path: string) => (await api('GET', path)).body.data.map((each) => each.id);
    expect(await listed('/invoices?status=credited')).toEqual([id]);
    expect(await listed('/invoices?status=paid')).toEqual([]);
    for (const path of [
      '/credit-notes',
      `/credit-notes?invoiceId=${id}`,
      `/credit-notes?customerId=${customerId}`,
    ]) {
      expect(await listed(path)).toEqual([noted.id]);
    }
    expect((await api('GET', `/credit-notes/${noted.id}`)).body).toEqual(noted);
    expect(noted.pdfUrl).toMatch(new RegExp(`^https://billing.test/i/[\\w-]+/credit-notes/${noted.id}/pdf$`));
    expect(await sentTo(ctx, id, 'credit_note')).toEqual(['ap@payer.test']);
    const { data } = (await api('GET', `/invoices/${id}/timeline`)).body;
    expect(JSON.stringify(data)).toContain('Credit note over $700.00 issued by');
  });

  it.each([
    [
      'more than is left',
      { amount: 70_001 },
      409,
      'credit_exceeds_invoice',
      'Only 70000 is left to be credited.',
    ],
    ['nothing', { amount: 0 }, 400, 'invalid', 'amount'],
    ['an amount and lines', { amount: 5, lines: [{ position: 0 }] }, 400, 'invalid', 'not both'],
    ['a line that is not on it', { lines: [{ position: 7 }] }, 400, 'invalid', 'no such line'],
    [
      'a quantity above the line',
      { lines: [{ position: 0, quantity: '11' }] },
      409,
      'credit_exceeds_invoice',
      '10',
    ],
  ])('over %s is refused in words', async (_, body, status, code, words) => {
    const { api, id } = await open();
    const refused = await api('POST', `/invoices/${id}/credit-notes`, body);
    expect([refused.status, refused.body.code]).toEqual([status, code]);
    expect(refused.body.detail).toContain(words);
    expect((await api('GET', `/credit-notes?invoiceId=${id}`)).body.data).toEqual([]);
  });

  it('of a draft and of a void invoice is refused', async () => {
    const { api, id, customerId } = await open();
    const draft = await makeDraft(api, customerId);
    await api('POST', `/invoices/${id}/void`);
    for (const [invoiceId, is] of [
      [draft.id, 'a draft'],
      [id, 'void'],
    ] as const) {
      const refused = await api('POST', `/invoices/${invoiceId}/credit-notes`);
      expect(refused.body).toMatchObject({ code: 'invoice_not_open', detail: `The invoice is ${is}.` });
    }
  });
});

describe('to credit and draft again', () => {
  it('is one step, and one however often it is sent', async () => {
    const { api, id } = await open();
    const key = { 'Idempotency-Key': 'reissue-1' };
    const first = await api('POST', `/invoices/${id}/reissue`, { reason: 'Wrong address' }, key);
    const again = await api('POST', `/invoices/${id}/reissue`, { reason: 'Wrong address' }, key);
    expect(first.status).toBe(201);
    expect(again.body).toEqual(first.body);
    expect(first.body).toMatchObject({
      creditNote: { invoiceId: id, total: 70_000, reason: 'Wrong address' },
      draft: { status: 'draft', total: 70_000, notes: 'Net 30.', dueDate: '2026-12-31', lineCount: 2 },
    });
    expect((await api('GET', '/credit-notes')).body.data).toHaveLength(1);
    expect((await api('GET', '/invoices?status=draft')).body.data).toHaveLength(1);
  });

  it('makes neither where the invoice cannot be credited', async () => {
    const { api, id } = await open();
    await api('POST', `/invoices/${id}/record-payment`);
    const refused = await api('POST', `/invoices/${id}/reissue`);
    expect(refused.body).toMatchObject({ code: 'give_back_missing' });
    expect((await api('GET', '/invoices?status=draft')).body.data).toEqual([]);
    const given = await api('POST', `/invoices/${id}/reissue`, { giveBack: 'credit' });
    expect(given.body).toMatchObject({ creditNote: { asCredit: 70_000 }, draft: { status: 'draft' } });
  });
});
