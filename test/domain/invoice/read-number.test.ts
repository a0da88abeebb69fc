import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { invoiceNumber } from '../../../src/domain/invoice/number.ts';
import { readNumber } from '../../../src/domain/invoice/read-number.ts';

/** No prefix begins so: what does is a whole number of another system. */
const prefixes = fc.string({ maxLength: 12 }).filter((series) => !series.startsWith('='));

describe('a printed number', () => {
  it('is read back as what it was printed from, and every reading prints the same', () => {
    fc.assert(
      fc.property(prefixes, fc.integer({ min: 1, max: 10 ** 9 }), (series, value) => {
        const printed = invoiceNumber({ series, numberValue: value }) ?? '';
        const readings = readNumber(printed);
        expect(readings).toContainEqual({ series, value });
        for (const reading of readings) {
          expect(invoiceNumber({ series: reading.series, numberValue: reading.value })).toBe(printed);
        }
      }),
    );
  });

  it.each(['', 'NW-', 'NW-0007 ', '=7', 'x'.repeat(40).concat('1')])('is not %j', (text) => {
    expect(readNumber(text)).toEqual([]);
  });

  it.each(['7', 'NW-007', 'NW-0000'])('of another system is a series of its own: %s', (text) => {
    expect(readNumber(text)).toEqual([{ series: `=${text}`, value: 1 }]);
  });
});
