import { describe, expect, it } from 'vitest';
import { showInvoice } from '../../../src/operations/resources/show-invoice.ts';
import { apiClient, makeCustomer } from '../../support/worker/api.ts';
import { seedMerchant, testContext } from '../../support/worker/context.ts';

const ctx = testContext({});
const vat = (percentage: string, inclusive = false) => ({ name: 'VAT', percentage, inclusive });
const line = (unitAmount: number, more: object = {}) => ({ description: 'Work', unitAmount, ...more });

async function open(currency = 'EUR', customer: object = {}) {
  const api = apiClient(ctx, await seedMerchant(ctx, {}));
  const customerId = await makeCustomer(api, customer);
  const draft = (lines: readonly object[], more: object = {}) =>
    api('POST', '/invoices', { customerId, currency, lines, ...more });
  const issue = async (lines: readonly object[], more: object = {}) => {
    const made = await draft(lines, more);
    expect([made.status, made.body.errors]).toEqual([201, undefined]);
    const { body, status } = await api('POST', `/invoices/${made.body.id}/finalize`);
    expect(status).toBe(200);
    const shown = await showInvoice(ctx, body.id, { allLines: true });
    if (shown === null) throw new Error('no invoice');
    return { made: made.body, body, view: shown.view };
  };
  return { api, customerId, draft, issue };
}

describe('an invoice below and beside its lines', () => {
  it('takes off what came back, and shows each line as it was written', async () => {
    const { issue } = await open();
    const { body, view } = await issue([
      line(10_000, { taxRates: [vat('20')] }),
      line(2_500, { quantity: '-2', taxRates: [vat('20')], discount: { kind: 'amount', amount: 1_000 } }),
      line(-500, { description: 'Goodwill' }),
    ]);
    expect(body.lines).toMatchObject([
      { quantity: '1', unitAmount: 10_000, amount: 10_000, total: 12_000 },
      {
        quantity: '-2',
        unitAmount: 2_500,
        discountAmount: -1_000,
        amount: -4_000,
        taxAmount: -800,
        total: -4_800,
      },
      { quantity: '1', unitAmount: -500, amount: -500, total: -500 },
    ]);
    expect(body).toMatchObject({
      subtotal: 4_500,
      discountTotal: -1_000,
      taxTotal: 1_200,
      total: 6_700,
      amountDue: 6_700,
    });
    expect(view.lines.map(({ unitAmount, amount }) => [unitAmount, amount])).toEqual([
      [10_000, 10_000],
      [2_500, -4_000],
      [-500, -500],
    ]);
  });

  it('spreads a discount on the whole over three rates, whether prices hold their tax or not', async () => {
    const { issue } = await open();
    const lines = [
      line(10_000, { taxRates: [vat('20', true)] }),
      line(5_000, { taxRates: [vat('5')] }),
      line(3_333, { taxRates: [vat('0')] }),
    ];
    const { body, view } = await issue(lines, {
      adjustments: [
        { kind: 'discount', description: 'Loyalty', value: { kind: 'percentage', percentage: '10' } },
        {
          kind: 'charge',
          description: 'Freight',
          value: { kind: 'amount', amount: 1_000 },
          taxRates: [vat('20')],
        },
      ],
    });
    expect(body.adjustments).toMatchObject([
      { kind: 'discount', amount: -1_833, taxRates: null },
      { kind: 'charge', amount: 1_000, total: 1_200, taxRates: [vat('20')] },
    ]);
    expect(body.total).toBe(view.total);
    expect(view.rates.reduce((sum, { gross }) => sum + (gross ?? 0), 0)).toBe(body.total);
    expect(view.adjustments).toEqual([
      { description: 'Loyalty', amount: -1_833 },
      { description: 'Freight', amount: 1_000 },
    ]);
  });

  it('withholds income tax: 1,000 and 210 of tax less 150 are 1,060 to pay', async () => {
    const { issue } = await open();
    const withholdings = [{ name: 'IRPF', percentage: '15' }];
    const { body, view } = await issue([line(100_000, { taxRates: [vat('21')] })], { withholdings });
    expect(body).toMatchObject({ total: 121_000, amountDue: 106_000, amountRemaining: 106_000 });
    expect(body.withholdings).toEqual([{ ...withholdings[0], base: 100_000, amount: 15_000 }]);
    expect(view).toMatchObject({ total: 106_000, deductions: { total: 121_000, rounding: 0 } });
  });

  it('deducts a deposit with its tax: 8,500 less 7,500 and 19 % are 1,190 to pay; a full one leaves nothing', async () => {
    const { issue } = await open();
    const deposit = (total: number, taxable: number) => ({
      number: 'A-1',
      issuedOn: '2026-03-01',
      total,
      taxes: [{ ...vat('19'), taxable, amount: total - taxable }],
    });
    const lines = [line(850_000, { taxRates: [vat('19')] })];
    const part = await issue(lines, { deposits: [deposit(892_500, 750_000)] });
    expect(part.body).toMatchObject({ total: 1_011_500, amountDue: 119_000 });
    expect(part.view.deductions?.deposits).toEqual([
      { number: 'A-1', issuedOn: '2026-03-01', total: 892_500, tax: 142_500 },
    ]);
    const all = await issue(lines, { deposits: [deposit(1_011_500, 850_000)] });
    expect(all.body).toMatchObject({ total: 1_011_500, amountDue: 0, status: 'paid' });
  });

  it('takes prices below a minor unit, and shows them as they were given', async () => {
    const { issue } = await open('GBP');
    const lines = [{ description: 'Diesel', quantity: '1000', unitAmountDecimal: '0.495' }];
    const { body, view } = await issue(lines);
    expect(body.lines).toMatchObject([{ unitAmount: 50, unitAmountDecimal: '0.495', amount: 49_500 }]);
    expect(view.lines[0]).toMatchObject({ unitDecimal: '0.495', amount: 49_500 });
  });

  it.each([
    ['CHF', 1_302, 1_300, -2],
    ['CHF', 1_303, 1_305, 2],
    ['SEK', 1_050, 1_100, 50],
  ])('rounds what is to be paid to a coin of %s', async (currency, price, amountDue, rounding) => {
    const { issue } = await open(currency);
    const { body } = await issue([line(price)], { roundToCoin: true });
    expect(body).toMatchObject({ total: price, amountDue, rounding, roundToCoin: true });
  });

  it.each(['JPY', 'KWD'])('comes to whole minor units of %s', async (currency) => {
    const { issue } = await open(currency);
    const { body } = await issue([line(1_001, { taxRates: [vat('10', true)] }), line(-100)], {
      adjustments: [
        { kind: 'discount', description: 'Sale', value: { kind: 'percentage', percentage: '12.5' } },
      ],
    });
    expect(body).toMatchObject({ subtotal: 901, total: 788, amountDue: 788 });
  });

  it('holds two hundred lines of both signs', async () => {
    const { issue } = await open();
    const lines = Array.from({ length: 200 }, (_, i) =>
      line(i % 3 === 0 ? -101 : 1_001, { taxRates: [vat('19')] }),
    );
    const { body } = await issue(lines);
    expect(body.subtotal).toBe(133 * 1_001 - 67 * 101);
    expect(body.lines.reduce((sum, each) => sum + Number(each.total), 0)).toBe(body.total);
  });
});

describe('what cannot be an invoice', () => {
  it('is kept as a draft below zero, and refused with the way on when it is issued or sent', async () => {
    const { api, draft } = await open();
    const { status, body } = await draft([line(1_000), line(-3_000)]);
    expect([status, body.total, body.amountDue, body.subtotal]).toEqual([201, -2_000, 0, -2_000]);
    for (const verb of ['finalize', 'send']) {
      const refused = await api('POST', `/invoices/${body.id}/${verb}`);
      expect(refused.status).toBe(400);
      expect(refused.body.errors).toEqual([
        { path: 'lines', message: expect.stringContaining('issue a credit note') },
      ]);
    }
  });

  it.each([
    ['lines[0]', [line(-1, { quantity: '-1' })], {}],
    ['lines[0].unitAmount', [{ description: 'Work' }], {}],
    ['lines[0].unitAmountDecimal', [{ description: 'Work', unitAmountDecimal: '1,5' }], {}],
    ['adjustments[0]', [line(100)], discounted(101)],
    ['adjustments[0].value.percentage', [line(100)], discounted('101')],
    ['withholdings[0].percentage', [line(100)], { withholdings: [{ name: 'IRPF', percentage: '101' }] }],
    ['deposits', [line(100)], { deposits: [{ number: 'A', issuedOn: '2026-01-01', total: 101 }] }],
    ['roundToCoin', [line(100)], { roundToCoin: true }],
  ])('is refused with its place: %s', async (path, lines, more) => {
    const { draft } = await open();
    const { status, body } = await draft(lines, more);
    expect([status, body.errors?.map((error) => error.path)]).toEqual([400, [path]]);
  });
});

function discounted(by: number | string) {
  const value =
    typeof by === 'number' ? { kind: 'amount', amount: by } : { kind: 'percentage', percentage: by };
  return { adjustments: [{ kind: 'discount', description: 'Off', value }] };
}

describe('a customer’s tax status', () => {
  it.each([
    ['EXEMPT', { category: 'exempt', exemption: 'exempt_customer' }, { note: 'exempt_customer' }],
    ['REVERSE_CHARGED', { category: 'reverse_charge' }, { note: 'reverse_charge' }],
  ])('%s bears no tax and says why, where a line says nothing else', async (taxStatus, said, note) => {
    const { issue } = await open('EUR', { taxStatus });
    const standard = { ...vat('20'), category: 'standard' };
    const { body, view } = await issue([
      line(10_000, { taxRates: [vat('20')] }),
      line(5_000, { taxRates: [standard] }),
    ]);
    expect(body.lines.map(({ taxRates }) => taxRates)).toEqual([
      [{ name: 'VAT', percentage: '0', inclusive: false, ...said }],
      [standard],
    ]);
    expect(body.total).toBe(16_000);
    expect(view.taxNotes).toEqual([note]);
  });

  it.each([
    ['TAXED', 'EXEMPT', vat('20'), 12_000, 10_000],
    ['EXEMPT', 'REVERSE_CHARGED', vat('20'), 10_000, 10_000],
    ['REVERSE_CHARGED', 'TAXED', vat('20'), 10_000, 12_000],
  ])(
    'keeps a draft of %s that is %s now from being issued until it is written again',
    async (was, now, tax, before, after) => {
      const { api, customerId, draft } = await open('EUR', { taxStatus: was });
      const lines = [line(10_000, { taxRates: [tax] })];
      const { body } = await draft(lines);
      expect(body.total).toBe(before);
      expect((await api('PATCH', `/customers/${customerId}`, { taxStatus: now })).status).toBe(200);
      for (const verb of ['finalize', 'send']) {
        const refused = await api('POST', `/invoices/${body.id}/${verb}`);
        expect([refused.status, refused.body.code]).toEqual([400, 'invalid']);
        expect(JSON.stringify(refused.body)).toContain('when this draft was written');
      }
      expect((await api('GET', `/invoices/${body.id}`)).body).toMatchObject({
        status: 'draft',
        number: null,
      });
      await api('PUT', `/invoices/${body.id}`, { customerId, currency: 'EUR', lines });
      expect((await api('POST', `/invoices/${body.id}/finalize`)).body).toMatchObject({ total: after });
    },
  );

  it('is issued after a change that changes nothing of it', async () => {
    const { api, customerId, draft } = await open('EUR', { taxStatus: 'TAXED' });
    const { body } = await draft([line(10_000, { taxRates: [{ ...vat('20'), category: 'standard' }] })]);
    await api('PATCH', `/customers/${customerId}`, { taxStatus: 'EXEMPT' });
    expect((await api('POST', `/invoices/${body.id}/finalize`)).body).toMatchObject({ total: 12_000 });
  });

  it('says what it comes to under each rate, and what the law wants said', async () => {
    const { issue } = await open();
    const zero = { ...vat('0'), category: 'reverse_charge' };
    const several = [line(10_000, { taxRates: [vat('20')] }), line(5_000, { taxRates: [zero] }), line(100)];
    const { made, body } = await issue(several);
    expect(body.rates).toEqual([
      { tax: vat('20'), net: 10_000, amount: 2_000, gross: 12_000 },
      { tax: zero, net: 5_000, amount: 0, gross: 5_000 },
      { tax: null, net: 100, amount: 0, gross: 100 },
    ]);
    expect([made.taxNotes, body.taxNotes]).toEqual([
      [{ note: 'reverse_charge' }],
      [{ note: 'reverse_charge' }],
    ]);
    const plain = (await issue([line(10_000, { taxRates: [vat('20')] })])).body;
    expect(plain.rates).toEqual([{ tax: vat('20'), net: 10_000, amount: 2_000, gross: 12_000 }]);
    expect((await issue([line(700)])).body.rates).toEqual([{ tax: null, net: 700, amount: 0, gross: 700 }]);
  });

  it('is taxed by any other word', async () => {
    const { issue } = await open('EUR', { taxStatus: 'WHATEVER' });
    expect((await issue([line(10_000, { taxRates: [vat('20')] })])).body.total).toBe(12_000);
  });
});
