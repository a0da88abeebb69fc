import { describe, expect, it } from 'vitest';
import { isLastAdmin, isUseWorthNoting, keyEnd } from '../../../src/domain/api-key/life.ts';

const NEVER = { expiresAt: null, revokedAt: null };

describe('a key', () => {
  it('works until the very instant at which it expires, and from then on not', () => {
    const key = { ...NEVER, expiresAt: 1_000 };
    expect(keyEnd(key, 'present', 999)).toBeNull();
    expect(keyEnd(key, 'present', 1_000)).toEqual({ why: 'expired', at: 1_000 });
  });

  it('that was rotated works with both secrets for the overlap, then with the new one', () => {
    expect(keyEnd(NEVER, { until: 1_000 }, 999)).toBeNull();
    expect(keyEnd(NEVER, { until: 1_000 }, 1_000)).toEqual({ why: 'replaced', at: 1_000 });
    expect(keyEnd(NEVER, 'present', 1_000)).toBeNull();
  });

  it('that was revoked says so first, with either secret', () => {
    const key = { expiresAt: 10, revokedAt: 5 };
    expect(keyEnd(key, 'present', 20)).toEqual({ why: 'revoked', at: 5 });
    expect(keyEnd(key, { until: 100 }, 20)).toEqual({ why: 'revoked', at: 5 });
  });

  it('is written down as used once an hour, and not with each request', () => {
    expect(isUseWorthNoting(null, 0)).toBe(true);
    expect(isUseWorthNoting(0, 3_599_999)).toBe(false);
    expect(isUseWorthNoting(0, 3_600_000)).toBe(true);
  });
});

describe('the last key that manages keys', () => {
  const admin = { ...NEVER, id: 'key_a', scopes: ['admin'] as const };

  it('is the only one with admin that still works', () => {
    expect(isLastAdmin([admin], 'key_a', 1)).toBe(true);
    expect(isLastAdmin([admin, { ...admin, id: 'key_b' }], 'key_a', 1)).toBe(false);
    expect(isLastAdmin([admin, { ...NEVER, id: 'key_b', scopes: ['read', 'money'] }], 'key_a', 1)).toBe(true);
    expect(isLastAdmin([admin, { ...admin, id: 'key_b', expiresAt: 1 }], 'key_a', 1)).toBe(true);
    expect(isLastAdmin([admin, { ...admin, id: 'key_b', revokedAt: 1 }], 'key_a', 1)).toBe(true);
  });

  it('is none that cannot manage them, or works no more', () => {
    expect(isLastAdmin([admin, { ...NEVER, id: 'key_b', scopes: ['read'] }], 'key_b', 1)).toBe(false);
    expect(isLastAdmin([admin, { ...admin, id: 'key_b', expiresAt: 1 }], 'key_b', 1)).toBe(false);
  });
});
