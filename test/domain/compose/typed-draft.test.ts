import { describe, expect, it } from 'vitest';
import { parseLocalDate } from '../../../src/domain/calendar.ts';
import { type BaseLine, readTyped } from '../../../src/domain/compose/read-typed.ts';
import { type TypedDraft, typedDraft, withoutEmpty } from '../../../src/domain/compose/typed-draft.ts';
import { writeTyped } from '../../../src/domain/compose/write-typed.ts';
import { parseCurrency } from '../../../src/domain/currency.ts';

const usd = parseCurrency('USD') ?? never();
const today = parseLocalDate('2026-11-30') ?? never();
function never(): never {
  throw new Error('no such value');
}

const read = (fields: Record<string, string>, lines: readonly BaseLine[] = []) =>
  readTyped(withoutEmpty(typedDraft(fields)), { lines, currency: usd, today });
const line = (fields: Record<string, string>) => {
  const named = Object.entries({ description: 'Work', price: '10', ...fields });
  const found = read(Object.fromEntries(named.map(([name, value]) => [`line.0.${name}`, value])));
  return found.kind === 'draft' ? found.draft.lines[0] : found.problems;
};

describe('what is typed of a line', () => {
  it.each([
    ['1,234.50', { unitAmount: 123_450 }],
    ['1.234,50', { unitAmount: 123_450 }],
    ['-99', { unitAmount: -9_900 }],
    ['0.495', { unitAmount: 0, unitAmountDecimal: '0.495' }],
  ])('a price %s is exact', (price, amounts) => {
    expect(line({ price })).toMatchObject(amounts);
  });

  it.each([
    [{ price: 'ten' }, { 'line.0.price': 'amount' }],
    [{ price: '1.2.3' }, { 'line.0.price': 'amount' }],
    [{ quantity: '1,234' }, { 'line.0.quantity': 'quantity' }],
    [{ quantity: '2 hours' }, { 'line.0.quantity': 'quantity' }],
    [{ description: ' ' }, { 'line.0.description': 'description_missing' }],
    [{ description: 'x'.repeat(501) }, { 'line.0.description': 'too_long' }],
    [{ description: 'a\u0007b' }, { 'line.0.description': 'text' }],
    [{ discount: '110 %' }, { 'line.0.discount': 'discount' }],
    [{ tax: 'plain' }, { 'line.0.rate': 'rate_missing', taxName: 'tax_name_missing' }],
    [
      { tax: 'standard', rate: '101' },
      { 'line.0.rate': 'rate', taxName: 'tax_name_missing' },
    ],
    [{ tax: 'keep' }, { 'line.0.tax': 'tax_lost' }],
  ])('%o is refused by its field', (fields, problems) => {
    expect(line(fields)).toEqual(problems);
  });

  it('takes a comma as the decimal sign where it can be nothing else', () => {
    expect(line({ quantity: '1,5', discount: '12,5 %' })).toMatchObject({
      quantity: '1.5',
      discount: { kind: 'percentage', percentage: '12.5' },
    });
  });

  it('keeps of the line that it stands for what the form can’t say', () => {
    const details = { supply: null, note: 'as agreed' };
    const taxRates = [
      { name: 'GST', percentage: '5', inclusive: false },
      { name: 'PST', percentage: '7', inclusive: false },
    ];
    const was = { description: 'Old', quantity: '1', unitAmount: 1, discount: null, taxRates, details };
    const fields = {
      'line.0.was': '0',
      'line.0.description': 'New',
      'line.0.price': '5',
      'line.0.tax': 'keep',
    };
    const found = read(fields, [was]);
    expect(found.kind === 'draft' && found.draft.lines[0]).toMatchObject({
      unitAmount: 500,
      taxRates,
      details,
    });
  });
});

describe('what is typed of the whole', () => {
  it.each([
    [{ netDays: '30' }, '2026-12-30'],
    [{ dueOn: '2027-01-15' }, '2027-01-15'],
    [{ dueOn: '2027-01-15', netDays: '14' }, '2026-12-14'],
    [{}, null],
  ])('%o is due on %s', (fields, dueDate) => {
    expect(read(fields)).toMatchObject({ kind: 'draft', draft: { dueDate } });
  });

  it.each([
    [{ dueOn: '09/01/2017' }, { dueOn: 'day' }],
    [{ dueOn: '2026-02-30' }, { dueOn: 'day' }],
    [{ netDays: '-3' }, { netDays: 'net_days' }],
    [{ currency: 'BTC' }, { currency: 'currency' }],
    [{ dueOn: '2027-01-15', 'part.0.share': '30 %', 'part.0.due': 'at once' }, { dueOn: 'due_and_parts' }],
    [{ 'part.0.share': '30 %' }, { 'part.0.due': 'part_day' }],
    [{ 'part.0.share': 'half', 'part.0.due': '30' }, { 'part.0.share': 'amount' }],
  ])('%o is refused by its field', (fields, problems) => {
    expect(read(fields)).toEqual({ kind: 'wrong', problems });
  });

  it('is a plan in the words that people have', () => {
    const found = read({
      'part.0.share': '30 %',
      'part.0.due': 'at once',
      'part.1.share': '100',
      'part.1.due': '2 months',
      'part.2.due': '2027-06-01',
    });
    expect(found.kind === 'draft' && found.draft.plan).toEqual([
      { share: { kind: 'percentage', percentage: '30' }, due: { kind: 'after', count: 0, unit: 'days' } },
      { share: { kind: 'amount', amount: 10_000 }, due: { kind: 'after', count: 2, unit: 'months' } },
      { share: { kind: 'rest' }, due: { kind: 'on', date: '2027-06-01' } },
    ]);
  });
});

describe('a draft that is opened and saved as it is', () => {
  it('is the same draft', () => {
    const rate = { name: 'MwSt', percentage: '19', inclusive: true };
    const lines: readonly BaseLine[] = [
      { description: 'A', quantity: '1.5', unitAmount: 12_345, discount: null, taxRates: [rate] },
      {
        description: 'B',
        quantity: '-1',
        unitAmount: 100,
        discount: { kind: 'amount', amount: 5 },
        taxRates: [],
      },
      {
        description: 'C',
        quantity: '1000',
        unitAmount: 50,
        unitAmountDecimal: '0.495',
        discount: { kind: 'percentage', percentage: '10' },
        taxRates: [{ name: 'MwSt', percentage: '0', inclusive: false, category: 'export' }],
      },
      {
        description: 'D',
        quantity: '1',
        unitAmount: -50,
        discount: null,
        taxRates: [{ name: 'MwSt', percentage: '0', inclusive: false, category: 'exempt', reason: '§ 4' }],
      },
    ];
    const plan = [
      { share: { kind: 'percentage', percentage: '30' }, due: { kind: 'after', count: 30, unit: 'days' } },
      { share: { kind: 'rest' }, due: { kind: 'after', count: 2, unit: 'months' } },
    ] as const;
    const discount = {
      kind: 'discount',
      description: 'Loyal',
      value: { kind: 'amount', amount: 500 },
    } as const;
    const said = {
      currency: usd,
      dueDate: null,
      plan,
      purchaseOrder: 'PO-1',
      buyerReference: null,
      notes: 'Two\nlines',
      collectPolicy: 'never',
      paymentLink: true,
    } as const;
    const typed: TypedDraft = writeTyped({ ...said, adjustments: [discount], lines, taxName: 'VAT' });
    expect(typed.lines.map(({ tax }) => tax)).toEqual(['plain', 'none', 'export', 'exempt']);
    const found = readTyped(withoutEmpty(typed), { lines, currency: usd, today });
    expect(found).toEqual({ kind: 'draft', draft: { ...said, discount, lines } });
  });
});
