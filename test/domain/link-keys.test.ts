import { describe, expect, it } from 'vitest';
import { freeNumber, type KnownKey, newlyKnown, takenNumber } from '../../src/domain/link-keys.ts';

const key = (number: number, fingerprint = `f${number}`) => ({ number, fingerprint });
const known = (number: number, makesSince: number | null, madeUntil: number | null = null): KnownKey => ({
  ...key(number),
  makesSince,
  madeUntil,
});

describe('which link key stands behind a number', () => {
  it('is the first that was seen there; another is refused wherever it is listed', () => {
    expect(takenNumber([key(1)], [])).toBeNull();
    expect(takenNumber([key(2), key(1)], [known(1, 5)])).toBeNull();
    for (const listed of [[key(1, 'x')], [key(2), key(1, 'x')], [key(1, 'x'), key(2)]])
      expect(takenNumber(listed, [known(1, 5)])).toMatch(/number 1 .*k[23]\)$/);
  });

  it('is noted once: who makes links from when to when, and who only waits', () => {
    expect(newlyKnown([key(1)], [], 10)).toEqual([known(1, 10)]);
    expect(newlyKnown([key(1), key(2)], [known(1, 10)], 20)).toEqual([known(2, null)]);
    expect(newlyKnown([key(2), key(1)], [known(1, 10), known(2, null)], 30)).toEqual([
      known(2, 30),
      known(1, 10, 30),
    ]);
    expect(newlyKnown([key(2), key(1)], [known(1, 10, 30), known(2, 30)], 40)).toEqual([]);
    expect(newlyKnown([key(2)], [known(1, 10, 30), known(2, 30)], 50)).toEqual([]);
  });

  it('may have made links before anything was noted, wherever it is listed', () => {
    expect(newlyKnown([key(2), key(1)], [], 10)).toEqual([known(2, 10), known(1, 0, 10)]);
    expect(newlyKnown([key(2), key(1), key(3)], [known(2, 10), known(1, 0, 10)], 20)).toEqual([
      known(3, null),
    ]);
  });

  it('begins again where one goes back, and keeps when it first did', () => {
    expect(newlyKnown([key(1), key(2)], [known(1, 10, 30), known(2, 30)], 40)).toEqual([
      known(1, 10),
      known(2, 30, 40),
    ]);
  });

  it('comes next, is never given twice, and can run out', () => {
    expect(freeNumber([])).toBe(1);
    expect(freeNumber([1, 7])).toBe(8);
    expect(freeNumber([0, 255])).toBe(1);
    expect(freeNumber(Array.from({ length: 256 }, (_, number) => number))).toBeNull();
  });
});
