import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { refuseCharge, smallestCharge } from '../../../src/adapters/stripe/amounts.ts';
import { payBeside, strandedRest } from '../../../src/domain/payment/rest.ts';

// Two, no and three decimals, a minimum of its own, sent ×100, without the decimals that ISO has, and one not presented.
const currencies = fc.constantFrom('USD', 'GBP', 'HUF', 'JPY', 'KWD', 'BHD', 'ISK', 'MGA', 'XDR', 'IRR');
const amounts = fc.record({
  currency: currencies,
  owed: fc.oneof(fc.integer({ min: 1, max: 400 }), fc.integer({ min: 1, max: 50_000_000 })),
  most: fc.oneof(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 0, max: 50_000_000 })),
});
const isStranded = (currency: string, rest: number) => {
  const reason = rest === 0 ? null : refuseCharge(currency, rest);
  return reason === 'below_minimum' || reason === 'not_divisible';
};

describe('what is paid beside a charge', () => {
  it('leaves nothing, or a rest that can be charged, wherever what is owed could be charged', () => {
    fc.assert(
      fc.property(amounts, ({ currency, owed, most }) => {
        const paid = payBeside(smallestCharge, { currency, owed }, most);
        expect(paid).toBeGreaterThanOrEqual(0);
        expect(paid).toBeLessThanOrEqual(Math.min(most, owed));
        if (!isStranded(currency, owed)) expect(isStranded(currency, owed - paid)).toBe(false);
      }),
    );
  });

  it('is as much as that allows', () => {
    const small = amounts.map((each) => ({ ...each, owed: each.owed % 2000, most: each.most % 2000 }));
    fc.assert(
      fc.property(small, ({ currency, owed, most }) => {
        const paid = payBeside(smallestCharge, { currency, owed }, most);
        for (let more = paid + 1; more <= Math.min(most, owed); more += 1) {
          expect([more, isStranded(currency, owed - more)]).toEqual([more, true]);
        }
      }),
    );
  });

  it('is all of it where nothing could be charged in any case', () => {
    expect(payBeside(smallestCharge, { currency: 'USD', owed: 40 }, 30)).toBe(30);
    expect(payBeside(smallestCharge, { currency: 'IRR', owed: 1000 }, 999)).toBe(999);
  });

  it.each([
    ['USD', 1000, 970, { rest: 30, smallestRest: 50, most: 950 }],
    ['USD', 1000, 951, { rest: 49, smallestRest: 50, most: 950 }],
    ['USD', 1000, 950, null],
    ['USD', 1000, 1000, null],
    ['USD', 60, 30, { rest: 30, smallestRest: 50, most: 10 }],
    ['USD', 50, 30, { rest: 20, smallestRest: 50, most: 0 }],
    ['JPY', 1000, 970, { rest: 30, smallestRest: 50, most: 950 }],
    ['KWD', 10_000, 9_995, { rest: 5, smallestRest: 10, most: 9_990 }],
    ['KWD', 10_000, 5_005, { rest: 4_995, smallestRest: 5_000, most: 5_000 }],
    ['HUF', 20_000, 10_000, { rest: 10_000, smallestRest: 17_500, most: 2_500 }],
    ['USD', 40, 30, null],
  ])('in %s, of %i a part of %i strands %j', (currency, owed, amount, stranded) => {
    expect(strandedRest(smallestCharge, { currency, owed }, amount)).toEqual(stranded);
  });
});
