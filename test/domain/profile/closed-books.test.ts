import { expect, it } from 'vitest';
import { parseLocalDate } from '../../../src/domain/calendar.ts';
import { closedBooksProblems } from '../../../src/domain/profile/closed-books.ts';

const today = parseLocalDate('2026-03-01');

it.each([
  ['2026-02-28', null],
  [null, null],
  [undefined, null],
  ['2026-03-01', 'before today'],
  ['2027-01-01', 'before today'],
  ['2026-02-29', 'a day that exists'],
  ['31.12.2025', 'YYYY-MM-DD'],
] as const)('books closed until %s: %s', (until, says) => {
  if (today === null) throw new Error('no day');
  expect(closedBooksProblems(until, today)).toEqual(
    says === null ? [] : [{ path: 'booksClosedUntil', message: expect.stringContaining(says) }],
  );
});
