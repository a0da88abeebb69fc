import { describe, expect, it } from 'vitest';
import { parseCurrency } from '../../src/domain/currency.ts';
import { readTypedAmount } from '../../src/domain/typed-amount.ts';

const read = (typed: string, code = 'USD') => {
  const currency = parseCurrency(code);
  if (currency === null) throw new Error('no currency');
  return readTypedAmount(typed, currency);
};

describe('a typed amount', () => {
  it.each([
    ['420', 42_000],
    ['420.5', 42_050],
    ['420,50', 42_050],
    ['.5', 50],
    ['0.07', 7],
    ['1,234', 123_400],
    ['1.234', 123_400],
    ['1,234.50', 123_450],
    ['1.234,50', 123_450],
    ['1 234,50', 123_450],
    ['1\u202f234,50', 123_450],
    ['1’234.50', 123_450],
    ['1,234,567', 123_456_700],
    ['$1,234.50', 123_450],
    ['420 USD', 42_000],
    ['usd 420', 42_000],
    ['  420.00 ', 42_000],
    ['0,123.45', 12_345],
    ['1234,50', 123_450],
  ])('%s is %i cents, however the reader writes it', (typed, minor) => {
    expect(read(typed)).toBe(minor);
  });

  it.each([
    ['5000', 'JPY', 5_000],
    ['5,000', 'JPY', 5_000],
    ['¥5,000', 'JPY', 5_000],
    ['5.125', 'KWD', 5_125],
    ['5,1', 'KWD', 5_100],
    ['1.234,567', 'KWD', 1_234_567],
  ])('%s %s is %i minor units', (typed, code, minor) => {
    expect(read(typed, code)).toBe(minor);
  });

  it.each([
    ['', 'USD'],
    ['abc', 'USD'],
    ['-5', 'USD'],
    ['1e3', 'USD'],
    ['0x10', 'USD'],
    ['5.', 'USD'],
    ['1.2.3', 'USD'],
    ['12,34,56', 'USD'],
    ['0.123', 'USD'],
    ['1234.567', 'USD'],
    ['5.5', 'JPY'],
    ['0000000000000001', 'USD'],
    ['1,234.567', 'USD'],
    ['1.234,5678', 'KWD'],
    ['420 EUR', 'USD'],
    ['$$5', 'USD'],
    ['٣', 'USD'],
    ['9'.repeat(16), 'USD'],
    ['9'.repeat(1_000_000), 'USD'],
  ])('%s in %s is none', (typed, code) => {
    expect(read(typed, code)).toBeNull();
  });
});
