import { describe, expect, it } from 'vitest';
import { inTurns } from '../../src/domain/in-turns.ts';
import { latestTurn } from '../../src/domain/latest-turn.ts';

describe('owners take turns', () => {
  it('so one with thousands of items does not delay another’s first', () => {
    const many = Array.from({ length: 3_000 }, (_, index) => `a${index}`);
    const turns = inTurns([...many, 'b0', 'b1', 'c0'], ([owner = '']) => owner);
    expect(turns.slice(0, 6)).toEqual(['a0', 'b0', 'c0', 'a1', 'b1', 'a2']);
    expect(turns).toHaveLength(3_003);
  });
});

describe('what many do as often is spread over the interval', () => {
  const QUARTER = 15 * 60_000;
  const now = Date.parse('2026-11-22T12:00:00Z');

  it('with an instant of its own for each id, once in each interval', () => {
    const ids = Array.from({ length: 1_000 }, (_, index) => `con_${index * 7_919}`);
    const turns = ids.map((id) => latestTurn(id, now, QUARTER));
    expect(turns.every((at) => at <= now && at > now - QUARTER)).toBe(true);
    expect(new Set(turns.map((at) => Math.floor(at / 60_000))).size).toBeGreaterThanOrEqual(15);
    for (const id of ids.slice(0, 20))
      expect(latestTurn(id, now + QUARTER, QUARTER) - latestTurn(id, now, QUARTER)).toBe(QUARTER);
  });
});
