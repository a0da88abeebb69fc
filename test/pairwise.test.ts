import { describe, expect, it } from 'vitest';
import { oneChanged, pairwise } from './support/pairwise.ts';

const VALUES = { a: ['1', '2'], b: ['1', '2', '3'], c: ['1', '2'], d: ['1', '2'], e: ['1', '2', '3'] };

describe('choices of one value of each', () => {
  it('have any two values of any two names together, and are fewer than all', () => {
    const rows = pairwise(VALUES);
    for (const [one, its] of Object.entries(VALUES)) {
      for (const [other, others] of Object.entries(VALUES)) {
        if (one === other) continue;
        for (const a of its) {
          for (const b of others) {
            expect(rows.some((row) => row[one] === a && row[other] === b)).toBe(true);
          }
        }
      }
    }
    expect(rows.length).toBeLessThan(20);
    for (const row of rows) expect(Object.keys(row).sort()).toEqual(Object.keys(VALUES));
  });

  it('have each value but the first alone', () => {
    expect(oneChanged({ a: ['1', '2'], b: ['1', '2', '3'] })).toEqual([{ a: '2' }, { b: '2' }, { b: '3' }]);
  });
});
