import { describe, expect, it } from 'vitest';
import { lostBy, nextLook } from '../../../src/domain/customer/lost.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;

describe('a customer that Stripe does not have', () => {
  it('is looked for ever less often, a hundred times at most, and not any more after three months', () => {
    const waits: number[] = [];
    for (let now = 0; ; ) {
      const next = nextLook(0, now);
      if (next === null) break;
      waits.push(next - now);
      now = next;
    }
    expect(waits[0]).toBe(5 * MINUTE);
    expect(waits).toEqual(waits.toSorted((a, b) => a - b));
    expect(waits.at(-1)).toBe(DAY);
    expect(waits.length).toBeLessThan(110);
    expect(waits.reduce((sum, wait) => sum + wait, 0)).toBeGreaterThanOrEqual(90 * DAY);
  });

  it('is looked for soon where a clock says that it will be lost', () => {
    expect(nextLook(1_000, 0)).toBe(5 * MINUTE);
  });

  it.each([
    ['No such customer: cus_1', 'missing'],
    [
      'No such customer: cus_1; a similar object exists in live mode, but a test mode key was used',
      'other_mode',
    ],
  ] as const)('is told apart by Stripe’s words: %s', (message, reason) => {
    expect(lostBy({ code: 'resource_missing', message })).toBe(reason);
    expect(lostBy({ code: 'api_key_expired', message })).toBeNull();
  });
});
