import { expect, it } from 'vitest';
import { monthlyOf } from '../../../src/domain/schedule/monthly.ts';

it.each([
  [4_900, 1, 'months', 4_900],
  [12_000, 1, 'years', 1_000],
  [9_000, 3, 'months', 3_000],
  [1_200, 1, 'weeks', 5_200],
  [1_200, 1, 'days', 36_500],
  [100, 7, 'months', 14],
] as const)('%i every %i %s is %i a month', (amount, every, unit, monthly) => {
  expect(monthlyOf(amount, { every, unit })).toBe(monthly);
});
