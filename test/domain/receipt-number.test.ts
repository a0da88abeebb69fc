import { expect, it } from 'vitest';
import { makeId } from '../../src/domain/ids.ts';
import { receiptNumber } from '../../src/domain/receipt/number.ts';

const paymentOf = (last: number) =>
  makeId('pay', 1_800_000_000_000, Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8, last));

it('a number of one series that is given again differs, and is the same for the same money', () => {
  const [one, other] = [paymentOf(9), paymentOf(10)];
  const number = (sourceId: string, numberValue: number, markedFrom = 1) =>
    receiptNumber({ sourceId, series: 'R-NW-', numberValue, markedFrom });
  expect(number(one, 12)).toMatch(/^R-NW-0012-[0-9A-HJKMNP-TV-Z]{5}$/);
  expect(number(one, 12)).not.toBe(number(other, 12));
  expect(number(one, 13)?.slice(-5)).toBe(number(one, 12)?.slice(-5));
  // What was on paper before numbers had a mark, and the first that has one.
  expect(number(one, 12, 13)).toBe('R-NW-0012');
  expect(number(one, 13, 13)).not.toBe('R-NW-0013');
  expect(receiptNumber({ sourceId: one, series: null, numberValue: null, markedFrom: null })).toBeNull();
});
