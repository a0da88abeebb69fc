import { describe, expect, it } from 'vitest';
import { refuseCharge } from '../../../src/adapters/stripe/amounts.ts';
import { refusePart, refuseSum } from '../../../src/domain/payment/part.ts';

const owed = (remaining: number, partPayments = true, currency = 'USD') => ({
  currency,
  remaining,
  partPayments,
});

describe('a part of an invoice', () => {
  it.each([
    [owed(10_000), 10_000, null],
    [owed(10_000), 1, null],
    [owed(10_000), 9_950, null],
    [owed(10_000), 9_951, 'leaves_too_little'],
    [owed(10_000), 9_999, 'leaves_too_little'],
    [owed(10_000), 10_001, 'more_than_owed'],
    [owed(10_000), 0, 'zero'],
    [owed(10_000), -5_000, 'zero'],
    [owed(10_000), null, 'unreadable'],
    [owed(10_000, false), 5_000, 'whole_only'],
    [owed(10_000, false), 10_000, null],
    [owed(30), 30, null],
    [owed(5_000, true, 'JPY'), 4_951, 'leaves_too_little'],
  ] as const)('%o: %s is answered %s', (facts, amount, problem) => {
    expect(refusePart(facts, amount, refuseCharge)).toBe(problem);
  });
});

describe('a sum over several invoices', () => {
  it.each([
    ['USD', [20, 30], null],
    ['USD', [20, 29], 'below_minimum'],
    ['USD', [60_000_000, 60_000_000], 'above_maximum'],
    ['KWD', [1_000, 1_005], 'not_divisible'],
    ['KWD', [1_000, 1_010], null],
    ['IRR', [1_000], 'unsupported_currency'],
    ['USD', [], 'zero'],
  ] as const)('%s %o is answered %s', (currency, amounts, reason) => {
    expect(refuseSum(currency, amounts, refuseCharge)).toBe(reason);
  });
});
