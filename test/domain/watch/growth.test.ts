import { expect, it } from 'vitest';
import { outdated, storageOf } from '../../../src/domain/watch/growth.ts';

const NOW = Date.parse('2026-11-29T02:30:00Z');
const LIMIT = 10_000_000_000;

it('the day on which the database is full is reckoned by how it grew', () => {
  const samples = { '2026-11-19': 1_000_000_000, '2026-11-29': 2_000_000_000 };
  expect(storageOf(samples, LIMIT, NOW)).toEqual({
    bytes: 2_000_000_000,
    limitBytes: LIMIT,
    fullOn: '2027-02-17',
    daysLeft: 80,
  });
});

it('no day is named where nothing is known, where it is a day’s sample, or where the database shrinks', () => {
  expect(storageOf({}, LIMIT, NOW)).toMatchObject({ bytes: null, fullOn: null });
  expect(storageOf({ '2026-11-29': 5 }, LIMIT, NOW)).toMatchObject({ bytes: 5, fullOn: null });
  const shrinking = { '2026-11-20': 9, '2026-11-29': 5 };
  expect(storageOf(shrinking, LIMIT, NOW)).toMatchObject({ bytes: 5, daysLeft: null });
});

it('samples of twice thirty days are kept, and older ones are not needed', () => {
  const samples = { '2026-09-29': 1, '2026-09-30': 1, '2026-10-01': 1 };
  expect(outdated(samples, NOW)).toEqual(['2026-09-29']);
});

it('a day that nobody alive will see is not named', () => {
  const full = (limit: number, grown = 100) =>
    storageOf({ '2026-11-28': 0, '2026-11-29': grown }, limit, NOW);
  expect(full(100 * 36_501)).toMatchObject({ fullOn: '2126-11-05', daysLeft: 36_500 });
  expect(full(100 * 36_502)).toMatchObject({ fullOn: null, daysLeft: 36_501 });
  expect(full(100, 0)).toMatchObject({ bytes: 0, fullOn: null, daysLeft: null });
});

it('old samples do not count, and are dropped in the end; a database beyond its limit is full today', () => {
  const samples = { '2026-08-01': 1, '2026-11-28': 10, '2026-11-29': 20 };
  expect(storageOf(samples, 15, NOW)).toMatchObject({ daysLeft: 0, fullOn: '2026-11-29' });
  expect(outdated(samples, NOW)).toEqual(['2026-08-01']);
});
