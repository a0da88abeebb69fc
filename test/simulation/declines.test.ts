import { expect, it } from 'vitest';
import { declineFor } from '../domain/collection/declining/million.ts';

/** `DECLINES=1000000` takes four minutes. */
const DECLINES = Number(process.env.DECLINES ?? 150_000);

it('declines by the hundred thousand cause no try beyond the networks’ limits, and none after a never again', () => {
  const { counter, told } = declineFor(2, DECLINES);
  expect(counter.broken).toEqual([]);
  expect(counter.mostInDay).toBe(10);
  expect(counter.mostIn30Days).toBe(15);
  expect(told.withinAMinute).toBe(0);
}, 1_200_000);
