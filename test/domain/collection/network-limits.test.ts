import { describe, expect, it } from 'vitest';
import { declineFor } from './declining/million.ts';

describe('declines', () => {
  it('however many, cause no try beyond the networks’ limits, and none after a never again', () => {
    const t0 = Date.now();
    const { counter, told, cards, days } = declineFor(1, 100_000);
    console.log({
      ms: Date.now() - t0,
      cards,
      days,
      told,
      day: counter.mostInDay,
      month: counter.mostIn30Days,
    });
    expect(counter.broken.slice(0, 5)).toEqual([]);
    expect(told.withinAMinute).toBe(0);
  });
});
