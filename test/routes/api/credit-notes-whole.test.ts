import { describe, expect, it } from 'vitest';
import { openCreditNote } from '../../../src/operations/resources/show-credit-note.ts';
import { type ApiBody, apiClient, makeCustomer, makeDraft } from '../../support/worker/api.ts';
import { seedMerchant, testContext } from '../../support/worker/context.ts';

const ctx = testContext();
const VAT = [{ name: 'VAT', percentage: '20', inclusive: false }];

/** An open invoice, and how it is credited. */
async function open(invoice: object) {
  const api = apiClient(ctx, await seedMerchant(ctx));
  const draft = await makeDraft(api, await makeCustomer(api), { currency: 'EUR', ...invoice });
  const { id } = (await api('POST', `/invoices/${draft.id}/finalize`)).body;
  const credit = (body: object = {}) => api('POST', `/invoices/${id}/credit-notes`, body);
  const read = async () => (await api('GET', `/invoices/${id}`)).body;
  return { api, id, credit, read };
}

/** The document behind the link of a credit note. */
async function documentOf({ id, pdfUrl }: ApiBody) {
  const token = /\/i\/([\w-]+)\//.exec(String(pdfUrl))?.[1] ?? '';
  const opened = await openCreditNote(ctx, { token, creditNoteId: id });
  if (opened.kind !== 'done') throw new Error('no credit note');
  return opened.value.view;
}

/** 95.40: two of something, one that came back, hosting without tax, and ten per cent off the whole of it. */
const SIGNED = {
  lines: [
    { description: 'Chair', quantity: '2', unitAmount: 5_000, taxRates: VAT },
    { description: 'Returned', quantity: '-1', unitAmount: 2_500, taxRates: VAT, discount: off(500) },
    { description: 'Hosting', unitAmount: 1_000 },
  ],
  adjustments: [
    { kind: 'discount', description: 'Loyalty', value: { kind: 'percentage', percentage: '10' } },
  ],
};
function off(amount: number) {
  return { kind: 'amount', amount };
}

describe('a credit note of an invoice with a line below zero and a discount on the whole', () => {
  it('comes in full to what was due, each part with its own sign', async () => {
    const { credit, read } = await open(SIGNED);
    expect(await read()).toMatchObject({ total: 9_540, amountDue: 9_540 });
    const { body } = await credit();
    expect(body).toMatchObject({ net: 8_100, taxTotal: 1_440, total: 9_540, payable: 9_540, offDue: 9_540 });
    expect(body.lines).toMatchObject([
      { position: 0, description: 'Chair', quantity: '2', total: 12_000 },
      { position: 1, description: 'Returned', quantity: '-1', net: -2_000, taxAmount: -400, total: -2_400 },
      { position: 2, description: 'Hosting', total: 1_000 },
      { position: 3, description: 'Loyalty', net: -800, taxAmount: -160, total: -960 },
      { position: 4, description: 'Loyalty', taxAmount: 0, total: -100 },
    ]);
    expect(await read()).toMatchObject({ status: 'credited', amountCredited: 9_540, amountRemaining: 0 });
  });

  it('prints every line as its invoice does, and the discount as lines behind them', async () => {
    const { credit } = await open(SIGNED);
    const view = await documentOf((await credit()).body);
    expect(view.lines.map((line) => [line.quantity, line.unitAmount, line.discount, line.amount])).toEqual([
      ['2', 5_000, 0, 10_000],
      ['-1', 2_500, -500, -2_000],
      ['1', 1_000, 0, 1_000],
      ['1', -800, 0, -800],
      ['1', -100, 0, -100],
    ]);
    expect(view).toMatchObject({ subtotal: 8_100, adjustments: [], deductions: null, total: 9_540 });
  });

  it('comes by line to what was named, and the last takes the rest of each', async () => {
    const { credit, read } = await open(SIGNED);
    const lines = [
      { position: 0, quantity: '1' },
      { position: 3, amount: 480 },
    ];
    const first = (await credit({ lines })).body;
    expect(first).toMatchObject({ net: 4_600, taxTotal: 920, total: 5_520, offDue: 5_520 });
    expect(first.lines).toMatchObject([{ total: 6_000 }, { total: -480 }]);
    const below = await credit({ lines: [{ position: 1 }] });
    expect([below.status, below.body.code]).toEqual([400, 'invalid']);
    const above = await credit({ lines: [{ position: 0 }] });
    expect(above.body).toMatchObject({ code: 'credit_exceeds_invoice' });
    const last = (await credit()).body;
    expect(last.lines).toMatchObject([6_000, -2_400, 1_000, -480, -100].map((total) => ({ total })));
    expect(await read()).toMatchObject({ status: 'credited', amountCredited: 9_540 });
  });

  it('is drafted again with all that it added and took off', async () => {
    const lines = [
      ...SIGNED.lines,
      { description: 'Oil', quantity: '1000', unitAmountDecimal: '0.985', withheld: false },
    ];
    const withholdings = [{ name: 'IRPF', percentage: '15' }];
    const { api, id, read } = await open({ ...SIGNED, lines, withholdings });
    const issued = await read();
    const kept = Object.entries(issued).filter(([field]) => !OF_AN_ISSUED_ONE.includes(field));
    expect((await api('POST', `/invoices/${id}/reissue`)).body).toMatchObject({
      draft: { ...Object.fromEntries(kept), status: 'draft', amountCredited: 0 },
    });
  });
});

/** What a draft has none of, or its own. */
const OF_AN_ISSUED_ONE = [
  ...['id', 'number', 'status', 'issueDate', 'finalizedAt', 'sentAt', 'createdAt', 'updatedAt', 'version'],
  ...['hostedInvoiceUrl', 'paymentUrl', 'pdfUrl', 'noLinkReason', 'collection', 'amountDueNow', 'ledger'],
];

describe('a credit note of an invoice of which something is deducted', () => {
  const lines = [{ description: 'Work', quantity: '2', unitAmount: 5_000, taxRates: VAT }];

  it('takes what is withheld of the lines that it credits, and the last one the rest', async () => {
    const whole = {
      lines: [...lines, { description: 'Goods', unitAmount: 3_333, taxRates: VAT, withheld: false }],
      withholdings: [{ name: 'IRPF', percentage: '15' }],
    };
    const { credit, read } = await open(whole);
    expect(await read()).toMatchObject({ total: 16_000, amountDue: 14_500 });
    const one = (await credit({ lines: [{ position: 0, quantity: '1' }] })).body;
    expect(one).toMatchObject({ total: 6_000, payable: 5_250, offDue: 5_250 });
    expect(one.withholdings).toEqual([{ name: 'IRPF', percentage: '15', base: 5_000, amount: 750 }]);
    expect((await documentOf(one)).deductions).toMatchObject({
      total: 6_000,
      withholdings: [{ name: 'IRPF', percentage: '15', amount: 750 }],
    });
    const goods = (await credit({ lines: [{ position: 1 }] })).body;
    expect(goods).toMatchObject({ total: 4_000, payable: 4_000, withholdings: [] });
    expect((await credit({ amount: 3_001 })).body).toMatchObject({ payable: 2_626, offDue: 2_626 });
    expect((await credit()).body).toMatchObject({ total: 2_999, offDue: 2_624 });
    expect(await read()).toMatchObject({ status: 'credited', amountCredited: 14_500 });
  });

  it('leaves the rounding to a coin to the last, which reaches what was to be paid', async () => {
    const odd = [{ description: 'Work', quantity: '2', unitAmount: 501 }];
    const { credit, read } = await open({ lines: odd, currency: 'CHF', roundToCoin: true });
    expect(await read()).toMatchObject({ total: 1_002, amountDue: 1_000, rounding: -2 });
    expect((await credit({ lines: [{ position: 0, quantity: '1' }] })).body).toMatchObject({
      payable: 501,
      rounding: 0,
    });
    expect((await credit()).body).toMatchObject({ total: 501, payable: 499, rounding: -2 });
    expect(await read()).toMatchObject({ status: 'credited', amountCredited: 1_000 });
  });

  it('takes of an invoice with a deposit what that asked for beside it, and the last gives the deposit up', async () => {
    const deposits = [
      {
        number: 'NW-0001',
        issuedOn: '2026-01-05',
        total: 6_000,
        taxes: [{ ...VAT[0], taxable: 5_000, amount: 1_000 }],
      },
    ];
    const { credit, read } = await open({ lines, deposits });
    const part = (await credit({ lines: [{ position: 0, quantity: '0.5' }] })).body;
    expect(part).toMatchObject({ total: 3_000, payable: 3_000, offDue: 3_000, deposits: [] });
    for (const above of [{ amount: 3_001 }, { lines: [{ position: 0, quantity: '1' }] }]) {
      const refused = await credit(above);
      expect([refused.status, refused.body.code]).toEqual([400, 'invalid']);
      expect(refused.body.detail).toContain('3000 minor units are left');
    }
    const { body } = await credit();
    expect(body).toMatchObject({ total: 9_000, payable: 3_000, offDue: 3_000, deposits });
    const { total, deductions } = await documentOf(body);
    expect([total, deductions]).toMatchObject([3_000, { total: 9_000, deposits: [{ number: 'NW-0001' }] }]);
    expect(await read()).toMatchObject({ status: 'credited', amountRemaining: 0 });
  });
});
