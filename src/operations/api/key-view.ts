import type { ApiKeyRow } from '../../db/queries/api-keys.ts';
import { keyEnd } from '../../domain/api-key/life.ts';
import { type ApiScope, inOrder } from '../../domain/api-key/scopes.ts';

/** An API key as staff see it; its secret is shown once, when it is made. Instants in ms. */
export type KeyView = {
  readonly id: string;
  readonly name: string;
  readonly livemode: boolean;
  readonly scopes: readonly ApiScope[];
  readonly state: 'active' | 'expired' | 'revoked';
  readonly createdAt: number;
  readonly expiresAt: number | null;
  readonly revokedAt: number | null;
  readonly lastUsedAt: number | null;
  /** The secret before this one: until when it works, and when it was last used. */
  readonly previous: { readonly until: number; readonly lastUsedAt: number | null } | null;
};

export type KeyWithSecret = KeyView & {
  /** Null where the same request is answered again: what is not stored cannot be shown twice. */
  readonly key: string | null;
};

export function keyView(row: ApiKeyRow, now: number): KeyView {
  const end = keyEnd(row, 'present', now);
  return {
    id: row.id,
    name: row.name,
    livemode: row.livemode,
    scopes: inOrder(row.scopes),
    state: end === null ? 'active' : end.why === 'revoked' ? 'revoked' : 'expired',
    createdAt: row.createdAt,
    expiresAt: row.expiresAt,
    revokedAt: row.revokedAt,
    lastUsedAt: row.lastUsedAt,
    previous:
      row.previousUntil === null ? null : { until: row.previousUntil, lastUsedAt: row.previousUsedAt },
  };
}

/** What the audit log shows of a key. */
export const auditedKey = ({
  name,
  scopes,
  expiresAt,
}: Pick<ApiKeyRow, 'name' | 'scopes' | 'expiresAt'>) => ({
  name,
  scopes: [...inOrder(scopes)],
  expiresAt: expiresAt === null ? null : new Date(expiresAt).toISOString(),
});
