import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { invoiceNumber } from '../../../src/domain/invoice/number.ts';
import { readNumber } from '../../../src/domain/invoice/read-number.ts';

describe('a printed number', () => {
  it('is read back as what it was printed from, and every reading prints the same', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 12 }), fc.integer({ min: 1, max: 10 ** 9 }), (series, value) => {
        const printed = invoiceNumber({ series, numberValue: value }) ?? '';
        const readings = readNumber(printed);
        expect(readings).toContainEqual({ series, value });
        for (const reading of readings) {
          expect(invoiceNumber({ series: reading.series, numberValue: reading.value })).toBe(printed);
        }
      }),
    );
  });

  it.each(['', 'NW-', '7', 'NW-007', 'NW-0000', 'NW-0007 '])('is not %j', (text) => {
    expect(readNumber(text)).toEqual([]);
  });
});
