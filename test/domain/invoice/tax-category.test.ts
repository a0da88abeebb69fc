import { describe, expect, it } from 'vitest';
import { EXEMPTIONS, provisionOf } from '../../../src/domain/invoice/exemptions.ts';
import {
  categoryCode,
  isCharged,
  TAX_CATEGORIES,
  treatmentProblem,
} from '../../../src/domain/invoice/tax-category.ts';
import { taxNotes } from '../../../src/domain/invoice/tax-notes.ts';
import { stripeTaxExempt, taxesUnder, taxStatusOf } from '../../../src/domain/invoice/tax-status.ts';
import { computeTotals, type TaxRate } from '../../../src/domain/invoice/totals.ts';

const vat = (more: Partial<TaxRate> = {}): TaxRate => ({
  name: 'VAT',
  percentage: '20',
  inclusive: false,
  ...more,
});
const problemsOf = (...taxRates: TaxRate[]) => {
  const line = { description: 'Work', quantity: '1', unitAmount: 100, discount: null, taxRates };
  const result = computeTotals([line]);
  return result.ok ? [] : result.problems.map(({ path, problem }) => `${path} ${problem}`);
};

describe('one choice decides how a sale is taxed', () => {
  it('its code in an e-invoice', () => {
    expect(TAX_CATEGORIES.map(categoryCode).join(' ')).toBe('S S Z E AE K G O');
  });

  it('whether its rate may be zero: six kinds of nothing are told apart, and taxed sales are not among them', () => {
    const uncharged = TAX_CATEGORIES.filter((category) => !isCharged(category));
    expect(uncharged).toHaveLength(6);
    for (const category of uncharged) {
      const reason = category === 'exempt' ? { reason: 'Why' } : {};
      expect(treatmentProblem({ category, ...reason }, true)).toBeNull();
      expect(treatmentProblem({ category, ...reason }, false)).toBe('rate_not_zero');
    }
    expect(treatmentProblem({ category: 'standard' }, true)).toBe('rate_is_zero');
  });

  it('whether it says why: an exemption has to, what is taxed must not', () => {
    expect(treatmentProblem({ category: 'exempt' }, true)).toBe('reason_missing');
    expect(treatmentProblem({ category: 'exempt', exemption: 'education' }, true)).toBeNull();
    expect(treatmentProblem({ category: 'zero', reason: 'Why' }, true)).toBe('reason_unwanted');
    expect(treatmentProblem({ category: 'standard', reason: 'Why' }, false)).toBe('reason_unwanted');
    expect(treatmentProblem({ category: 'export', exemption: 'education' }, true)).toBe('reason_unwanted');
    expect(treatmentProblem({ reason: 'Why' }, true)).toBe('reason_unwanted');
  });

  it('and a line says where it is wrong', () => {
    expect(problemsOf(vat({ category: 'reverse_charge' }))).toEqual(['lines[0].taxRates[0] rate_not_zero']);
    expect(problemsOf(vat({ category: 'exempt', percentage: '0.00' }))).toEqual([
      'lines[0].taxRates[0] reason_missing',
    ]);
  });

  it('taxes of one name and rate under two categories are two, under one category once', () => {
    const zero = vat({ percentage: '0', category: 'zero' });
    expect(problemsOf(zero, vat({ percentage: '0', category: 'export' }))).toEqual([]);
    expect(problemsOf(zero, { ...zero, percentage: '0.0' })).toEqual(['lines[0].taxRates[1] duplicate_tax']);
  });
});

describe('a customer’s tax status', () => {
  it('is understood as systems write it; any other word taxes', () => {
    const words = ['TAXED', 'EXEMPT', 'TAX_EXEMPT', 'REVERSE_CHARGE', 'REVERSE_CHARGED', 'WHATEVER'];
    expect(words.map((word) => stripeTaxExempt(taxStatusOf(word)))).toEqual([
      'none',
      'exempt',
      'exempt',
      'reverse',
      'reverse',
      'none',
    ]);
  });

  it('leaves a taxed customer’s lines as they are', () => {
    const rates = [vat(), vat({ name: 'City' })];
    expect(taxesUnder('taxed', rates)).toBe(rates);
  });

  it('turns the taxes of others to nothing, with what the law wants said', () => {
    expect(taxesUnder('reverse_charge', [vat(), vat({ percentage: '5' })])).toEqual([
      { name: 'VAT', percentage: '0', inclusive: false, category: 'reverse_charge' },
    ]);
    const exempt = taxesUnder('exempt', [vat({ inclusive: true })]);
    expect(exempt[0]).toMatchObject({ percentage: '0', category: 'exempt', exemption: 'exempt_customer' });
    expect(problemsOf(...exempt)).toEqual([]);
    expect(taxNotes([{ ...vat(exempt[0]), taxable: 1, amount: 0 }], 'en')).toEqual([
      { note: 'exempt_customer' },
    ]);
  });

  it('does not touch what a line says of itself', () => {
    const own = vat({ category: 'standard' });
    expect(taxesUnder('reverse_charge', [own])).toEqual([own]);
  });

  it('adds no tax to a line that has none', () => {
    expect(taxesUnder('exempt', [])).toEqual([]);
  });
});

it('every exemption cites its provision, but for the customer’s own', () => {
  for (const exemption of EXEMPTIONS) {
    expect(provisionOf(exemption).law === '').toBe(exemption === 'exempt_customer');
  }
});

it('a note is said once, whatever number of taxes it is for', () => {
  const zero = { ...vat({ percentage: '0', category: 'reverse_charge' }), taxable: 1, amount: 0 };
  expect(taxNotes([zero, { ...zero, name: 'GST' }], 'en')).toEqual([{ note: 'reverse_charge' }]);
});
