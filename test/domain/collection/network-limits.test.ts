import { describe, expect, it } from 'vitest';
import { runs } from '../../support/properties.ts';
import { Counter } from './declining/counter.ts';
import { declineFor } from './declining/million.ts';

describe('declines', () => {
  it('however many, cause no try beyond the networks’ limits, and none after a never again', () => {
    const { numRuns } = runs(20_000);
    const { counter, told } = declineFor(1, numRuns);
    expect(counter.broken).toEqual([]);
    expect(counter.declines).toBe(numRuns);
    // The limits are met, so they are what held.
    expect(counter.mostInDay).toBeGreaterThanOrEqual(8);
    // Of several methods that were declined one after the other, people are told once.
    expect(told.withinAMinute).toBe(0);
  });

  it('are counted by one who sees every try beyond', () => {
    const at = Date.UTC(2026, 10, 1);
    const counter = new Counter();
    const no = (minute: number, code = 'generic_decline', number = 'a') => {
      const when = { at: at + minute * 60_000, invoice: 'i', byItself: true };
      const made = counter.try(number, { kind: 'card', ...when });
      counter.declined(number, made, { at: when.at + 1_000, code, advice: null });
    };
    for (let n = 0; n < 10; n += 1) no(n);
    expect(counter.broken).toEqual([]);
    no(10);
    expect(counter.broken).toHaveLength(1);
    for (let n = 0; n < 5; n += 1) no((n + 1) * 2 * 1_440);
    expect(counter.broken.at(-1)).toContain('more than Visa allows');
    no(0, 'lost_card', 'b');
    no(100_000, 'generic_decline', 'b');
    expect(counter.broken.at(-1)).toContain('refused for good');
  });
});
