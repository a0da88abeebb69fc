import { describe, expect, it } from 'vitest';
import { showInvoice } from '../../../src/operations/resources/show-invoice.ts';
import { apiClient, makeCustomer } from '../../support/worker/api.ts';
import { seedMerchant, testContext } from '../../support/worker/context.ts';

const ctx = testContext({});
const zero = { name: 'VAT', percentage: '0', inclusive: false };
const STANDARD = { name: 'VAT', percentage: '20', inclusive: false };

async function open() {
  const api = apiClient(ctx, await seedMerchant(ctx, {}));
  const customerId = await makeCustomer(api, { locale: 'de' });
  const draft = (...rates: readonly object[]) =>
    api('POST', '/invoices', {
      customerId,
      lines: rates.map((rate) => ({ description: 'Workshop', unitAmount: 10_000, taxRates: [rate] })),
    });
  const view = async (id: string) => (await showInvoice(ctx, id, { allLines: true }))?.view;
  return { api, draft, view };
}

describe('a tax that says how the law treats what is sold', () => {
  it('is kept with its line and its sum, and the invoice says why it bears none', async () => {
    const { api, draft, view } = await open();
    const reverse = { ...zero, category: 'reverse_charge' };
    const small = { ...zero, category: 'exempt', exemption: 'small_business_fr', reason: 'As agreed.' };
    const { status, body } = await draft({ ...STANDARD, category: 'standard' }, reverse, small);
    expect(status).toBe(201);
    expect(body.lines.map(({ taxRates }) => taxRates)).toEqual([
      [{ ...STANDARD, category: 'standard' }],
      [reverse],
      [small],
    ]);
    expect(body.taxes).toMatchObject([
      { category: 'standard', taxable: 10_000, amount: 2_000 },
      { category: 'reverse_charge', taxable: 10_000, amount: 0 },
      {
        category: 'exempt',
        exemption: 'small_business_fr',
        reason: 'As agreed.',
        taxable: 10_000,
        amount: 0,
      },
    ]);
    await api('POST', `/invoices/${body.id}/finalize`);
    const shown = await view(body.id);
    expect(shown?.total).toBe(32_000);
    expect(shown?.taxNotes).toEqual([
      { note: 'reverse_charge' },
      { note: 'words', text: 'TVA non applicable, article 293 B du CGI' },
      { note: 'small_business', law: 'article 293 B du CGI' },
      { note: 'words', text: 'As agreed.' },
    ]);
  });

  it('is what it was where it says nothing', async () => {
    const { draft, view } = await open();
    const { body } = await draft(STANDARD, zero);
    expect(body.lines.map(({ taxRates }) => taxRates)).toEqual([[STANDARD], [zero]]);
    expect(body.taxes).toEqual([
      { ...STANDARD, taxable: 10_000, amount: 2_000 },
      { ...zero, taxable: 10_000, amount: 0 },
    ]);
    expect((await view(body.id))?.taxNotes).toEqual([]);
  });

  it('is summed by rate where the sums alone do not say it: several rates, or one within prices', async () => {
    const { api, draft, view } = await open();
    const { body } = await draft({ ...STANDARD, inclusive: true }, { ...zero, category: 'export' });
    await api('POST', `/invoices/${body.id}/finalize`);
    expect((await view(body.id))?.rates).toMatchObject([
      { tax: { name: 'VAT', percentage: '20' }, net: 8_333, amount: 1_667, gross: 10_000 },
      { tax: { category: 'export' }, net: 10_000, amount: 0, gross: 10_000 },
    ]);
    const within = await draft({ ...STANDARD, inclusive: true });
    expect((await view(within.body.id))?.rates).toMatchObject([{ net: 8_333, amount: 1_667, gross: 10_000 }]);
    const onTop = await draft(STANDARD, STANDARD);
    expect((await view(onTop.body.id))?.rates).toEqual([]);
  });

  it.each([
    ['bears no tax', { ...STANDARD, category: 'reverse_charge' }],
    ['is taxed', { ...zero, category: 'standard' }],
    ['why this is exempt', { ...zero, category: 'exempt' }],
    ['Only a sale without tax', { ...STANDARD, category: 'standard', reason: 'A whim.' }],
  ])('is refused in words where it cannot be: %s', async (words, rate) => {
    const { draft } = await open();
    const { status, body } = await draft(rate);
    expect([status, body.errors.map(({ path }) => path)]).toEqual([400, ['lines[0].taxRates[0]']]);
    expect(body.errors[0]?.message).toContain(words);
  });
});
