import type { ApiScope } from './scopes.ts';

/** When a key ends (ms), by whatever ends it. */
export type KeyLife = { readonly expiresAt: number | null; readonly revokedAt: number | null };

/** Which secret of a key was shown: the present one, or the one that it replaced, which works until then (ms). */
export type Shown = 'present' | { readonly until: number };

/** Why a key that is known is refused, and since when (ms). */
export type KeyEnd = { readonly why: 'revoked' | 'expired' | 'replaced'; readonly at: number };

/** Whether a key's secret works no more; null where it does. A revocation counts before all else. */
export function keyEnd({ expiresAt, revokedAt }: KeyLife, shown: Shown, now: number): KeyEnd | null {
  if (revokedAt !== null) return { why: 'revoked', at: revokedAt };
  if (expiresAt !== null && expiresAt <= now) return { why: 'expired', at: expiresAt };
  if (shown !== 'present' && shown.until <= now) return { why: 'replaced', at: shown.until };
  return null;
}

export const isUsable = (life: KeyLife, now: number): boolean => keyEnd(life, 'present', now) === null;

type Held = KeyLife & { readonly id: string; readonly scopes: readonly ApiScope[] };

/** Whether nobody could manage keys any more without this one. */
export const isLastAdmin = (keys: readonly Held[], id: string, now: number): boolean => {
  const admins = keys.filter((key) => key.scopes.includes('admin') && isUsable(key, now));
  return admins.some((key) => key.id === id) && admins.length === 1;
};

/** A key's use is written down once in this time, not with each request. */
const NOTED_EVERY_MS = 3_600_000;

export const isUseWorthNoting = (lastUsedAt: number | null, now: number): boolean =>
  lastUsedAt === null || now - lastUsedAt >= NOTED_EVERY_MS;
