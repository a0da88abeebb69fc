import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  chargeLimit,
  fromStripeAmount,
  refuseCharge,
  toStripeAmount,
} from '../../../src/adapters/stripe/amounts.ts';

describe('an amount at Stripe', () => {
  it.each([
    ['USD', 1234, 1234],
    ['JPY', 1234, 1234],
    ['ISK', 1234, 123_400],
    ['UGX', 1234, 123_400],
    ['MGA', 123_400, 1234],
    ['KWD', 1230, 1230],
    ['BHD', 1230, 1230],
  ])('in %s: %i minor units are sent as %i, and read back', (currency, minor, sent) => {
    expect(toStripeAmount(currency, minor)).toBe(sent);
    expect(fromStripeAmount(currency, sent)).toBe(minor);
  });

  it('goes there and back unchanged wherever Stripe takes it', () => {
    const currencies = ['USD', 'EUR', 'JPY', 'ISK', 'UGX', 'MGA', 'KWD', 'TND', 'HUF', 'CLP', 'VND'];
    fc.assert(
      fc.property(
        fc.constantFrom(...currencies),
        fc.integer({ min: 1, max: 2_000_000_000 }),
        (currency, minor) => {
          if (refuseCharge(currency, minor) === null) {
            expect(fromStripeAmount(currency, toStripeAmount(currency, minor))).toBe(minor);
          }
        },
      ),
    );
  });

  it.each([
    ['USD', 49, 'below_minimum'],
    ['USD', 50, null],
    ['GBP', 29, 'below_minimum'],
    ['GBP', 30, null],
    ['JPY', 49, 'below_minimum'],
    ['JPY', 50, null],
    ['HUF', 17_499, 'below_minimum'],
    ['USD', 99_999_999, null],
    ['USD', 100_000_000, 'above_maximum'],
    ['ISK', 999_999, null],
    ['ISK', 1_000_000, 'above_maximum'],
    ['MGA', 150, 'not_divisible'],
    ['KWD', 1001, 'not_divisible'],
    ['KWD', 1010, null],
    ['IRR', 1000, 'unsupported_currency'],
    ['XXX', 1000, 'unsupported_currency'],
  ])('of %s %i: %s', (currency, minor, reason) => {
    expect(refuseCharge(currency, minor)).toBe(reason);
  });

  it('a limit that is shown can be charged', () => {
    for (const currency of ['USD', 'GBP', 'JPY', 'ISK', 'UGX', 'HUF', 'MXN', 'KWD', 'MGA']) {
      for (const reason of ['below_minimum', 'above_maximum'] as const) {
        const limit = chargeLimit(currency, reason);
        expect([currency, reason, refuseCharge(currency, limit ?? 0)]).toEqual([currency, reason, null]);
      }
    }
  });

  it('that is not whole is a bug, and never rounded', () => {
    expect(() => toStripeAmount('MGA', 150)).toThrow(RangeError);
    expect(() => fromStripeAmount('ISK', 150)).toThrow(RangeError);
  });
});
