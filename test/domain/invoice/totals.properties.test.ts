import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  computeTotals,
  type LineInput,
  type TaxRate,
  type Totals,
} from '../../../src/domain/invoice/totals.ts';
import { MAX_MINOR } from '../../../src/domain/money.ts';
import { runs } from '../../support/properties.ts';

// Few names and percentages, so that lines share rates, and share inclusive rates in different company.
const rate: fc.Arbitrary<TaxRate> = fc.record({
  name: fc.constantFrom('VAT', 'City'),
  percentage: fc.constantFrom('0', '5.5', '7.25', '19', '20', '33.3333', '100'),
  inclusive: fc.boolean(),
});
const taxRates = fc.uniqueArray(rate, {
  maxLength: 5,
  selector: ({ name, percentage, inclusive }) => `${name} ${percentage} ${inclusive}`,
});
const quantity = fc
  .tuple(fc.nat(30), fc.constantFrom('', '.5', '.25', '.333333', '.000001'))
  .map(([integer, fraction]) => `${integer}${fraction}`);

/** Lines whose unit amounts come from `unitAmount`; a discount of an amount is at most the line. */
function linesOf(unitAmount: fc.Arbitrary<number>, taxes = taxRates): fc.Arbitrary<LineInput[]> {
  const percentageOff = fc
    .constantFrom('0', '2.5', '33.3333', '50', '100')
    .map((percentage) => ({ kind: 'percentage', percentage }) as const);
  const plain = fc.record({ quantity, unitAmount, taxRates: taxes });
  const discounted = plain.chain((line) => {
    const most = Number(exactSubtotal(line.quantity, line.unitAmount));
    const amountOff = fc.nat(most).map((amount) => ({ kind: 'amount', amount }) as const);
    return fc
      .oneof(fc.constant(null), percentageOff, amountOff)
      .map((discount) => ({ description: 'Work', ...line, discount }));
  });
  return fc.array(discounted, { maxLength: 12 });
}
const hostile = linesOf(fc.nat(4)); // amounts so small that every rounding bites
const usual = linesOf(fc.integer({ min: 0, max: 5_000_000 }));

/** The decimal as an integer of millionths. */
function millionths(text: string): bigint {
  const [integer = '', fraction = ''] = text.split('.');
  return BigInt(integer + fraction.padEnd(6, '0'));
}
function rounded(numerator: bigint, denominator: bigint): bigint {
  const rest = numerator % denominator;
  return numerator / denominator + (rest * 2n >= denominator ? 1n : 0n);
}
function exactSubtotal(text: string, unitAmount: number): bigint {
  return rounded(millionths(text) * BigInt(unitAmount), 1_000_000n);
}
function totalsOf(lines: readonly LineInput[]): Totals {
  const result = computeTotals(lines);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.totals;
}
const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0);
const name = (tax: TaxRate) => `${tax.name} ${millionths(tax.percentage)} ${tax.inclusive}`;
const inclusive = (line: LineInput) => line.taxRates.filter((tax) => tax.inclusive);
const HUNDRED = 100_000_000n;

describe.each([
  ['usual', usual],
  ['hostile', hostile],
])('on %s invoices', (_, lines) => {
  it('every whole is the sum of its parts', () => {
    fc.assert(
      fc.property(lines, (input) => {
        const totals = totalsOf(input);
        const onTop = sum(totals.taxes.filter((tax) => !tax.inclusive).map((tax) => tax.amount));
        expect(totals.subtotal).toBe(sum(totals.lines.map((line) => line.subtotal)));
        expect(totals.discountTotal).toBe(sum(totals.lines.map((line) => line.discount)));
        expect(totals.total).toBe(sum(totals.lines.map((line) => line.total)));
        expect(totals.total).toBe(totals.subtotal - totals.discountTotal + onTop);
        expect(totals.taxTotal).toBe(sum(totals.taxes.map((tax) => tax.amount)));
        for (const tax of totals.taxes) {
          const parts = totals.lines.flatMap((line) => line.taxes.filter((part) => name(part) === name(tax)));
          expect(tax.amount).toBe(sum(parts.map((part) => part.amount)));
          const bearing = totals.lines.filter((line) => line.taxes.some((part) => name(part) === name(tax)));
          expect(tax.taxable).toBe(sum(bearing.map((line) => line.taxable)));
        }
        for (const line of totals.lines) {
          const within = sum(line.taxes.filter((tax) => tax.inclusive).map((tax) => tax.amount));
          const above = sum(line.taxes.filter((tax) => !tax.inclusive).map((tax) => tax.amount));
          expect(line.amount).toBe(line.subtotal - line.discount);
          expect(line.taxable).toBe(line.amount - within);
          expect(line.total).toBe(line.amount + above);
        }
      }),
    );
  });

  it('nothing is negative, too large or a fraction', () => {
    fc.assert(
      fc.property(lines, (input) => {
        JSON.stringify(totalsOf(input), (_key, value: unknown) => {
          if (typeof value === 'number') {
            expect(Number.isInteger(value) && value >= 0 && value <= MAX_MINOR).toBe(true);
          }
          return value;
        });
      }),
      runs(300),
    );
  });

  it('each line says what it was given, in its order, rounded once', () => {
    fc.assert(
      fc.property(lines, (input) => {
        for (const [i, line] of totalsOf(input).lines.entries()) {
          const given = input[i];
          if (given === undefined) throw new Error('a line too many');
          const subtotal = exactSubtotal(given.quantity, given.unitAmount);
          const { discount } = given;
          const off =
            discount === null
              ? 0n
              : discount.kind === 'amount'
                ? BigInt(discount.amount)
                : rounded(subtotal * millionths(discount.percentage), HUNDRED);
          expect([line.subtotal, line.discount].map(BigInt)).toEqual([subtotal, off]);
          expect(line.taxes.map(name)).toEqual(given.taxRates.map(name));
        }
      }),
    );
  });

  it('an exclusive tax is its rate of all it applies to, and each line bears its share', () => {
    fc.assert(
      fc.property(lines, (input) => {
        const totals = totalsOf(input);
        for (const tax of totals.taxes.filter((each) => !each.inclusive)) {
          expect(BigInt(tax.amount)).toBe(rounded(BigInt(tax.taxable) * millionths(tax.percentage), HUNDRED));
          for (const line of totals.lines) {
            const part = line.taxes.find((each) => name(each) === name(tax));
            if (part === undefined || tax.taxable === 0) continue;
            expect(Math.abs(part.amount - (tax.amount * line.taxable) / tax.taxable)).toBeLessThan(1);
          }
        }
      }),
    );
  });

  it('where no price holds a tax, the order of the lines changes no total', () => {
    fc.assert(
      fc.property(lines, (input) => {
        const onTop = input.map((line) => ({
          ...line,
          taxRates: line.taxRates.filter((tax) => !tax.inclusive),
        }));
        const said = ({ lines: _lines, taxes, ...totals }: Totals) => ({
          ...totals,
          taxes: taxes.map((tax) => `${name(tax)}: ${tax.amount} of ${tax.taxable}`).sort(),
        });
        expect(said(totalsOf(onTop.toReversed()))).toEqual(said(totalsOf(onTop)));
      }),
    );
  });
});

it('an inclusive tax is its exact sum over the invoice, rounded once, and each line bears its share', () => {
  // Prices large enough that their taxes cannot round to more than they are.
  const prices = fc.integer({ min: 1_000, max: 5_000_000 });
  const few = fc.subarray<TaxRate>([
    { name: 'VAT', percentage: '20', inclusive: true },
    { name: 'City', percentage: '7.25', inclusive: true },
    { name: 'Stay', percentage: '3', inclusive: true },
    { name: 'VAT', percentage: '20', inclusive: false },
  ]);
  const large = fc.oneof(linesOf(prices), linesOf(prices, few));
  fc.assert(
    fc.property(large, (input) => {
      const given = input.filter((line) => line.discount === null && !line.quantity.startsWith('0'));
      const totals = totalsOf(given);
      for (const tax of totals.taxes.filter((each) => each.inclusive)) {
        let numerator = 0n;
        let denominator = 1n;
        for (const [i, line] of given.entries()) {
          if (!line.taxRates.some((each) => name(each) === name(tax))) continue;
          const amount = BigInt(totals.lines[i]?.amount ?? 0);
          const all = inclusive(line).reduce((total, each) => total + millionths(each.percentage), HUNDRED);
          numerator = numerator * all + amount * millionths(tax.percentage) * denominator;
          denominator *= all;
          const part = totals.lines[i]?.taxes.find((each) => name(each) === name(tax))?.amount ?? -1;
          const exact = (Number(amount) * Number(millionths(tax.percentage))) / Number(all);
          expect(Math.abs(part - exact)).toBeLessThan(2);
        }
        expect(BigInt(tax.amount)).toBe(rounded(numerator, denominator));
      }
    }),
    runs(500),
  );
});
