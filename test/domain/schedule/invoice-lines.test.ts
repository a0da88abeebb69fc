import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseCurrency } from '../../../src/domain/currency.ts';
import { computeInvoice } from '../../../src/domain/invoice/invoice-totals.ts';
import {
  adjustmentsFor,
  invoiceLines,
  meteredLines,
  ofShare,
} from '../../../src/domain/schedule/invoice-lines.ts';
import { metersOf, type ScheduleLine, type Tier } from '../../../src/domain/schedule/terms.ts';
import { graduated, readReported, volume } from '../../../src/domain/schedule/tiers.ts';
import { runs } from '../../support/properties.ts';

const EUR = parseCurrency('EUR');
if (EUR === null) throw new Error('no euro');
const currency = EUR;
const WHOLE = { days: 30, of: 30 };
const TIERS: readonly Tier[] = [
  { upTo: 1_000, unitAmount: 10 },
  { upTo: 5_000, unitAmount: 8, flatAmount: 500 },
  { upTo: null, unitAmount: 5 },
];
const calls = (kind: 'graduated' | 'volume'): ScheduleLine => ({
  kind: 'metered',
  meter: 'api_calls',
  description: 'API calls',
  price: { kind, tiers: TIERS },
  discount: null,
  taxRates: [],
});
const fee: ScheduleLine = {
  kind: 'fixed',
  description: 'Hosting',
  quantity: '3',
  unitAmount: 3_333,
  discount: { kind: 'percentage', percentage: '10' },
  taxRates: [],
};
const totalOf = (lines: Parameters<typeof computeInvoice>[0]['lines']): number => {
  const computed = computeInvoice({ currency, lines });
  if (!computed.ok) throw new Error(JSON.stringify(computed.problems));
  return computed.totals.total;
};
const made = (line: ScheduleLine, quantity: string | null, share = WHOLE) =>
  invoiceLines(
    { lines: [line] },
    new Map(quantity === null ? [] : [['api_calls', quantity]]),
    share,
    currency,
  );

it.each([
  ['0', 0],
  ['1', 10],
  ['1000', 10_000],
  ['1000.5', 10_000 + 4 + 500],
  ['1001', 10_000 + 8 + 500],
  ['5000', 10_000 + 32_000 + 500],
  ['7000', 10_000 + 32_000 + 500 + 10_000],
])('graduated: %s calls come to %i', (quantity, amount) => {
  expect(totalOf(made(calls('graduated'), quantity))).toBe(amount);
});

it.each([
  ['0', 0],
  ['1000', 10_000],
  ['1000.5', 8_004 + 500],
  ['5000', 40_000 + 500],
  ['7000', 35_000],
])('volume: %s calls come to %i', (quantity, amount) => {
  expect(totalOf(made(calls('volume'), quantity))).toBe(amount);
});

it('says on each line which of the units it is for, and that nothing was counted where nothing was reported', () => {
  expect(
    made(calls('graduated'), '5001').map(({ description, quantity }) => [description, quantity]),
  ).toEqual([
    ['API calls (1–1000)', '1000'],
    ['API calls (1001–5000)', '4000'],
    ['API calls (1001–5000)', '1'],
    ['API calls (5001+)', '1'],
  ]);
  expect(made(calls('volume'), null)).toMatchObject([{ description: 'API calls', quantity: '0' }]);
  expect(metersOf({ lines: [calls('volume'), fee, calls('graduated')] })).toEqual(['api_calls']);
});

it('takes what was counted at its unit price, with decimals', () => {
  const seats: ScheduleLine = {
    kind: 'metered',
    meter: 'api_calls',
    description: 'Storage',
    price: { kind: 'unit', unitAmount: 0, unitAmountDecimal: '0.0125' },
    discount: null,
    taxRates: [],
  };
  expect(totalOf(made(seats, '1234.5'))).toBe(1_543);
  expect(meteredLines({ lines: [seats, fee] }, new Map([['api_calls', '2']]))).toMatchObject([
    { description: 'Storage', quantity: '2' },
  ]);
});

it('reads no quantity that is below zero, too long or no number', () => {
  expect(['-1', '1e3', '', '1,5', '1234567890', '0.1234567'].map(readReported)).toEqual(Array(6).fill(null));
});

it('asks for all of the days exactly the price, and for none of them nothing', () => {
  expect(made(fee, null)).toEqual([
    {
      description: 'Hosting',
      quantity: '3',
      unitAmount: 3_333,
      discount: { kind: 'percentage', percentage: '10' },
      taxRates: [],
    },
  ]);
  expect(totalOf(made(fee, null, { days: 0, of: 30 }))).toBe(0);
  expect(totalOf(made(fee, null, { days: 10, of: 30 }))).toBe(3_000);
  expect(() => ofShare(100, { days: 31, of: 30 })).toThrow('31 of 30');
  expect(() => ofShare(100, { days: -1, of: 30 })).toThrow(RangeError);
});

it('takes nothing counted into a part of the days, and a part of an amount that is taken off the whole', () => {
  expect(made(calls('volume'), '5', { days: 10, of: 30 })).toEqual([]);
  expect(
    adjustmentsFor(
      [
        { kind: 'discount', description: 'Loyal', value: { kind: 'amount', amount: 100 } },
        { kind: 'discount', description: 'Spring', value: { kind: 'percentage', percentage: '5' } },
      ],
      { days: 1, of: 3 },
    ).map(({ value }) => value),
  ).toEqual([
    { kind: 'amount', amount: 33 },
    { kind: 'percentage', percentage: '5' },
  ]);
});

it('never asks for more than the whole, nor less for more days', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 10_000_000 }),
      fc.integer({ min: 1, max: 730 }),
      fc.nat(),
      fc.nat(),
      (amount, of, a, b) => {
        const [less, more] = [Math.min(a % (of + 1), b % (of + 1)), Math.max(a % (of + 1), b % (of + 1))];
        const [least, most] = [ofShare(amount, { days: less, of }), ofShare(amount, { days: more, of })];
        expect(least).toBeLessThanOrEqual(most);
        expect(most).toBeLessThanOrEqual(amount);
        expect(
          Math.abs(ofShare(amount, { days: less, of }) + ofShare(amount, { days: of - less, of }) - amount),
        ).toBeLessThanOrEqual(1);
      },
    ),
    runs(300),
  );
});

it('takes every quantity apart to the last millionth, at one price for each unit', () => {
  const quantities = fc
    .integer({ min: 0, max: 20_000_000_000 })
    .map((millionths) => (millionths / 1e6).toFixed(6));
  fc.assert(
    fc.property(quantities, (quantity) => {
      const parts = graduated(quantity, TIERS).filter(({ unitAmount }) => unitAmount !== 500);
      const sum = parts.reduce((all, part) => all + Math.round(Number(part.quantity) * 1e6), 0);
      expect(sum).toBe(Math.round(Number(quantity) * 1e6));
      expect(volume(quantity, TIERS).filter(({ unitAmount }) => unitAmount !== 500)).toHaveLength(1);
    }),
    runs(300),
  );
});
