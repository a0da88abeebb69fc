import { describe, expect, it } from 'vitest';
import { parseLocalDate } from '../../../src/domain/calendar.ts';
import { CsvReader } from '../../../src/domain/csv/read.ts';
import { parseCurrency } from '../../../src/domain/currency.ts';
import { cellsOf } from '../../../src/domain/imports/cells.ts';
import { readInvoiceHeader } from '../../../src/domain/imports/invoice-columns.ts';
import { offlineMethod } from '../../../src/domain/imports/offline-method.ts';
import { readInvoice } from '../../../src/domain/imports/read-invoice.ts';
import { takenSums } from '../../../src/domain/imports/taken-sums.ts';
import { counterOf, invoiceNumber, storedNumber } from '../../../src/domain/invoice/number.ts';
import { readNumber } from '../../../src/domain/invoice/read-number.ts';

const currency = parseCurrency('EUR');
const today = parseLocalDate('2026-11-10');
if (currency === null || today === null) throw new Error('no facts');
const FACTS = { currency, today };
const RIGHT = {
  number: 'A-1',
  issueDate: '2024-03-01',
  customerId: 'cus_1',
  net: '100',
  tax: '19',
  taxRate: '19',
};

type Rows = Readonly<Record<string, string>>[];
const read = (...rows: Rows) =>
  readInvoice(
    rows.map((cells, at) => ({ line: at + 2, cells })),
    FACTS,
  );
const right = (...rows: Rows) => {
  const invoice = read(...rows);
  if (!('number' in invoice)) throw new Error(JSON.stringify(invoice));
  return invoice;
};
/** What is wrong, each as line, column and words. */
const wrong = (...rows: Rows) => {
  const problems = read(...rows);
  if ('number' in problems) throw new Error('nothing is wrong');
  return problems.map(({ line, column, message }) => [line, column, message]);
};

describe('a line of an invoice', () => {
  it.each([
    ['number', { number: '' }, 'as it was printed'],
    ['number', { number: '=1+1' }, 'as it was printed'],
    ['number', { number: 'draft' }, 'at least one digit'],
    ['number', { number: `${'A'.repeat(40)}1` }, '40 characters at most'],
    ['issueDate', { issueDate: '01.03.2024' }, 'YYYY-MM-DD'],
    ['issueDate', { issueDate: '2024-02-30' }, 'a day that exists'],
    ['issueDate', { issueDate: '2026-11-11' }, 'after today'],
    ['dueDate', { dueDate: '2024-02-01' }, 'before it was issued'],
    ['currency', { currency: 'EURO' }, 'ISO 4217'],
    ['status', { status: 'draft' }, 'never issued'],
    ['status', { status: 'sent' }, 'open, paid, void, uncollectible'],
    ['net', { net: '1e3' }, 'no amount of EUR'],
    ['net', { net: '1.005,123' }, 'no amount of EUR'],
    ['gross', { gross: '118' }, 'come to 119.00 EUR, and gross is 118.00 EUR'],
    ['tax', { tax: '-19' }, 'another sign'],
    ['taxRate', { taxRate: '101' }, 'from 0 to 100'],
    ['taxRate', { taxRate: '0' }, 'there is a tax'],
    ['total', { total: '120' }, 'come to 119.00 EUR and its total is 120.00 EUR'],
    ['gross', { net: '-100', tax: '-19' }, 'credit note'],
    ['paid', { paid: '119.01', paidOn: '2024-03-02' }, 'More is paid'],
    ['paid', { paid: '-1' }, 'below zero'],
    ['paid', { paid: '50', paidOn: '2024-03-02', status: 'paid' }, 'in part alone'],
    ['paid', { paid: '50', paidOn: '2024-03-02', status: 'void' }, 'What is void'],
    ['status', { paid: '119', paidOn: '2024-03-02', status: 'open' }, 'All of it is paid'],
    ['paidOn', { paid: '50' }, 'the day on which it was paid'],
    ['paidOn', { paid: '50', paidOn: '2027-01-01' }, 'after today'],
    ['customerEmail', { customerEmail: 'nobody' }, 'This address'],
    ['description', { description: 'x\u0000' }, 'control character'],
    ['paidBy', { paidBy: 'x'.repeat(101) }, 'more than 100'],
  ] as const)('with %s wrong says so: %j', (column, change, says) => {
    expect(wrong({ ...RIGHT, ...change })).toEqual([[2, column, expect.stringContaining(says)]]);
  });

  it('needs a rate where there is a tax, and an amount', () => {
    const { taxRate: _, ...rest } = RIGHT;
    expect(wrong(rest)).toEqual([[2, 'taxRate', expect.stringContaining('a line for each rate')]]);
    const { net: _n, tax: _t, ...bare } = RIGHT;
    expect(wrong(bare)).toEqual([[2, 'gross', 'Give gross, or net and tax.']]);
  });

  it.each([
    [{ net: '100', tax: '19' }, 11_900],
    [{ net: '100', gross: '119' }, 11_900],
    [{ gross: '119', tax: '19' }, 11_900],
    [{ gross: '119', taxRate: '' }, 11_900],
    [{ net: '1.234,56', tax: '0', gross: '1,234.56' }, 123_456],
    [{ net: '−0', gross: '0' }, 0],
  ])('of %j comes to %i', (amounts, total) => {
    const { net: _n, tax: _t, ...rest } = RIGHT;
    const given = Object.entries({ ...rest, ...amounts }).filter(([, value]) => value !== '');
    expect(right(Object.fromEntries(given)).total).toBe(total);
  });
});

describe('the lines of one invoice', () => {
  const LINES = [
    { ...RIGHT, description: 'Work', net: '100.10', tax: '19.02' },
    { ...RIGHT, description: 'Books', net: '10', tax: '0.70', taxRate: '7' },
    { ...RIGHT, description: 'Taken off', net: '-5', tax: '-0.95' },
  ];

  it('are summed as they are, and nothing is worked out anew', () => {
    const invoice = right(...LINES);
    const { sums, taxes, lines } = takenSums(invoice);
    expect(sums).toMatchObject({ subtotal: 10_510, taxTotal: 1_877, total: 12_387, payable: 12_387 });
    expect(taxes.map(({ percentage, taxable, amount }) => [percentage, taxable, amount])).toEqual([
      ['19', 9_510, 1_807],
      ['7', 1_000, 70],
    ]);
    expect(lines.map(({ sign, amount, total }) => [sign, amount, total])).toEqual([
      [1, 10_010, 11_912],
      [1, 1_000, 1_070],
      [-1, 500, 595],
    ]);
    expect(sums.rates.reduce((sum, { net, amount }) => sum + net + amount, 0)).toBe(sums.total);
  });

  it('have to say the same of the whole, where they say it', () => {
    const [first, second, third] = LINES;
    if (first === undefined || second === undefined || third === undefined) throw new Error('no lines');
    expect(wrong(first, { ...second, dueDate: '2024-04-01' }, { ...third, dueDate: '2024-04-02' })).toEqual([
      [4, 'dueDate', 'Line 3 says another dueDate of the same invoice: correct one of the two.'],
    ]);
    expect(wrong({ ...first, total: '1' }, second, third)).toEqual([
      [2, 'total', expect.stringContaining('123.87')],
    ]);
    expect(wrong(first, { ...second, customerId: 'cus_2' })).toEqual([[3, null, expect.anything()]]);
  });

  it.each([
    [{}, 'open', 0],
    [{ paid: '119', paidOn: '2024-03-02' }, 'paid', 11_900],
    [{ status: 'paid', paidOn: '2024-03-02' }, 'paid', 11_900],
    [{ paid: '20', paidOn: '2024-03-02' }, 'open', 2_000],
    [{ status: 'Void' }, 'void', 0],
    [{ status: 'uncollectible', paid: '20', paidOn: '2024-03-02' }, 'uncollectible', 2_000],
    [{ net: '0', tax: '0' }, 'paid', 0],
  ])('with %j are an invoice that is %s', (change, status, paid) => {
    expect(right({ ...RIGHT, ...change })).toMatchObject({ status, paid });
  });
});

describe('how many of what a line is', () => {
  it.each([
    ['nothing said', {}, ['1', 10_000, null, 0]],
    ['a quantity', { quantity: '8' }, ['8', 1_250, null, 0]],
    ['hours with a comma', { quantity: '2,5' }, ['2.5', 4_000, null, 0]],
    ['a price', { unitPrice: '100.00' }, ['1', 10_000, null, 0]],
    ['both', { quantity: '1.50', unitPrice: '66.666667' }, ['1.5', 6_667, '66.666667', 0]],
    ['a price below a cent', { quantity: '1000', unitPrice: '0.1', discount: '0' }, ['1000', 10, null, 0]],
    ['a price of half a cent', { quantity: '16000', net: '100', tax: '19' }, ['16000', 1, '0.00625', 0]],
    ['a discount', { quantity: '10', unitPrice: '11', discount: '10.00' }, ['10', 1_100, null, 1_000]],
    ['below zero', { net: '-100', tax: '-19', quantity: '-4' }, ['4', 2_500, null, 0]],
  ] as const)('%s', (_, change, [quantity, unitAmount, unitDecimal, discount]) => {
    const invoice = right(RIGHT, { ...RIGHT, ...change });
    expect(invoice.lines[1]?.units).toEqual({ quantity, unitAmount, unitDecimal, discount });
    const { sums, lines } = takenSums(invoice);
    expect(sums.subtotal - sums.discountTotal + sums.taxTotal).toBe(sums.total);
    expect(lines[1]).toMatchObject({ quantity, unitAmount, unitDecimal, discountAmount: discount });
  });

  it.each([
    ['quantity', { quantity: '0' }, 'above 0'],
    ['quantity', { quantity: 'ten' }, 'above 0'],
    ['quantity', { quantity: '1,000' }, 'above 0'],
    ['quantity', { quantity: '0.0000001' }, 'at most 6 decimals'],
    ['unitPrice', { quantity: '3' }, '100.00 EUR can’t be divided by 3'],
    ['unitPrice', { quantity: '3', unitPrice: '33.33' }, '3 × 33.33 comes to 99.99 EUR'],
    ['unitPrice', { unitPrice: 'EUR 100' }, 'Write the price as 49.50'],
    ['unitPrice', { quantity: '10', unitPrice: '11' }, 'before its discount'],
    ['unitPrice', { quantity: '999999999', unitPrice: '999999999999' }, 'correct the one that is wrong'],
    ['discount', { discount: '-1' }, 'below zero'],
    ['discount', { discount: 'some' }, 'no amount of EUR'],
  ])('is refused in words at %s for %j', (column, change, words) => {
    expect(wrong({ ...RIGHT, ...change })).toEqual([[2, column, expect.stringContaining(words)]]);
  });
});

it('ten thousand lines of which seven are wrong say which, and in what column', () => {
  const seven = new Map([
    [17, ['gross', '11.91']],
    [18, ['gross', 'much']],
    [999, ['issueDate', '2024-13-01']],
    [5_000, ['number', '']],
    [7_777, ['taxRate', '190']],
    [9_998, ['paid', '12']],
    [10_001, ['currency', 'XX']],
  ]);
  const columns = [
    'number',
    'issueDate',
    'currency',
    'customerId',
    'net',
    'taxRate',
    'tax',
    'gross',
    'paid',
    'paidOn',
  ];
  const rows = Array.from({ length: 10_000 }, (_, at) => {
    const [column, value] = seven.get(at + 2) ?? [];
    const cells = [
      `N-${at}`,
      '2024-03-01',
      'EUR',
      'cus_1',
      '10.00',
      '19',
      '1.90',
      '11.90',
      '11.90',
      '2024-03-02',
    ];
    return columns.map((name, place) => (name === column ? value : cells[place])).join(';');
  });
  const reader = new CsvReader(';');
  const found = [...reader.push([columns.join(';'), ...rows, ''].join('\n')), ...reader.end()];
  const header = readInvoiceHeader(found[0]?.cells ?? []);
  if (!header.ok) throw new Error(header.message);
  const problems = found.slice(1).flatMap(({ line, cells }) => {
    const invoice = readInvoice([{ line, cells: cellsOf(header.columns, cells) }], FACTS);
    return 'number' in invoice ? [] : invoice.map(({ line: at, column }) => [at, column]);
  });
  expect(found).toHaveLength(10_001);
  expect(problems).toEqual([...seven].map(([line, [column]]) => [line, column]));
});

describe('the first line of a file', () => {
  it('is understood in the words of other programs', () => {
    const header = readInvoiceHeader([
      'Invoice No',
      'Date',
      'Client',
      'Amount',
      'External ID: crm',
      'Amount paid',
    ]);
    expect(header).toEqual({
      ok: true,
      columns: ['number', 'issueDate', 'customerName', 'gross', 'externalId:crm', 'paid'],
    });
  });

  it.each([
    [['issueDate', 'customerId', 'gross'], 'numbers'],
    [['number', 'customerId', 'gross'], 'issueDate'],
    [['number', 'issueDate', 'gross'], 'whose they are'],
    [['number', 'issueDate', 'customerId'], 'what they come to'],
    [['number', 'issueDate', 'customerId', 'gross', 'colour'], '“colour” is no column'],
    [['number', 'No', 'issueDate', 'customerId', 'gross'], 'twice'],
  ])('%j lacks something', (headings, says) => {
    expect(readInvoiceHeader(headings)).toMatchObject({ ok: false, message: expect.stringContaining(says) });
  });
});

describe('a number of another system', () => {
  it.each([
    'INV-0001',
    'INV-001',
    'INV-10000',
    '0012',
    '17',
    '20240017',
    '2024/A',
    'RE 17.3',
    '1234567890123',
    'A-000',
    'Ré-9',
  ])('%s is printed as it was, has one way to be stored, and is found by it', (text) => {
    const stored = storedNumber(text);
    expect(invoiceNumber(stored)).toBe(text);
    const { series, numberValue: value } = stored;
    expect(readNumber(text)).toContainEqual({ series, value });
  });

  it('goes on with the counter at its end, however that is padded', () => {
    expect(counterOf('INV-001')).toEqual({ series: 'INV-', value: 1 });
    expect(counterOf('17')).toEqual({ series: '', value: 17 });
    for (const text of ['2024/A', 'A-000', '1234567890123']) expect(counterOf(text)).toBeNull();
  });
});

it.each([
  [null, 'other', null],
  ['Bank transfer', 'bank_transfer', null],
  ['Credit-Card', 'card', null],
  ['PayPal', 'other', 'PayPal'],
])('what is called %s is paid by %s', (called, method, said) => {
  expect(offlineMethod(called)).toEqual({ method, said });
});
