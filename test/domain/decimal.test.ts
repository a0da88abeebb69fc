import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Decimal,
  divideRound,
  formatDecimal,
  multiplyRound,
  parseDecimal,
  percentOf,
} from '../../src/domain/decimal.ts';

const limits = { maxIntegerDigits: 9, maxScale: 6 };

function decimal(text: string): Decimal {
  const parsed = parseDecimal(text, limits);
  if (parsed === null) throw new Error(`${text} is not a decimal`);
  return parsed;
}

describe('a decimal', () => {
  it.each(['', '.', '1.', '.5', '-1', '+1', '1e3', '1,5', ' 1', '1\n', '0x1', 'NaN', '١', '1.2.3', '1_000'])(
    'is not read from %j',
    (text) => expect(parseDecimal(text, limits)).toBeNull(),
  );

  it('is read within its limits only', () => {
    expect(parseDecimal('999999999.999999', limits)).toEqual({ units: 999999999999999n, scale: 6 });
    expect(parseDecimal('1000000000', limits)).toBeNull();
    expect(parseDecimal('0.0000001', limits)).toBeNull();
    expect(parseDecimal('9'.repeat(1_000_000), limits)).toBeNull();
  });

  it('is one value however many zeros end it', () => {
    expect(decimal('1.50')).toEqual(decimal('1.5'));
    expect(decimal('20.00')).toEqual({ units: 20n, scale: 0 });
    expect(decimal('0.000')).toEqual({ units: 0n, scale: 0 });
  });

  it('is written as it was read', () => {
    fc.assert(
      fc.property(fc.nat(999_999_999), fc.nat(999_999), (integer, millionths) => {
        const fraction = String(millionths).padStart(6, '0').replace(/0+$/, '');
        const text = fraction === '' ? String(integer) : `${integer}.${fraction}`;
        expect(formatDecimal(decimal(text))).toBe(text);
      }),
    );
  });
});

describe('rounding', () => {
  it('takes halves away from zero', () => {
    expect([5n, 15n, 25n, -5n, -15n, 4n, -4n, 6n].map((n) => divideRound(n, 10n))).toEqual([
      1n,
      2n,
      3n,
      -1n,
      -2n,
      0n,
      0n,
      1n,
    ]);
    expect(multiplyRound(decimal('1'), decimal('0.5'))).toBe(1n);
    expect(multiplyRound(decimal('3'), decimal('0.333333'))).toBe(1n);
    expect(percentOf(250, decimal('19'))).toBe(48n);
    expect(percentOf(-250n, decimal('19'))).toBe(-48n);
    expect(percentOf(1000, decimal('7.25'))).toBe(73n);
  });

  it('is never more than half a unit off, and mirrors for a credit', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(10n ** 24n), max: 10n ** 24n }),
        fc.bigInt({ min: 1n, max: 10n ** 12n }),
        (n, d) => {
          const error = 2n * (divideRound(n, d) * d - n);
          expect(error <= d && error >= -d).toBe(true);
          if (error === d || error === -d) expect(error > 0n).toBe(n > 0n);
          expect(divideRound(-n, d)).toBe(-divideRound(n, d));
        },
      ),
    );
  });

  it('keeps digits that a float would lose', () => {
    const most = { units: 999_999_999_999n, scale: 0 };
    expect(multiplyRound(most, decimal('999999999.999999'))).toBe(999_999_999_998_999_000_000n);
    expect(multiplyRound(decimal('1005'), decimal('0.1'))).toBe(101n);
    expect(percentOf(10n ** 30n + 50n, decimal('1'))).toBe(10n ** 28n + 1n);
  });

  it('refuses to divide by nothing', () => {
    expect(() => divideRound(1n, 0n)).toThrow(RangeError);
  });
});
