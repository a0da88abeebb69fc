import { API_SCOPES } from '../../src/domain/api-key/scopes.ts';
import type { StoredKey } from './sql.ts';

type Row = Readonly<Record<string, string | number | null>>;

const numberIn = (value: string | number | null | undefined): number | null =>
  typeof value === 'number' ? value : null;

/** A row of the database → the key. */
export function storedKey(row: Row): StoredKey {
  const scopes: unknown = JSON.parse(String(row.scopes ?? '[]'));
  return {
    id: String(row.id),
    merchantId: String(row.merchantId),
    name: String(row.name),
    livemode: row.livemode === 1,
    scopes: API_SCOPES.filter((scope) => Array.isArray(scopes) && scopes.includes(scope)),
    createdAt: numberIn(row.createdAt) ?? 0,
    expiresAt: numberIn(row.expiresAt),
    revokedAt: numberIn(row.revokedAt),
    lastUsedAt: numberIn(row.lastUsedAt),
    previousUntil: numberIn(row.previousUntil),
  };
}

const day = (ms: number): string => new Date(ms).toISOString().slice(0, 16).replace('T', ' ');

/** What is said of a key in a list. */
export function keyLine(key: StoredKey, nowMs: number): string {
  const { expiresAt, revokedAt, lastUsedAt, previousUntil } = key;
  const facts = [
    key.livemode ? 'live' : 'test',
    key.scopes.join(','),
    revokedAt !== null ? `revoked ${day(revokedAt)}` : null,
    expiresAt !== null ? `${expiresAt <= nowMs ? 'expired' : 'ends'} ${day(expiresAt)}` : null,
    previousUntil !== null && previousUntil > nowMs ? `old secret until ${day(previousUntil)}` : null,
    lastUsedAt === null ? 'not used yet' : `used ${day(lastUsedAt)}`,
  ];
  return `${key.id}  ${key.name} (${facts.filter((fact) => fact !== null).join('; ')})`;
}
