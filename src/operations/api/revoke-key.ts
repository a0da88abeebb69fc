import { eq } from 'drizzle-orm';
import { selectHeldKeys, selectKeyById } from '../../db/queries/api-keys.ts';
import { apiKeys } from '../../db/schema/index.ts';
import { headOf, selectHead } from '../../db/streams.ts';
import { endedPortals } from '../../db/writes/api-keys.ts';
import { isLastAdmin } from '../../domain/api-key/life.ts';
import { done, type Outcome, refused } from '../../domain/outcome.ts';
import {
  CONFLICT,
  type ConflictOr,
  type Context,
  commitChange,
  decided,
  retryOnConflict,
} from '../core/context.ts';
import type { Scoped } from '../core/scope.ts';
import { tellOwners } from '../core/tell-owners.ts';
import { auditedKey, type KeyView, keyView } from './key-view.ts';

/**
 * Ends a key at once, both of its secrets, and every portal session that it has opened. A key that was revoked before
 * stays so. Rejects with `not_found`, and with `last_admin_key` where nobody could manage keys any more.
 */
export const revokeKey = (
  ctx: Context,
  { scope, keyId }: Scoped<{ readonly keyId: string }>,
): Promise<Outcome<KeyView>> =>
  retryOnConflict(ctx, async (): Promise<ConflictOr<Outcome<KeyView>>> => {
    const { db } = ctx;
    const stream = { type: 'merchant', id: scope.merchantId } as const;
    const [head, [row], held] = await db.batch([
      selectHead(db, stream),
      selectKeyById(db, scope, keyId),
      selectHeldKeys(db, scope),
    ]);
    if (row === undefined) return decided(refused({ code: 'not_found', what: 'API key' }));
    const at = ctx.now();
    if (row.revokedAt !== null) return decided(done(keyView(row, at)));
    if (isLastAdmin(held, keyId, at)) return decided(refused({ code: 'last_admin_key' }));
    const revokedAt = at;
    const commandId = `revoke_api_key/${keyId}`;
    const mail = await tellOwners(ctx, at, {
      merchantId: scope.merchantId,
      cause: commandId,
      change: { kind: 'api_key_revoked', name: row.name },
    });
    const committed = await commitChange(ctx, {
      merchantId: scope.merchantId,
      commandId,
      at,
      appends: [{ stream, head: headOf(head), type: 'api_key_revoked', data: { keyId } }],
      rows: [
        db.update(apiKeys).set({ revokedAt }).where(eq(apiKeys.id, keyId)),
        ...endedPortals(db, keyId, at),
        ...mail.rows,
      ],
      effects: mail.effects,
      result: null,
      audit: { before: auditedKey(row), after: { revokedAt: new Date(at).toISOString() } },
    });
    if (committed.kind !== 'committed') return CONFLICT;
    if (!committed.replayed) ctx.log('api_key_revoked', { apiKeyId: keyId });
    return decided(done(keyView({ ...row, revokedAt }, at)));
  });
