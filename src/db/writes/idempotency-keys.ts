import { and, eq, isNull, lt, type SQL, sql } from 'drizzle-orm';
import type { Database } from '../database.ts';
import { someRow } from '../queries/waiting-parts.ts';
import { idempotencyKeys } from '../schema/index.ts';

export type KeyName = { readonly apiKeyId: string; readonly key: string };

const named = ({ apiKeyId, key }: KeyName) =>
  and(eq(idempotencyKeys.apiKeyId, apiKeyId), eq(idempotencyKeys.key, key));

/**
 * Reserves an idempotency key unless it is taken, and returns its row. A row older than `olderThan` (ms) is deleted
 * first. Undefined where the key was released at the same moment.
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

/** Takes over a reservation whose holder died; only one caller gets the row. */
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

/** Releases a reservation without a decision: the same request may be retried. */
export const releaseKey = (db: Database, name: KeyName) =>
  db
    .update(idempotencyKeys)
    .set({ lockedUntil: 0 })
    .where(and(named(name), isNull(idempotencyKeys.status)));

/** Deletes the reservation of an invalid request, so that a corrected one may use the key. */
export const deleteKey = (db: Database, name: KeyName) =>
  db.delete(idempotencyKeys).where(and(named(name), isNull(idempotencyKeys.status)));

/** A condition: there are keys older than that. */
export const someKeyOlderThan = (olderThan: number): SQL =>
  someRow(idempotencyKeys, sql`created_at < ${olderThan}`);

/** At most so many, the oldest first. */
export const deleteKeysOlderThan = (db: Database, olderThan: number, most: number) =>
  db
    .delete(idempotencyKeys)
    .where(
      sql`(api_key_id, key) in (select api_key_id, key from idempotency_keys
        where created_at < ${olderThan} order by created_at limit ${most})`,
    )
    .returning({ key: idempotencyKeys.key });
