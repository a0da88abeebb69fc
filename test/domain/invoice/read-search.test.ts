import { describe, expect, it } from 'vitest';
import { LONGEST_SEARCH, readInvoiceSearch } from '../../../src/domain/invoice/read-search.ts';

const minorsOf = (typed: string, currency: string) =>
  readInvoiceSearch(typed)
    ?.amounts.filter(({ currencies }) => currencies.includes(currency))
    .map(({ minor }) => minor);

describe('what a customer looks for', () => {
  it.each(['', ' ', '\t\n', '\u202e\u0000', '\u200b'])('is nothing in %j', (typed) => {
    expect(readInvoiceSearch(typed)).toBeNull();
  });

  it('is what was typed, without spaces around and no longer than a field', () => {
    expect(readInvoiceSearch('  PO \n 4711 ')?.typed).toBe('PO 4711');
    expect(readInvoiceSearch('😀'.repeat(90))?.typed).toBe('😀'.repeat(LONGEST_SEARCH));
  });

  it.each([
    ['NW-0042', [{ series: 'NW-', value: 42 }], 'nw0042'],
    ['nw 42', [{ series: '=nw 42', value: 1 }], 'nw42'],
    ['— -', [], '—'],
    ['- -', [], null],
  ] as const)('as the number %j', (typed, numbers, compact) => {
    const search = readInvoiceSearch(typed);
    expect(search?.numbers).toEqual(numbers);
    expect(search?.compact).toBe(compact);
  });

  it.each([
    ['1,569.20', 'USD', [156_920]],
    ['1.569,20 €', 'EUR', [156_920]],
    ['1 569,20', 'EUR', [156_920]],
    ['1569.2', 'KWD', [1_569_200]],
    ['48,000', 'JPY', [48_000]],
    ['48,000', 'USD', [4_800_000]],
    ['EUR 12', 'EUR', [1_200]],
    ['EUR 12', 'USD', []],
    ['0.00', 'USD', []],
    ['-12', 'USD', []],
    ['NW-12', 'USD', []],
    ['9'.repeat(30), 'USD', []],
  ])('as the amount %j in %s', (typed, currency, minors) => {
    expect(minorsOf(typed, currency)).toEqual(minors);
  });

  it('stands in a reference in either case, and in capitals that are no letters of A to Z', () => {
    expect(readInvoiceSearch('Müller')?.spellings).toEqual(['müller', 'mÜller']);
    expect(readInvoiceSearch('po-1')?.spellings).toEqual(['po-1']);
  });
});
