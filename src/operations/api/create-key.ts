import { type ApiKeyRow, selectHeldKeys } from '../../db/queries/api-keys.ts';
import { apiKeys } from '../../db/schema/index.ts';
import { headOf, selectCommand, selectHead } from '../../db/streams.ts';
import { isUsable } from '../../domain/api-key/life.ts';
import { type ApiScope, inOrder } from '../../domain/api-key/scopes.ts';
import { done, mapDone, type Outcome, refused } from '../../domain/outcome.ts';
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
import { readKey } from './read-key.ts';

type Ask = {
  /** The new key's id, the same for a repeated request. */
  readonly keyId: string;
  /** The key that asks. */
  readonly callerId: string;
  readonly name: string;
  readonly scopes: readonly ApiScope[];
  readonly expiresAt: number | null;
  readonly commandId: string;
};

/** More keys than anybody keeps track of. */
const MOST_KEYS = 100;

/**
 * Makes a key that can do no more than the one that asks, and lasts no longer. Its secret is answered once and stored as a
 * hash. Rejects with `invalid`, `beyond_own_grant` and `caller_over`.
 */
export const createKey = (ctx: Context, { scope, ...ask }: Scoped<Ask>): Promise<Outcome<KeyWithSecret>> =>
  retryOnConflict(ctx, () => attempt(ctx, scope, ask));

async function attempt(ctx: Context, scope: Scope, ask: Ask): Promise<ConflictOr<Outcome<KeyWithSecret>>> {
  const { db } = ctx;
  const { keyId, name, expiresAt } = ask;
  const stream = { type: 'merchant', id: scope.merchantId } as const;
  const commandId = `create_api_key/${ask.commandId}`;
  const [head, commanded, held] = await db.batch([
    selectHead(db, stream),
    selectCommand(db, stream, commandId),
    selectHeldKeys(db, scope),
  ]);
  if (commanded.length > 0) {
    return decided(mapDone(await readKey(ctx, { scope, keyId }), (view) => ({ ...view, key: null })));
  }
  const at = ctx.now();
  const scopes = inOrder(ask.scopes);
  const whyNot = whyNotGiven(
    held.find(({ id }) => id === ask.callerId),
    { scopes, expiresAt },
    at,
  );
  if (whyNot !== null) return decided(whyNot);
  const problem = problemOf(held, expiresAt, at);
  if (problem !== null) return decided(refused({ code: 'invalid', problems: [problem] }));
  const { key, hash } = await makeApiKey(ctx.random, scope.livemode);
  const mail = await tellOwners(ctx, at, {
    merchantId: scope.merchantId,
    cause: commandId,
    change: { kind: 'api_key_made', name },
  });
  const row = { id: keyId, ...scope, name, hash, scopes, expiresAt, createdAt: at };
  const committed = await commitChange(ctx, {
    merchantId: scope.merchantId,
    commandId,
    at,
    appends: [
      {
        stream,
        head: headOf(head),
        type: 'api_key_created',
        data: { keyId, scopes: [...scopes], expiresAt },
      },
    ],
    rows: [db.insert(apiKeys).values(row), ...mail.rows],
    effects: mail.effects,
    result: null,
    audit: { before: null, after: auditedKey(row) },
  });
  if (committed.kind !== 'committed') return CONFLICT;
  const unused = {
    revokedAt: null,
    lastUsedAt: null,
    previousHash: null,
    previousUntil: null,
    previousUsedAt: null,
  };
  return decided(done({ ...keyView({ ...row, ...unused }, at), key: committed.replayed ? null : key }));
}

function problemOf(held: readonly ApiKeyRow[], expiresAt: number | null, now: number) {
  if (expiresAt !== null && expiresAt <= now) {
    return { path: 'expiresAt', message: 'Give an instant that is still to come.' };
  }
  if (held.filter((key) => isUsable(key, now)).length < MOST_KEYS) return null;
  return { path: '', message: `There are ${MOST_KEYS} keys already: revoke what is not used.` };
}
