import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { smallestCoin } from '../../../src/domain/invoice/cash-rounding.ts';
import { documentKind, refuseAsInvoice } from '../../../src/domain/invoice/document-kind.ts';
import { computeInvoice, type InvoiceInput } from '../../../src/domain/invoice/invoice-totals.ts';
import { adjust, deposit, item, standard, tax, without } from '../../support/invoices-of-law/row.ts';
import { currencyOf, SIZES } from '../../support/random-invoices.ts';

const EUR = currencyOf('EUR');
const nineteen = standard('19');
const seven = tax('VAT', '7', { category: 'reduced' });

function totalsOf(input: Omit<InvoiceInput, 'currency'>, currency = EUR) {
  const result = computeInvoice({ ...input, currency });
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.totals;
}
function problemsOf(input: Omit<InvoiceInput, 'currency'>, currency = EUR): readonly string[] {
  const result = computeInvoice({ ...input, currency });
  return result.ok ? [] : result.problems.map(({ path, problem }) => `${path} ${problem}`);
}

describe('a deposit', () => {
  it.each(SIZES)('of all of it leaves exactly nothing on %s invoices, however it was rounded', (_, drawn) => {
    fc.assert(
      fc.property(drawn, ({ withholdings: _w, roundTo: _r, ...plain }) => {
        const first = computeInvoice(plain);
        if (!first.ok || first.totals.total < 0) return;
        const { total, taxes } = first.totals;
        const final = computeInvoice({
          ...plain,
          deposits: [{ number: 'A-1', issuedOn: '2026-01-15', total, taxes }],
        });
        if (!final.ok) {
          // A tax below zero is no deposit, nor is one of more net than its invoice has in all.
          expect(final.problems.map(({ problem }) => problem)).toEqual(['deposit_does_not_add_up']);
          return;
        }
        expect(final.totals.payable).toBe(0);
        expect(documentKind(final.totals)).toBe('invoice');
      }),
    );
  });

  it('of half a cent’s worth leaves nothing either', () => {
    const lines = [item('1.01', nineteen, '0.5')];
    const { total, taxes } = totalsOf({ lines });
    expect(
      totalsOf({ lines, deposits: [{ number: 'A-1', issuedOn: '2026-01-15', total, taxes }] }).payable,
    ).toBe(0);
  });

  it('above the invoice is refused, with what to do instead', () => {
    const lines = [item('100.00', nineteen)];
    expect(problemsOf({ lines, deposits: [deposit('A-1', nineteen, 100_01, 19_00)] })).toEqual([
      'deposits deductions_exceed_invoice',
    ]);
  });

  it('whose taxes are more than its total is refused', () => {
    const wrong = { ...deposit('A-1', nineteen, 100_00, 19_00), total: 18_00 };
    expect(problemsOf({ lines: [item('500.00', nineteen)], deposits: [wrong] })).toEqual([
      'deposits[0] deposit_does_not_add_up',
    ]);
  });
});

describe('a withholding', () => {
  it('is of the net after discounts, without what was laid out', () => {
    const totals = totalsOf({
      lines: [item('1000.00', nineteen), item('80.00', without('outside_scope'))],
      adjustments: [adjust('discount', 100_00, nineteen)],
      withholdings: [{ name: 'IRPF', percentage: '15' }],
    });
    expect(totals.withholdings).toEqual([{ name: 'IRPF', percentage: '15', base: 900_00, amount: 135_00 }]);
    expect(totals.payable).toBe(1151_00 - 135_00);
  });

  it('of 101 % is refused', () => {
    expect(
      problemsOf({ lines: [item('10.00')], withholdings: [{ name: 'IRPF', percentage: '101' }] }),
    ).toEqual(['withholdings[0].percentage percentage_out_of_range']);
  });
});

describe('rounding to a coin', () => {
  it('is to the nearest, and said', () => {
    const [up, down] = [item('13.03'), item('13.01')].map((line) => totalsOf({ lines: [line], roundTo: 5 }));
    expect([up?.payable, up?.rounding, down?.payable, down?.rounding]).toEqual([13_05, 2, 13_00, -1]);
  });

  it('changes neither total nor tax, and nothing where it is not asked for', () => {
    const lines = [item('13.01', nineteen)];
    const [exact, rounded] = [totalsOf({ lines }), totalsOf({ lines, roundTo: 5 })];
    expect({ ...rounded, payable: 0, rounding: 0 }).toEqual({ ...exact, payable: 0, rounding: 0 });
    expect([exact.payable, exact.rounding]).toEqual([1548, 0]);
  });

  it('knows the coins of the currencies that have none for their smallest amounts', () => {
    expect(['CHF', 'SEK', 'HUF', 'EUR', 'JPY'].map((code) => smallestCoin(currencyOf(code)))).toEqual([
      5,
      100,
      500,
      null,
      null,
    ]);
  });
});

describe('a discount on the whole', () => {
  it('is spread over the rates by largest remainder', () => {
    const { adjustments, taxes } = totalsOf({
      lines: [item('0.10', nineteen), item('0.10', seven), item('0.10')],
      adjustments: [adjust('discount', 10)],
    });
    expect(adjustments[0]?.parts.map(({ amount }) => amount)).toEqual([-4, -3, -3]);
    expect(taxes.map(({ taxable }) => taxable)).toEqual([6, 7]);
  });

  it('of all of it leaves nothing under any rate', () => {
    const { total, taxes } = totalsOf({
      lines: [item('39.615', nineteen, '4'), item('0.84', seven, '4')],
      adjustments: [
        { kind: 'discount', description: 'Gift', value: { kind: 'percentage', percentage: '100' } },
      ],
    });
    expect([total, ...taxes.map(({ taxable }) => taxable)]).toEqual([0, 0, 0]);
  });

  it('has bases by rate that are sums of rounded lines', () => {
    const { taxes } = totalsOf({
      lines: [item('39.615', nineteen, '4'), item('0.84', seven, '4')],
      adjustments: [
        { kind: 'discount', description: 'Fair', value: { kind: 'percentage', percentage: '20' } },
      ],
    });
    // 158.46 and 3.36, less 32.36 of 161.82 as 31.69 and 0.67.
    expect(taxes.map(({ taxable, amount }) => [taxable, amount])).toEqual([
      [126_77, 24_09],
      [2_69, 19],
    ]);
  });

  it('above what there is, or of a rate that no line bears, is refused', () => {
    const lines = [item('10.00', nineteen)];
    expect(problemsOf({ lines, adjustments: [adjust('discount', 10_01)] })).toEqual([
      'adjustments[0] discount_exceeds_invoice',
    ]);
    expect(problemsOf({ lines, adjustments: [adjust('discount', 1, seven)] })).toEqual([
      'adjustments[0] discount_exceeds_invoice',
    ]);
    expect(problemsOf({ lines, adjustments: [adjust('discount', 6_00), adjust('discount', 5_00)] })).toEqual([
      'adjustments[1] discount_exceeds_invoice',
    ]);
  });

  it('below zero is refused, as is a percentage: a charge is no discount of less than nothing', () => {
    const lines = [item('10.00', nineteen)];
    expect(problemsOf({ lines, adjustments: [adjust('discount', -5)] })).toEqual([
      'adjustments[0].value.amount negative',
    ]);
    const value = { kind: 'percentage', percentage: '-5' } as const;
    expect(problemsOf({ lines, adjustments: [{ kind: 'discount', description: '', value }] })).toEqual([
      'adjustments[0].value.percentage percentage_out_of_range',
    ]);
  });

  it('has a counterpart, a charge, that needs taxes of its own where no line comes to anything', () => {
    expect(problemsOf({ lines: [item('0.00')], adjustments: [adjust('charge', 5_00)] })).toEqual([
      'adjustments[0] nothing_to_spread_over',
    ]);
    expect(totalsOf({ lines: [], adjustments: [adjust('charge', 5_00, nineteen)] }).total).toBe(5_95);
  });
});

describe('a line below zero', () => {
  it('has its minus before the quantity or before the price, and comes to the same', () => {
    const [byQuantity, byPrice] = [item('10.00', nineteen, '-1'), item('-10.00', nineteen)].map((line) =>
      totalsOf({ lines: [line] }),
    );
    expect(byQuantity).toEqual(byPrice);
    expect(byQuantity?.total).toBe(-11_90);
    expect(problemsOf({ lines: [item('-10.00', nineteen, '-1')] })).toEqual(['lines[0] both_negative']);
  });

  it('makes no invoice where the whole comes to less than nothing', () => {
    expect(refuseAsInvoice(totalsOf({ lines: [item('1', nineteen, '-1')] }))?.problem).toBe(
      'total_below_zero',
    );
    expect(refuseAsInvoice(totalsOf({ lines: [] }))).toBeNull();
  });

  it('keeps a tax that rounds the same by any way that its price is written', () => {
    const decimals = totalsOf({ lines: [item('0.0333', nineteen, '300')] });
    expect([decimals.net, decimals.taxTotal, decimals.total]).toEqual([9_99, 1_90, 11_89]);
  });
});

describe('a price in decimals', () => {
  it('is of the currency’s own unit', () => {
    const price = { ...item('49.5', [], '10') };
    expect(totalsOf({ lines: [price] }, currencyOf('JPY')).total).toBe(495);
    expect(totalsOf({ lines: [price] }, currencyOf('KWD')).total).toBe(495_000);
    expect(totalsOf({ lines: [{ ...price, unitAmount: 7 }] }).total).toBe(495_00);
  });

  it('with thirteen decimals, or as no decimal at all, is refused', () => {
    expect(problemsOf({ lines: [item('0.1234567890123')] })).toEqual([
      'lines[0].unitAmountDecimal invalid_decimal',
    ]);
    expect(problemsOf({ lines: [item('1e3')] })).toEqual(['lines[0].unitAmountDecimal invalid_decimal']);
    expect(problemsOf({ lines: [item('1234567890123')] })).toEqual(['lines[0].unitAmountDecimal too_large']);
  });
});
