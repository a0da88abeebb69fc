import { and, eq, isNull, lt } from 'drizzle-orm';
import type { Database } from '../database.ts';
import { idempotencyKeys } from '../schema/index.ts';

export type KeyName = { readonly apiKeyId: string; readonly key: string };

const named = ({ apiKeyId, key }: KeyName) =>
  and(eq(idempotencyKeys.apiKeyId, apiKeyId), eq(idempotencyKeys.key, key));

/**
 * Reserves an idempotency key unless somebody has it, and returns what stands under it. One that is older than
 * `olderThan` (ms) is forgotten first. Undefined where it was given back at the same moment.
 */
export async function reserveKey(
  db: Database,
  row: typeof idempotencyKeys.$inferInsert,
  olderThan: number,
): Promise<typeof idempotencyKeys.$inferSelect | undefined> {
  const [, , [held]] = await db.batch([
    db.delete(idempotencyKeys).where(and(named(row), lt(idempotencyKeys.createdAt, olderThan))),
    db.insert(idempotencyKeys).values(row).onConflictDoNothing(),
    db.select().from(idempotencyKeys).where(named(row)),
  ]);
  return held;
}

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
export const releaseKey = (db: Database, name: KeyName) =>
  db
    .update(idempotencyKeys)
    .set({ lockedUntil: 0 })
    .where(and(named(name), isNull(idempotencyKeys.status)));

/** Forgets a reservation whose request was refused as invalid: a corrected one may use the key. */
export const deleteKey = (db: Database, name: KeyName) =>
  db.delete(idempotencyKeys).where(and(named(name), isNull(idempotencyKeys.status)));

export const deleteKeysOlderThan = (db: Database, olderThan: number) =>
  db
    .delete(idempotencyKeys)
    .where(lt(idempotencyKeys.createdAt, olderThan))
    .returning({ key: idempotencyKeys.key });
