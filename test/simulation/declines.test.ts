import { expect, it } from 'vitest';
import { declineFor } from '../domain/collection/declining/million.ts';

it('a million declines cause no try beyond the networks’ limits, and none after a never again', () => {
  const { counter, told } = declineFor(2, 1_000_000);
  expect(counter.broken).toEqual([]);
  expect(counter.mostInDay).toBe(10);
  expect(counter.mostIn30Days).toBe(15);
  expect(told.withinAMinute).toBe(0);
}, 1_200_000);
