import { describe, expect, it } from 'vitest';
import {
  computeTotals,
  type LineInput,
  MAX_LINES,
  type TaxRate,
  type Totals,
} from '../../../src/domain/invoice/totals.ts';
import { MAX_MINOR } from '../../../src/domain/money.ts';

function line(unitAmount: number, more: Partial<LineInput> = {}): LineInput {
  return { description: 'Work', quantity: '1', unitAmount, discount: null, taxRates: [], ...more };
}
function tax(percentage: string, inclusive = false, name = 'VAT'): TaxRate {
  return { name, percentage, inclusive };
}
function totalsOf(...lines: LineInput[]): Totals {
  const result = computeTotals(lines);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.totals;
}
function problemsOf(...lines: LineInput[]): readonly string[] {
  const result = computeTotals(lines);
  return result.ok ? [] : result.problems.map(({ path, problem }) => `${path} ${problem}`);
}

describe('an invoice adds up', () => {
  it('with no lines to zero', () => {
    expect(totalsOf()).toEqual({
      lines: [],
      subtotal: 0,
      discountTotal: 0,
      taxes: [],
      taxTotal: 0,
      total: 0,
    });
  });

  it('from quantity, price, discount and tax', () => {
    const discount = { kind: 'percentage', percentage: '10' } as const;
    const totals = totalsOf(line(12_000, { quantity: '1.5', discount, taxRates: [tax('20')] }), line(500));
    expect(totals).toEqual({
      lines: [
        {
          subtotal: 18_000,
          discount: 1_800,
          amount: 16_200,
          taxable: 16_200,
          taxes: [{ name: 'VAT', percentage: '20', inclusive: false, amount: 3_240 }],
          total: 19_440,
        },
        { subtotal: 500, discount: 0, amount: 500, taxable: 500, taxes: [], total: 500 },
      ],
      subtotal: 18_500,
      discountTotal: 1_800,
      taxes: [{ name: 'VAT', percentage: '20', inclusive: false, taxable: 16_200, amount: 3_240 }],
      taxTotal: 3_240,
      total: 19_940,
    });
  });

  it('with a price that holds its tax', () => {
    const totals = totalsOf(line(11_900, { taxRates: [tax('19', true)] }));
    expect(totals.taxes).toEqual([
      { name: 'VAT', percentage: '19', inclusive: true, taxable: 10_000, amount: 1_900 },
    ]);
    expect(totals.total).toBe(11_900);
    expect(totals.lines[0]?.total).toBe(11_900);
  });

  it('with several taxes in one price, which add up', () => {
    const totals = totalsOf(line(13_000, { taxRates: [tax('20', true), tax('10', true, 'City')] }));
    expect(totals.taxes.map(({ amount, taxable }) => [amount, taxable])).toEqual([
      [2_000, 10_000],
      [1_000, 10_000],
    ]);
  });

  it('with a tax on top of what is left without the tax in the price', () => {
    const totals = totalsOf(line(11_000, { taxRates: [tax('10', true), tax('5', false, 'State')] }));
    expect(totals.taxes.map(({ amount }) => amount)).toEqual([1_000, 500]);
    expect(totals.total).toBe(11_500);
    expect(totals.taxTotal).toBe(1_500);
  });
});

describe('a tax is rounded', () => {
  it('once for the invoice, not once a line', () => {
    // 7 % of 3 × 10 is 2.1; line by line it would be 3 × 1 = 3.
    const totals = totalsOf(...[10, 10, 10].map((amount) => line(amount, { taxRates: [tax('7')] })));
    expect(totals.taxes[0]?.amount).toBe(2);
    expect(totals.lines.map((each) => each.taxes[0]?.amount)).toEqual([1, 1, 0]);
  });

  it('once even where it shares some prices with another tax', () => {
    // 8 × 20/120 + 9 × 20/130 = 1.33 + 1.38 = 2.72, so 3; one by one it would be 1 + 1.
    expect(
      totalsOf(
        line(8, { taxRates: [tax('20', true)] }),
        line(9, { taxRates: [tax('20', true), tax('10', true, 'City')] }),
      ).taxes[0]?.amount,
    ).toBe(3);
  });

  it('right in the company of a thousand other taxes', () => {
    // 20 % in a price beside 1000 different city taxes: the exact sum, in 1/10^30 of a unit.
    let exact = 0n;
    const lines = Array.from({ length: MAX_LINES }, (_, i) => {
      const city = 937 * i;
      exact += (BigInt(1000 + i) * 200_000n * 10n ** 30n) / BigInt(1_200_000 + city);
      return line(1000 + i, { taxRates: [tax('20', true), tax((city / 10_000).toFixed(4), true, 'City')] });
    });
    expect(BigInt(totalsOf(...lines).taxes[0]?.amount ?? 0)).toBe((exact + 5n * 10n ** 29n) / 10n ** 30n);
  });

  it('up from an exact half in such company too', () => {
    // 1/6 + 2/6 is a half; the lines without a price only bring in their rates.
    const vat = tax('20', true);
    const others = Array.from({ length: 50 }, (_, i) =>
      line(0, { taxRates: [vat, tax(`0.${i + 1001}`, true)] }),
    );
    const lines = [line(1, { taxRates: [vat] }), line(2, { taxRates: [vat, tax('0', true)] })];
    expect(totalsOf(...lines, ...others).taxes[0]?.amount).toBe(1);
  });

  it('with halves away from zero', () => {
    expect(totalsOf(line(250, { taxRates: [tax('19')] })).taxTotal).toBe(48);
    expect(totalsOf(line(3, { quantity: '0.5' })).total).toBe(2);
    expect(totalsOf(line(5, { discount: { kind: 'percentage', percentage: '50' } })).discountTotal).toBe(3);
  });

  it('never to more than the price that holds it', () => {
    const five = ['A', 'B', 'C', 'D', 'E'].map((name) => tax('100', true, name));
    const totals = totalsOf(line(3, { taxRates: five }));
    expect(totals.lines[0]?.taxable).toBe(0);
    expect(totals.lines[0]?.taxes.map((part) => part.amount)).toEqual([1, 1, 1, 0, 0]);
  });

  it('as one rate however its percentage is written', () => {
    const totals = totalsOf(line(100, { taxRates: [tax('20')] }), line(100, { taxRates: [tax('20.00')] }));
    expect(totals.taxes).toEqual([
      { name: 'VAT', percentage: '20', inclusive: false, taxable: 200, amount: 40 },
    ]);
  });

  it('apart from another of its name or its percentage', () => {
    const totals = totalsOf(
      line(100, { taxRates: [tax('20'), tax('20', false, 'GST'), tax('10'), tax('20', true)] }),
    );
    expect(totals.taxes.map(({ name, percentage, inclusive }) => [name, percentage, inclusive])).toEqual([
      ['VAT', '20', false],
      ['GST', '20', false],
      ['VAT', '10', false],
      ['VAT', '20', true],
    ]);
  });
});

describe('an invoice is refused', () => {
  it.each([
    ['1e3', 'invalid_decimal'],
    ['', 'invalid_decimal'],
    ['1.1234567', 'invalid_decimal'],
    ['-1', 'negative'],
    ['1000000000', 'too_large'],
  ])('with the quantity %j', (quantity, problem) =>
    expect(problemsOf(line(1), line(1, { quantity }))).toEqual([`lines[1].quantity ${problem}`]),
  );

  it.each([
    [1.5, 'not_integer'],
    [Number.NaN, 'not_integer'],
    [Number.POSITIVE_INFINITY, 'not_integer'],
    [-1, 'negative'],
    [MAX_MINOR + 1, 'too_large'],
  ])('with the price %d', (unitAmount, problem) =>
    expect(problemsOf(line(unitAmount))).toEqual([`lines[0].unitAmount ${problem}`]),
  );

  it.each([
    ['100.0001', 'percentage_out_of_range'],
    ['-1', 'percentage_out_of_range'],
    ['1000', 'percentage_out_of_range'],
    ['1.00001', 'invalid_decimal'],
    ['ten', 'invalid_decimal'],
  ])('with the percentage %j', (percentage, problem) => {
    const discount = { kind: 'percentage', percentage } as const;
    expect(problemsOf(line(1, { discount, taxRates: [tax('5'), tax(percentage)] }))).toEqual([
      `lines[0].taxRates[1].percentage ${problem}`,
      `lines[0].discount.percentage ${problem}`,
    ]);
  });

  it('with a discount larger than its line', () => {
    const off = (amount: number) => line(100, { discount: { kind: 'amount', amount } });
    expect(totalsOf(off(100)).total).toBe(0);
    expect(problemsOf(off(101))).toEqual(['lines[0].discount.amount discount_exceeds_line']);
    expect(problemsOf(off(-1))).toEqual(['lines[0].discount.amount negative']);
    expect(problemsOf(off(0.5))).toEqual(['lines[0].discount.amount not_integer']);
  });

  it('with one tax twice on a line', () => {
    expect(problemsOf(line(1, { taxRates: [tax('20'), tax('20', true), tax('20.0')] }))).toEqual([
      'lines[0].taxRates[2] duplicate_tax',
    ]);
  });

  it('above the largest total, and not at it', () => {
    expect(totalsOf(line(MAX_MINOR)).total).toBe(MAX_MINOR);
    expect(problemsOf(line(MAX_MINOR, { quantity: '1.000001' }))).toEqual(['lines[0] too_large']);
    expect(problemsOf(line(MAX_MINOR), line(1))).toEqual(['lines too_large']);
    expect(problemsOf(line(MAX_MINOR, { taxRates: [tax('0.0001')] }))).toEqual(['lines too_large']);
    const free = { kind: 'percentage', percentage: '100' } as const;
    expect(problemsOf(line(MAX_MINOR, { discount: free }), line(1))).toEqual(['lines too_large']);
  });

  it('with more lines than it may have', () => {
    const lines = Array.from({ length: MAX_LINES }, () => line(1));
    expect(totalsOf(...lines).total).toBe(MAX_LINES);
    expect(problemsOf(...lines, line(-1))).toEqual(['lines too_many_lines']);
  });

  it('with everything that is wrong at once', () => {
    expect(problemsOf(line(-1, { quantity: 'x' }), line(1), line(0.5))).toEqual([
      'lines[0].quantity invalid_decimal',
      'lines[0].unitAmount negative',
      'lines[2].unitAmount not_integer',
    ]);
  });
});
