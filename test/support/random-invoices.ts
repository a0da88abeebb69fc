import fc from 'fast-check';
import { type Currency, parseCurrency } from '../../src/domain/currency.ts';
import type { Adjustment } from '../../src/domain/invoice/adjustments.ts';
import type { InvoiceInput } from '../../src/domain/invoice/invoice-totals.ts';
import type { LineInput, TaxRate } from '../../src/domain/invoice/totals.ts';

export const currencyOf = (code: string): Currency => {
  const currency = parseCurrency(code);
  if (currency === null) throw new Error(`${code} is no currency`);
  return currency;
};

// Few names and percentages, so that lines share rates, and share inclusive rates in different company.
const plainRate: fc.Arbitrary<TaxRate> = fc.record({
  name: fc.constantFrom('VAT', 'City'),
  percentage: fc.constantFrom('0', '5.5', '7.25', '9.975', '19', '20', '33.3333', '100'),
  inclusive: fc.boolean(),
});
const categorised: fc.Arbitrary<TaxRate> = fc.oneof(
  fc.record({
    name: fc.constant('VAT'),
    percentage: fc.constantFrom('19', '7'),
    inclusive: fc.boolean(),
    category: fc.constantFrom('standard', 'reduced'),
  }),
  fc.record({
    name: fc.constant('VAT'),
    percentage: fc.constant('0'),
    inclusive: fc.constant(false),
    category: fc.constantFrom('zero', 'reverse_charge', 'intra_community', 'export', 'outside_scope'),
  }),
  fc.record({
    name: fc.constant('VAT'),
    percentage: fc.constant('0'),
    inclusive: fc.constant(false),
    category: fc.constant('exempt'),
    exemption: fc.constantFrom('small_business_de', 'education'),
  }),
);

export const taxRates: fc.Arbitrary<readonly TaxRate[]> = fc.uniqueArray(
  fc.oneof({ arbitrary: plainRate, weight: 3 }, { arbitrary: categorised, weight: 1 }),
  { maxLength: 3, selector: (tax) => JSON.stringify(tax) },
);

const quantity = fc
  .tuple(fc.boolean(), fc.nat(30), fc.constantFrom('', '.5', '.25', '.333333', '.000001'))
  .map(([isNegative, integer, fraction]) => `${isNegative ? '-' : ''}${integer}${fraction}`);

const percentage = fc.constantFrom('0', '2.5', '33.3333', '50', '100');
const discount: fc.Arbitrary<LineInput['discount']> = fc.oneof(
  fc.constant(null),
  percentage.map((of) => ({ kind: 'percentage', percentage: of }) as const),
  fc.constant({ kind: 'amount', amount: 0 } as const),
);

const priceDecimal = fc.oneof(
  { arbitrary: fc.constant(undefined), weight: 3 },
  {
    arbitrary: fc
      .tuple(fc.nat(40), fc.constantFrom('', '.495', '.0333', '.000000000001'))
      .map(([integer, fraction]) => `${integer}${fraction}`),
    weight: 1,
  },
);

function line(unitAmount: fc.Arbitrary<number>): fc.Arbitrary<LineInput> {
  return fc
    .record({ quantity, unitAmount, priceDecimal, taxRates, discount })
    .map(({ priceDecimal: unitAmountDecimal, ...given }) => ({
      description: 'Work',
      ...given,
      ...(unitAmountDecimal !== undefined && { unitAmountDecimal }),
    }));
}

const adjustment: fc.Arbitrary<Adjustment> = fc
  .record({
    kind: fc.constantFrom('discount', 'charge'),
    value: fc.oneof(
      percentage.map((of) => ({ kind: 'percentage', percentage: of }) as const),
      fc.nat(600).map((amount) => ({ kind: 'amount', amount }) as const),
    ),
    own: fc.option(taxRates, { freq: 3, nil: undefined }),
  })
  .map(({ kind, value, own }) => ({
    kind,
    description: kind,
    value,
    ...(kind === 'charge' && own !== undefined && { taxRates: own }),
  }));

const withholding = fc.record({
  name: fc.constant('IRPF'),
  percentage: fc.constantFrom('0', '7', '15', '20'),
});

/** Invoices with everything that one can hold but deposits, which are made of other invoices. */
export function invoices(unitAmount: fc.Arbitrary<number>): fc.Arbitrary<InvoiceInput> {
  return fc.record({
    currency: fc.constantFrom('EUR', 'JPY', 'KWD').map(currencyOf),
    lines: fc.array(line(unitAmount), { maxLength: 10 }),
    adjustments: fc.array(adjustment, { maxLength: 3 }),
    withholdings: fc.array(withholding, { maxLength: 1 }),
    roundTo: fc.constantFrom(1, 1, 5, 100),
  });
}

/** Amounts so small that every rounding bites, and those of the usual size. */
export const SIZES = [
  ['hostile', invoices(fc.nat(4))],
  ['usual', invoices(fc.integer({ min: 0, max: 5_000_000 }))],
] as const;
