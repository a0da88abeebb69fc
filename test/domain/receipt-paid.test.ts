import { describe, expect, it } from 'vitest';
import { paidOf, partsBetween } from '../../src/domain/receipt/paid.ts';
import { receiptSeriesOn } from '../../src/domain/receipt/series.ts';
import { receiptIdOf, receiptKindOf, sourcesOf } from '../../src/domain/receipt/source.ts';

const cover = (sourceId: string, amount: number, invoiceId = 'inv_1') => ({ invoiceId, sourceId, amount });

describe('what a payment was for', () => {
  it('is what it covered first, between what came before and after', () => {
    const covers = [cover('off_1', 500), cover('pay_1', 700), cover('cno_1', 300), cover('pay_2', 100)];
    expect(paidOf('pay_1', covers)).toEqual([{ invoiceId: 'inv_1', amount: 700, before: 500, after: 1_200 }]);
  });

  it('stays what it was where it is taken back and given again, for one invoice or several', () => {
    const covers = [
      cover('pay_1', 700),
      cover('pay_1', 200, 'inv_2'),
      cover('pay_1', -700),
      cover('pay_1', 650),
    ];
    expect(paidOf('pay_1', covers).map(({ invoiceId, amount }) => [invoiceId, amount])).toEqual([
      ['inv_1', 700],
      ['inv_2', 200],
    ]);
  });

  it('is nothing where all of it was a surplus', () => {
    expect(paidOf('pay_1', [cover('pay_2', 700)])).toEqual([]);
  });
});

describe('the parts that a payment went to', () => {
  const parts = [100, 200, 300].map((amount, index) => ({ position: index + 1, amount }));
  it.each([
    [0, 100, [1]],
    [0, 101, [1, 2]],
    [100, 300, [2]],
    [99, 301, [1, 2, 3]],
    [300, 600, [3]],
    [600, 600, []],
  ])('from %i to %i are %j', (before, after, expected) => {
    expect(partsBetween(parts, { before, after })).toEqual(expected);
  });
});

describe('a receipt', () => {
  it('is counted beside the invoices, in the year in which the money moved', () => {
    expect(receiptSeriesOn('NW-', '2027-01-09')).toBe('R-NW-');
    expect(receiptSeriesOn('INV-{year}-', '2026-12-31')).toBe('R-INV-2026-');
  });

  it('has the characters of what it is for', () => {
    expect(receiptIdOf('pay_01jf7q8d2k')).toBe('rcp_01jf7q8d2k');
    expect(sourcesOf('rcp_01jf7q8d2k')).toEqual(['pay_01jf7q8d2k', 'off_01jf7q8d2k', 'ref_01jf7q8d2k']);
    expect(['pay_1', 'off_1', 'ref_1', 'inv_1', 'pay', ''].map(receiptKindOf)).toEqual([
      'payment',
      'offline_payment',
      'refund',
      null,
      null,
      null,
    ]);
  });
});
