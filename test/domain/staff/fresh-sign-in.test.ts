import { expect, it } from 'vitest';
import { FRESH_FOR_MS, isFreshSignIn } from '../../../src/domain/staff/fresh-sign-in.ts';

it.each([
  [0, true],
  [FRESH_FOR_MS - 1, true],
  [FRESH_FOR_MS, false],
  [4 * 24 * 3_600_000, false],
])('a sign-in of %i ms ago is fresh: %s', (ago, isFresh) => {
  const now = Date.UTC(2028, 1, 29, 2, 30);
  expect(isFreshSignIn(now - ago, now)).toBe(isFresh);
});
