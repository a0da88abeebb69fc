import { eq } from 'drizzle-orm';
import { type ApiKeyRow, selectHeldKeys, selectKeyById } from '../../db/queries/api-keys.ts';
import { apiKeys } from '../../db/schema/index.ts';
import { headOf, selectCommand, selectHead } from '../../db/streams.ts';
import { endedPortals } from '../../db/writes/api-keys.ts';
import { keyEnd } from '../../domain/api-key/life.ts';
import { done, type Outcome, type Refused, refused } from '../../domain/outcome.ts';
import {
  CONFLICT,
  type ConflictOr,
  type Context,
  commitChange,
  decided,
  retryOnConflict,
} from '../core/context.ts';
import type { Scope, Scoped } from '../core/scope.ts';
import { tellOwners } from '../core/tell-owners.ts';
import { makeApiKey } from './api-key.ts';
import { whyNotGiven } from './giver.ts';
import { auditedKey, type KeyWithSecret, keyView } from './key-view.ts';

type Ask = {
  readonly keyId: string;
  /** The key that asks. */
  readonly callerId: string;
  /** How long the old secret goes on beside the new one. 0: it ends at once, and with it what it opened. */
  readonly overlapMs: number;
  /** When the key ends; undefined leaves that as it is. */
  readonly expiresAt: number | null | undefined;
  readonly commandId: string;
};

/**
 * Gives a key a new secret; the old one works beside it for a stated time. The key keeps its id, and with it its scopes
 * and its idempotency keys: a call that was sent with the old secret and is repeated with the new one acts once. Rejects
 * with `not_found`, `api_key_over`, `api_key_rotating`, `invalid`, `beyond_own_grant` and `caller_over`.
 */
export const rotateKey = (ctx: Context, { scope, ...ask }: Scoped<Ask>): Promise<Outcome<KeyWithSecret>> =>
  retryOnConflict(ctx, () => attempt(ctx, scope, ask));

async function attempt(ctx: Context, scope: Scope, ask: Ask): Promise<ConflictOr<Outcome<KeyWithSecret>>> {
  const { db } = ctx;
  const { keyId, overlapMs } = ask;
  const stream = { type: 'merchant', id: scope.merchantId } as const;
  const commandId = `rotate_api_key/${ask.commandId}`;
  const [head, commanded, [row], held] = await db.batch([
    selectHead(db, stream),
    selectCommand(db, stream, commandId),
    selectKeyById(db, scope, keyId),
    selectHeldKeys(db, scope),
  ]);
  if (row === undefined) return decided(refused({ code: 'not_found', what: 'API key' }));
  const at = ctx.now();
  if (commanded.length > 0) return decided(done({ ...keyView(row, at), key: null }));
  const expiresAt = ask.expiresAt === undefined ? row.expiresAt : ask.expiresAt;
  const giver = held.find(({ id }) => id === ask.callerId);
  const whyNot =
    whyNotRotated(row, overlapMs, at) ??
    whyNotGiven(giver, { scopes: row.scopes, expiresAt }, at) ??
    (expiresAt !== null && expiresAt <= at ? OVER_BEFORE : null);
  if (whyNot !== null) return decided(whyNot);
  const { key, hash } = await makeApiKey(ctx.random, scope.livemode);
  const previousUntil = Math.min(at + overlapMs, row.expiresAt ?? Infinity);
  const columns = {
    hash,
    expiresAt,
    lastUsedAt: null,
    previousHash: row.hash,
    previousUntil,
    previousUsedAt: row.lastUsedAt,
  };
  const mail = await tellOwners(ctx, at, {
    merchantId: scope.merchantId,
    cause: commandId,
    change: { kind: 'api_key_rotated', name: row.name },
  });
  const committed = await commitChange(ctx, {
    merchantId: scope.merchantId,
    commandId,
    at,
    appends: [
      { stream, head: headOf(head), type: 'api_key_rotated', data: { keyId, previousUntil, expiresAt } },
    ],
    rows: [
      db.update(apiKeys).set(columns).where(eq(apiKeys.id, keyId)),
      ...(overlapMs === 0 ? endedPortals(db, keyId, at) : []),
      ...mail.rows,
    ],
    effects: mail.effects,
    result: null,
    audit: {
      before: auditedKey(row),
      after: {
        ...auditedKey({ ...row, expiresAt }),
        previousSecretUntil: new Date(previousUntil).toISOString(),
      },
    },
  });
  if (committed.kind !== 'committed') return CONFLICT;
  return decided(done({ ...keyView({ ...row, ...columns }, at), key: committed.replayed ? null : key }));
}

const OVER_BEFORE = refused({
  code: 'invalid',
  problems: [{ path: 'expiresAt', message: 'Give an instant that is still to come.' }],
});

function whyNotRotated(row: ApiKeyRow, overlapMs: number, now: number): Refused | null {
  const end = keyEnd(row, 'present', now);
  if (end !== null) return refused({ code: 'api_key_over', end });
  // A second overlap would end the first one early, for whoever still counts on it.
  if (overlapMs > 0 && row.previousUntil !== null && row.previousUntil > now) {
    return refused({ code: 'api_key_rotating', until: row.previousUntil });
  }
  return null;
}
