import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { REPORTING_CATEGORIES } from '../../../src/domain/reconciliation/categories.ts';
import { booksByDay, type DaySum } from '../../../src/domain/reconciliation/report.ts';

const amount = fc.integer({ min: -1_000_000, max: 1_000_000 });
const sum: fc.Arbitrary<DaySum> = fc
  .record({
    day: fc.integer({ min: 20_000, max: 20_005 }),
    currency: fc.constantFrom('USD', 'EUR'),
    reportingCategory: fc.constantFrom(...REPORTING_CATEGORIES, 'moon_dust'),
    classification: fc.constantFrom('ours' as const, 'foreign' as const, 'stripe' as const, null),
    amount,
    fee: amount,
  })
  .map((row) => ({ ...row, net: row.amount - row.fee }));

describe('the books', () => {
  it('add up whatever was booked: opening and all lines are closing, and a day opens as the one before closed', () => {
    fc.assert(
      fc.property(fc.array(sum, { maxLength: 60 }), amount, (sums, opening) => {
        const days = booksByDay(sums, new Map([['USD', opening]]));
        for (const currency of ['USD', 'EUR']) {
          const start = currency === 'USD' ? opening : 0;
          const its = days.filter((day) => day.currency === currency);
          let balance = start;
          for (const { date: _date, currency: _currency, opening: opens, closing, ...lines } of its) {
            expect(opens).toBe(balance);
            expect(closing).toBe(Object.values(lines).reduce((a, b) => a + b, opens));
            balance = closing;
          }
          const net = sums.filter((row) => row.currency === currency).reduce((a, row) => a + row.net, 0);
          expect(balance).toBe(start + net);
        }
        expect(days.map(({ date }) => date)).toEqual(days.map(({ date }) => date).toSorted());
      }),
    );
  });

  it('tell charges, their fees, dispute fees, payouts and the account’s other business apart', () => {
    const row = { day: 20_000, currency: 'USD', classification: 'ours' as const };
    const days = booksByDay(
      [
        { ...row, reportingCategory: 'charge', amount: 12_000, fee: 378, net: 11_622 },
        { ...row, reportingCategory: 'refund', amount: -500, fee: 0, net: -500 },
        { ...row, reportingCategory: 'dispute', amount: -12_000, fee: 1_500, net: -13_500 },
        { ...row, classification: 'foreign', reportingCategory: 'charge', amount: 900, fee: 56, net: 844 },
        { ...row, classification: 'stripe', reportingCategory: 'payout', amount: -800, fee: 0, net: -800 },
        { ...row, classification: 'stripe', reportingCategory: 'fee', amount: -10, fee: 0, net: -10 },
        { ...row, classification: null, reportingCategory: 'moon_dust', amount: 3, fee: 0, net: 3 },
      ],
      new Map([['USD', 100]]),
    );
    expect(days).toEqual([
      {
        date: '2024-10-04',
        currency: 'USD',
        opening: 100,
        charges: 12_000,
        refunds: -500,
        disputes: -12_000,
        processingFees: -378,
        disputeFees: -1_500,
        stripeFees: -10,
        payouts: -800,
        other: 0,
        foreign: 844,
        unclassified: 3,
        closing: -2_241,
      },
    ]);
  });
});
