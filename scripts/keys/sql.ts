import { createHash } from 'node:crypto';
import { type ApiScope, inOrder } from '../../src/domain/api-key/scopes.ts';
import { auditColumns, type KeyChange } from '../business/audit.ts';
import { insert, literal } from '../business/sql.ts';

/** A key as it is stored; instants in ms. */
export interface StoredKey {
  readonly id: string;
  readonly merchantId: string;
  readonly name: string;
  readonly livemode: boolean;
  readonly scopes: readonly ApiScope[];
  readonly createdAt: number;
  readonly expiresAt: number | null;
  readonly revokedAt: number | null;
  readonly lastUsedAt: number | null;
  readonly previousUntil: number | null;
}

/** When it is, who ran the command, and the id of the line in the audit log. */
export interface Run {
  readonly at: number;
  readonly by: string;
  readonly auditId: string;
}

export const READ_KEYS =
  `SELECT id, merchant_id AS merchantId, name, livemode, scopes, created_at AS createdAt,
  expires_at AS expiresAt, revoked_at AS revokedAt, last_used_at AS lastUsedAt, previous_until AS previousUntil
  FROM api_keys ORDER BY merchant_id, id`.replaceAll(/\s+/g, ' ');

export const READ_MERCHANTS = 'SELECT id, display_name AS name FROM merchants ORDER BY id';

const sha256 = (key: string): string => createHash('sha256').update(key).digest('hex');

const iso = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString());

const described = ({ name, scopes, expiresAt }: Pick<StoredKey, 'name' | 'scopes' | 'expiresAt'>) => ({
  name,
  scopes: inOrder(scopes),
  expiresAt: iso(expiresAt),
});

type NewKey = Pick<StoredKey, 'id' | 'merchantId' | 'name' | 'livemode' | 'scopes' | 'expiresAt'>;

/** A new key, as its SHA-256 only. */
export function createSql(key: NewKey, secret: string, { at, by, auditId }: Run): string {
  const { id, merchantId, name, livemode, scopes, expiresAt } = key;
  const change = { keyId: id, merchantId, livemode, at, by, before: null, after: described(key) };
  return lines(
    insert('api_keys', 'id', {
      id,
      merchant_id: merchantId,
      name,
      livemode: livemode ? 1 : 0,
      hash: sha256(secret),
      scopes: JSON.stringify(inOrder(scopes)),
      expires_at: expiresAt,
      created_at: at,
    }),
    insert('audit_log', 'id', auditColumns(auditId, { action: 'api_key_created', ...change })),
  );
}

/** A new secret for a key; the old one works until `previousUntil`, and with no overlap what it opened ends too. */
export function rotateSql(key: StoredKey, secret: string, overlapMs: number, run: Run): string {
  const previousUntil = Math.min(run.at + overlapMs, key.expiresAt ?? Number.MAX_SAFE_INTEGER);
  const after = { ...described(key), previousSecretUntil: iso(previousUntil) };
  return lines(
    `UPDATE api_keys SET previous_hash = hash, previous_until = ${literal(previousUntil)},
      previous_used_at = last_used_at, hash = ${literal(sha256(secret))}, last_used_at = NULL
      WHERE id = ${literal(key.id)} AND revoked_at IS NULL;`,
    ...(overlapMs === 0 ? endPortals(key.id, run.at) : []),
    audited('api_key_rotated', key, run, after),
  );
}

/** The end of a key and of the portal sessions that it opened. Here it may be the last one that manages keys. */
export const revokeSql = (key: StoredKey, run: Run): string =>
  lines(
    `UPDATE api_keys SET revoked_at = ${literal(run.at)} WHERE id = ${literal(key.id)} AND revoked_at IS NULL;`,
    ...endPortals(key.id, run.at),
    audited('api_key_revoked', key, run, { revokedAt: iso(run.at) }),
  );

const endPortals = (keyId: string, at: number): readonly string[] => [
  `UPDATE portal_sessions SET revoked_at = ${literal(at)} WHERE revoked_at IS NULL
    AND id IN (SELECT session_id FROM sign_ins WHERE api_key_id = ${literal(keyId)});`,
  `UPDATE sign_ins SET expires_at = ${literal(at)}
    WHERE api_key_id = ${literal(keyId)} AND used_at IS NULL AND expires_at > ${literal(at)};`,
];

const audited = (action: KeyChange['action'], key: StoredKey, { at, by, auditId }: Run, after: object) => {
  const { id: keyId, merchantId, livemode } = key;
  const change = { action, keyId, merchantId, livemode, at, by, before: described(key), after };
  return insert('audit_log', 'id', auditColumns(auditId, change));
};

const lines = (...statements: readonly string[]): string => `${statements.join('\n')}\n`;
