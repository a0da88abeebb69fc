import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Currency, exponent, parseCurrency } from '../../src/domain/currency.ts';
import {
  formatMoney,
  isMinor,
  MAX_MINOR,
  money,
  splitByWeights,
  toDecimalString,
} from '../../src/domain/money.ts';

function currency(code: string): Currency {
  const parsed = parseCurrency(code);
  if (parsed === null) throw new Error(`${code} is not a currency`);
  return parsed;
}

const anyCurrency = fc.constantFrom('USD', 'EUR', 'JPY', 'KWD', 'CLF', 'MGA', 'ISK').map(currency);
const anyMinor = fc.oneof(fc.maxSafeInteger(), fc.integer({ min: -2000, max: 2000 }));

describe('money', () => {
  it.each([0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53, -(2 ** 53)])(
    'of %d minor units cannot be made',
    (minor) => expect(() => money(currency('USD'), minor)).toThrow(RangeError),
  );

  it('has no negative zero', () => {
    expect(Object.is(money(currency('USD'), -0).minor, 0)).toBe(true);
  });

  it('on an invoice is an integer from 0 to the largest total', () => {
    expect([0, 1, MAX_MINOR].map(isMinor)).toEqual([true, true, true]);
    expect([-1, 0.5, MAX_MINOR + 1, Number.NaN, Number.POSITIVE_INFINITY].some(isMinor)).toBe(false);
  });

  it('of a thousand of the largest lines still sums in exact numbers', () => {
    expect(Number.isSafeInteger(MAX_MINOR * 1000)).toBe(true);
  });

  it('is written with the decimals of its currency', () => {
    expect(formatMoney(money(currency('USD'), 123450), 'en-US')).toBe('$1,234.50');
    expect(formatMoney(money(currency('JPY'), 123450), 'en-US')).toBe('¥123,450');
    expect(formatMoney(money(currency('KWD'), 1234500), 'en-US')).toBe('KWD\u00a01,234.500');
    expect(formatMoney(money(currency('MGA'), 150), 'en-US')).toBe('MGA\u00a01.50');
    expect(formatMoney(money(currency('EUR'), 123450), 'de-DE')).toBe('1.234,50\u00a0€');
    expect(formatMoney(money(currency('USD'), -5), 'en-US')).toBe('-$0.05');
  });

  it('keeps every digit of the largest exact number', () => {
    expect(formatMoney(money(currency('USD'), Number.MAX_SAFE_INTEGER), 'en-US')).toBe(
      '$90,071,992,547,409.91',
    );
    expect(formatMoney(money(currency('KWD'), Number.MIN_SAFE_INTEGER), 'en-US')).toBe(
      '-KWD\u00a09,007,199,254,740.991',
    );
  });

  it('written for people or for machines has exactly its own digits', () => {
    fc.assert(
      fc.property(anyCurrency, anyMinor, (code, minor) => {
        const m = money(code, minor);
        const plain = toDecimalString(m);
        expect(BigInt(plain.replace('.', ''))).toBe(BigInt(minor));
        expect((plain.split('.')[1] ?? '').length).toBe(exponent(code));
        expect(formatMoney(m, 'en-US').replace(/[^0-9.]/g, '')).toBe(plain.replace('-', ''));
      }),
    );
  });

  it('in decimals has a digit before the point', () => {
    expect(toDecimalString(money(currency('USD'), 123450))).toBe('1234.50');
    expect(toDecimalString(money(currency('USD'), -5))).toBe('-0.05');
    expect(toDecimalString(money(currency('CLF'), 1))).toBe('0.0001');
    expect(toDecimalString(money(currency('JPY'), 7))).toBe('7');
  });
});

describe('a split', () => {
  const weights = fc.array(fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 9 }), fc.maxSafeNat()), {
    minLength: 1,
    maxLength: 20,
  });
  const total = fc.oneof(fc.maxSafeInteger(), fc.integer({ min: -30, max: 30 }));

  it('sums to the total, and gives each its exact share rounded up or down', () => {
    fc.assert(
      fc.property(total, weights, (whole, shares) => {
        const parts = splitByWeights(whole, shares);
        expect(parts.length).toBe(shares.length);
        expect(parts.reduce((a, b) => a + BigInt(b), 0n)).toBe(BigInt(whole));
        const sum = shares.reduce((a, b) => a + BigInt(b), 0n);
        if (sum === 0n) return;
        for (const [i, part] of parts.entries()) {
          const error = BigInt(part) * sum - BigInt(whole) * BigInt(shares[i] ?? 0);
          expect(error < sum && error > -sum).toBe(true);
          if (shares[i] === 0) expect(Math.abs(part)).toBe(0);
        }
      }),
    );
  });

  it('gives what is left to the largest remainders, ties to the earlier', () => {
    expect(splitByWeights(100, [1, 1, 1])).toEqual([34, 33, 33]);
    expect(splitByWeights(10, [1, 4, 4])).toEqual([1, 5, 4]);
    expect(splitByWeights(5, [15, 25, 60])).toEqual([1, 1, 3]);
    expect(splitByWeights(4, [1, 2, 7])).toEqual([0, 1, 3]);
    expect(splitByWeights(-100, [1, 1, 1])).toEqual([-34, -33, -33]);
  });

  it('favours nobody with a smaller remainder', () => {
    fc.assert(
      fc.property(fc.nat(10_000), fc.array(fc.nat(100), { minLength: 2, maxLength: 8 }), (whole, shares) => {
        const sum = shares.reduce((a, b) => a + b, 0);
        if (sum === 0) return;
        const entries = splitByWeights(whole, shares).map((part, i) => {
          const product = whole * (shares[i] ?? 0);
          return { up: part - Math.floor(product / sum), rest: product % sum };
        });
        for (const [i, lucky] of entries.entries()) {
          for (const [j, other] of entries.entries()) {
            if (lucky.up === 1 && other.up === 0) {
              expect(lucky.rest > other.rest || (lucky.rest === other.rest && i < j)).toBe(true);
            }
          }
        }
      }),
    );
  });

  it('over weights of zero goes to the first', () => {
    expect(splitByWeights(7, [0, 0, 0])).toEqual([7, 0, 0]);
    expect(splitByWeights(0, [])).toEqual([]);
  });

  it('refuses what cannot be a weight or a total', () => {
    expect(() => splitByWeights(1, [])).toThrow(RangeError);
    expect(() => splitByWeights(1, [1, -1])).toThrow(RangeError);
    expect(() => splitByWeights(1, [0.5])).toThrow(RangeError);
    expect(() => splitByWeights(1.5, [1])).toThrow(RangeError);
  });
});
