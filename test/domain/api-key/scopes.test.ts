import { describe, expect, it } from 'vitest';
import { beyondGrant, inOrder } from '../../../src/domain/api-key/scopes.ts';

const always = { scopes: ['read', 'admin'], expiresAt: null } as const;

describe('a key gives no more than it has', () => {
  it('neither a scope that it lacks', () => {
    expect(beyondGrant(always, { scopes: ['read'], expiresAt: null })).toBeNull();
    expect(beyondGrant(always, { scopes: ['read', 'money', 'write'], expiresAt: null })).toEqual({
      kind: 'scopes',
      missing: ['money', 'write'],
    });
  });

  it('nor for longer than it lasts itself', () => {
    const short = { ...always, expiresAt: 1_000 };
    expect(beyondGrant(short, { scopes: ['read'], expiresAt: 1_000 })).toBeNull();
    expect(beyondGrant(short, { scopes: ['read'], expiresAt: 1_001 })).toEqual({
      kind: 'life',
      endsAt: 1_000,
    });
    expect(beyondGrant(short, { scopes: ['read'], expiresAt: null })).toEqual({
      kind: 'life',
      endsAt: 1_000,
    });
    expect(beyondGrant(always, { scopes: ['read'], expiresAt: 1 })).toBeNull();
  });
});

it('scopes are listed once each, in one order', () => {
  expect(inOrder(['admin', 'read', 'admin'])).toEqual(['read', 'admin']);
});
