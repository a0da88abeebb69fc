import { describe, expect, it } from 'vitest';
import {
  GIVE_UP_AFTER_MS,
  measureFor,
  nextTry,
  OFF_AFTER_MS,
  retryAfterMs,
  SOUND,
  standingAfter,
  WARN_AFTER_MS,
} from '../../../src/domain/webhooks/delivery.ts';

const HOUR = 3_600_000;
const failed = { status: 500, durationMs: 5, error: 'It answered 500.', answer: null, retryAfterMs: null };
const taken = { ...failed, status: 204, error: null };

describe('an event that was not taken', () => {
  it('is tried again ever later for three days, and a last time at their end', () => {
    const at: number[] = [];
    let now = 0;
    for (let attempts = 1; ; attempts += 1) {
      const next = nextTry({ attempts, begunAt: 0 }, failed, { now, chance: 0.5 });
      if (next === null) break;
      expect(next).toBeGreaterThan(now);
      now = next;
      at.push(now);
    }
    expect(at.slice(0, 5)).toEqual([5_000, 35_000, 155_000, 755_000, 2_555_000]);
    expect(at.at(-1)).toBe(GIVE_UP_AFTER_MS);
    expect(at.length).toBeGreaterThan(15);
    expect(at.length).toBeLessThan(30);
  });

  it('is tried a fifth sooner or later by chance, and no sooner than the receiver asked', () => {
    const of = { attempts: 5, begunAt: 0 };
    const next = (chance: number, retryAfterMs: number | null = null) =>
      nextTry(of, { retryAfterMs }, { now: 0, chance });
    expect([next(0), next(1)]).toEqual([0.8 * 0.5 * HOUR, 1.2 * 0.5 * HOUR]);
    expect(next(0.5, 2 * HOUR)).toBe(2 * HOUR);
    expect(next(0.5, 1_000)).toBe(0.5 * HOUR);
    // Nobody is left alone for weeks by one header.
    expect(next(0.5, 1_000 * HOUR)).toBe(24 * HOUR);
  });

  it.each([
    ['120', 120_000],
    [' 0 ', 0],
    ['Mon, 30 Nov 2026 10:00:00 GMT', HOUR],
    ['Mon, 30 Nov 2026 08:00:00 GMT', 0],
    ['tomorrow', null],
    ['-5', null],
    ['1e9', null],
    [null, null],
  ])('waits as Retry-After %j says', (header, ms) => {
    expect(retryAfterMs(header, Date.parse('2026-11-30T09:00:00Z'))).toBe(ms);
  });
});

describe('an endpoint', () => {
  it('that one event fails at again and again is not failing, however long', () => {
    let standing = SOUND;
    for (let hour = 0; hour < 72; hour += 1)
      standing = standingAfter(standing, failed, { key: 'invoice/a', at: hour * HOUR });
    expect(standing).toMatchObject({ failures: 1, failingSince: 0 });
    expect(measureFor({ ...standing, warnedAt: null }, 80 * HOUR)).toBeNull();
  });

  it('that several objects fail at rests longer each time, and is sound with the first success', () => {
    const rests = (keys: readonly string[]) =>
      keys.reduce((standing, key) => standingAfter(standing, failed, { key, at: 0 }), SOUND).pausedUntil;
    expect(rests(['a', 'b'])).toBe(0);
    expect(rests(['a', 'b', 'c'])).toBe(5_000);
    expect(rests(['a', 'b', 'c', 'd'])).toBe(10_000);
    expect(rests([...'abcdefghijklmnopqrstuvwxyz'])).toBe(HOUR / 2);
    const failing = standingAfter({ ...SOUND, failures: 9, failingSince: 1 }, taken, { key: 'z', at: 9 });
    expect(failing).toEqual(SOUND);
  });

  it('is warned of once, and switched off later', () => {
    const at = { failures: 3, failingSince: 0, warnedAt: null };
    expect(measureFor(at, WARN_AFTER_MS - 1)).toBeNull();
    expect(measureFor(at, WARN_AFTER_MS)).toBe('warn');
    expect(measureFor({ ...at, warnedAt: 5 }, WARN_AFTER_MS)).toBeNull();
    expect(measureFor({ ...at, warnedAt: 5 }, OFF_AFTER_MS)).toBe('switch_off');
    expect(measureFor({ ...at, failingSince: null }, OFF_AFTER_MS)).toBeNull();
  });
});
