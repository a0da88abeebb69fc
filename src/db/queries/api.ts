import { and, eq, isNull, lt } from 'drizzle-orm';
import type { Database } from '../database.ts';
import { apiKeys, idempotencyKeys } from '../schema/index.ts';

/** The select for a key that is in force, by the SHA-256 of it. */
export const selectApiKey = (db: Database, hash: string) =>
  db
    .select({
      id: apiKeys.id,
      name: apiKeys.name,
      merchantId: apiKeys.merchantId,
      livemode: apiKeys.livemode,
    })
    .from(apiKeys)
    .where(and(eq(apiKeys.hash, hash), isNull(apiKeys.revokedAt)));

export type KeyName = { readonly apiKeyId: string; readonly key: string };

const named = ({ apiKeyId, key }: KeyName) =>
  and(eq(idempotencyKeys.apiKeyId, apiKeyId), eq(idempotencyKeys.key, key));

/** Forgets an idempotency key that is too old, for a batch that reserves it. */
export const forgetOldKey = (db: Database, name: KeyName, olderThan: number) =>
  db.delete(idempotencyKeys).where(and(named(name), lt(idempotencyKeys.createdAt, olderThan)));

/** Reserves an idempotency key unless somebody has it. */
export const reserveKey = (db: Database, row: typeof idempotencyKeys.$inferInsert) =>
  db.insert(idempotencyKeys).values(row).onConflictDoNothing();

/** The select for what stands under an idempotency key. */
export const selectKey = (db: Database, name: KeyName) =>
  db.select().from(idempotencyKeys).where(named(name));

/** Takes over a reservation whose holder is gone; returns a row to exactly one who tries. */
export const takeOverKey = (db: Database, name: KeyName, lockedUntil: number, until: number) =>
  db
    .update(idempotencyKeys)
    .set({ lockedUntil: until })
    .where(and(named(name), eq(idempotencyKeys.lockedUntil, lockedUntil), isNull(idempotencyKeys.status)))
    .returning({ key: idempotencyKeys.key });

/** Stores an answer, once. */
export const storeAnswer = (db: Database, name: KeyName, status: number, response: string) =>
  db
    .update(idempotencyKeys)
    .set({ status, response })
    .where(and(named(name), isNull(idempotencyKeys.status)));

/** Gives a reservation back with nothing decided: the same request may come again, and means the same. */
export const unlockKey = (db: Database, name: KeyName) =>
  db
    .update(idempotencyKeys)
    .set({ lockedUntil: 0 })
    .where(and(named(name), isNull(idempotencyKeys.status)));

/** Forgets a reservation whose request was refused as invalid: a corrected one may use the key. */
export const forgetKey = (db: Database, name: KeyName) =>
  db.delete(idempotencyKeys).where(and(named(name), isNull(idempotencyKeys.status)));

export const deleteKeysOlderThan = (db: Database, olderThan: number) =>
  db
    .delete(idempotencyKeys)
    .where(lt(idempotencyKeys.createdAt, olderThan))
    .returning({ key: idempotencyKeys.key });
