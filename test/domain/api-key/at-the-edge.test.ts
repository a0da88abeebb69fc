import { describe, expect, it } from 'vitest';
import { isUseWorthNoting } from '../../../src/domain/api-key/life.ts';
import { beyondGrant } from '../../../src/domain/api-key/scopes.ts';

describe('a key', () => {
  it('is noted once an hour, however late in time', () => {
    expect(isUseWorthNoting(10_000_000, 10_000_001)).toBe(false);
    expect(isUseWorthNoting(10_000_000, 13_600_000)).toBe(true);
  });

  it('lacks one scope as it lacks two', () => {
    const giver = { scopes: ['read'], expiresAt: null } as const;
    expect(beyondGrant(giver, { scopes: ['money'], expiresAt: null })).toEqual({
      kind: 'scopes',
      missing: ['money'],
    });
  });
});
