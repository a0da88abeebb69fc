import { describe, expect, it } from 'vitest';
import { parseCurrency } from '../../../src/domain/currency.ts';
import { NO_REFERENCES } from '../../../src/domain/invoice/references.ts';
import type { ScheduleLine, ScheduleTerms } from '../../../src/domain/schedule/terms.ts';
import {
  EMPTY_TERMS_LINE,
  readTypedTerms,
  type TypedTermsLine,
  writeTermsLine,
} from '../../../src/domain/schedule/typed-terms.ts';

const USD = parseCurrency('USD');
if (USD === null) throw new Error('no dollar');
const VAT = [{ name: 'VAT', percentage: '20', inclusive: false }] as const;
const LINES: readonly ScheduleLine[] = [
  {
    kind: 'fixed',
    description: 'Hosting',
    quantity: '2.5',
    unitAmount: 4_900,
    discount: { kind: 'percentage', percentage: '10' },
    taxRates: VAT,
    withheld: false,
  },
  {
    kind: 'metered',
    description: 'Calls',
    meter: 'calls',
    price: { kind: 'unit', unitAmount: 0, unitAmountDecimal: '0.0005' },
    discount: null,
    taxRates: VAT,
  },
  {
    kind: 'metered',
    description: 'Storage',
    meter: 'gb',
    price: {
      kind: 'graduated',
      tiers: [
        { upTo: 100, unitAmount: 10 },
        { upTo: 1_000, unitAmount: 8, flatAmount: 500 },
        { upTo: null, unitAmount: 0, unitAmountDecimal: '0.005' },
      ],
    },
    discount: null,
    taxRates: [],
  },
];
const TERMS: ScheduleTerms = {
  lines: LINES,
  adjustments: [],
  withholdings: [],
  roundToCoin: false,
  notes: 'Thanks',
  references: NO_REFERENCES,
  netDays: 14,
  plan: null,
  paymentLink: true,
  collectPolicy: null,
  issue: 'send',
};
const typed = LINES.map((line) => writeTermsLine(line, USD));
const changed = (at: number, change: Partial<TypedTermsLine>) =>
  readTypedTerms(
    TERMS,
    typed.map((line, index) => (index === at ? { ...line, ...change } : line)),
    USD,
  );

describe('the form of a schedule’s terms', () => {
  it('says what is there, and untouched changes nothing', () => {
    expect(typed.map(({ price, tiers }) => [price, tiers])).toEqual([
      ['49.00', ''],
      ['0.0005', ''],
      ['', '100: 0.10; 1000: 0.08 + 5.00; rest: 0.005'],
    ]);
    expect(readTypedTerms(TERMS, [...typed, EMPTY_TERMS_LINE], USD)).toEqual({ kind: 'terms', terms: TERMS });
  });

  it('changes prices, quantities and tiers alone', () => {
    expect(changed(0, { price: '59', quantity: '3' })).toMatchObject({
      terms: { lines: [{ ...LINES[0], unitAmount: 5_900, quantity: '3' }, LINES[1], LINES[2]] },
    });
    expect(changed(1, { price: '0.01' })).toMatchObject({
      terms: { lines: [LINES[0], { meter: 'calls', price: { kind: 'unit', unitAmount: 1 } }, LINES[2]] },
    });
    expect(changed(2, { tiers: '50:0.2;rest:0.1' })).toMatchObject({
      terms: {
        lines: [
          LINES[0],
          LINES[1],
          {
            price: {
              kind: 'graduated',
              tiers: [
                { upTo: 50, unitAmount: 20 },
                { upTo: null, unitAmount: 10 },
              ],
            },
          },
        ],
      },
    });
  });

  it('gives a line that bears no tax none for its new name', () => {
    const base = { ...TERMS, lines: LINES.map((line) => ({ ...line, taxRates: [] })) };
    const renamed = typed.map((line) => ({ ...line, description: `${line.description} plus` }));
    const read = readTypedTerms(base, renamed, USD);
    expect(read.kind === 'terms' && read.terms.lines.flatMap(({ taxRates }) => taxRates)).toEqual([]);
  });

  it('leaves a line out, and adds one that bears the tax of the first', () => {
    const more = { ...EMPTY_TERMS_LINE, description: 'Backups', price: '5' };
    expect(
      readTypedTerms(TERMS, [...typed.map((line) => ({ ...line, isLeftOut: true })), more], USD),
    ).toMatchObject({
      terms: { lines: [{ description: 'Backups', quantity: '1', unitAmount: 500, taxRates: VAT }] },
    });
  });

  it.each([
    [0, { price: 'a lot' }, { 'line.0.price': 'amount' }],
    [0, { quantity: '1,234.5' }, { 'line.0.quantity': 'quantity' }],
    [0, { description: ' ' }, { 'line.0.description': 'description' }],
    [1, { price: '' }, { 'line.1.price': 'amount' }],
    [2, { tiers: '100 for 0.10' }, { 'line.2.tiers': 'tiers' }],
    [2, { tiers: '' }, { 'line.2.tiers': 'tiers' }],
  ] as const)('names what cannot be read: line %s with %o', (at, change, problems) => {
    expect(changed(at, change)).toEqual({ kind: 'wrong', problems });
  });

  it('has a line at least', () => {
    const none = typed.map((line) => ({ ...line, isLeftOut: true }));
    expect(readTypedTerms(TERMS, none, USD)).toEqual({ kind: 'wrong', problems: { lines: 'no_lines' } });
  });
});

it('reads a price with three decimals as it wrote it, and not as thousands', () => {
  const lines: readonly ScheduleLine[] = [
    {
      kind: 'fixed',
      description: 'Calls',
      quantity: '1',
      unitAmount: 0,
      unitAmountDecimal: '1.234',
      discount: null,
      taxRates: [],
    },
  ];
  const typed = lines.map((line) => writeTermsLine(line, USD));
  expect(readTypedTerms({ ...TERMS, lines }, typed, USD)).toMatchObject({ terms: { lines } });
});
