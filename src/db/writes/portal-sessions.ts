import { and, asc, eq, gt, inArray, isNull, lt, sql } from 'drizzle-orm';
import type { Database } from '../database.ts';
import { portalAttempts, portalSessions, signIns } from '../schema/index.ts';

export async function recordSessionUse(db: Database, sessionId: string, now: number): Promise<void> {
  await db.update(portalSessions).set({ seenAt: now }).where(eq(portalSessions.id, sessionId));
}

/** Switches a session to another customer. */
export async function setSessionCustomer(db: Database, sessionId: string, customerId: string): Promise<void> {
  await db.update(portalSessions).set({ customerId }).where(eq(portalSessions.id, sessionId));
}

/** Ends a session; idempotent. */
export async function revokeSession(db: Database, sessionId: string, now: number): Promise<void> {
  await db
    .update(portalSessions)
    .set({ revokedAt: now })
    .where(and(eq(portalSessions.id, sessionId), isNull(portalSessions.revokedAt)));
}

/** Whose sessions: all of an address, or those that the business opened by the API for a customer. */
export type SessionOwner = { readonly address: string } | { readonly customerId: string };

/** Ends every session of an owner, and every unused sign-in link. */
export async function revokeEverySession(db: Database, owner: SessionOwner, now: number): Promise<void> {
  const [sessions, links] =
    'address' in owner
      ? [eq(portalSessions.address, owner.address), eq(signIns.address, owner.address)]
      : [
          and(isNull(portalSessions.address), eq(portalSessions.customerId, owner.customerId)),
          eq(signIns.customerId, owner.customerId),
        ];
  await db.batch([
    db
      .update(portalSessions)
      .set({ revokedAt: now })
      .where(and(sessions, isNull(portalSessions.revokedAt))),
    db
      .update(signIns)
      .set({ expiresAt: now })
      .where(and(links, isNull(signIns.usedAt), gt(signIns.expiresAt, now))),
  ]);
}

/** Stores a sign-in requested by the API, once; returns its expiry, undefined where the id is another customer's. */
export async function storeApiSignIn(
  db: Database,
  row: typeof signIns.$inferInsert & { readonly customerId: string },
): Promise<number | undefined> {
  const [, [stored]] = await db.batch([
    db.insert(signIns).values(row).onConflictDoNothing(),
    db
      .select({ expiresAt: signIns.expiresAt })
      .from(signIns)
      .where(and(eq(signIns.id, row.id), eq(signIns.customerId, row.customerId))),
  ]);
  return stored?.expiresAt;
}

/**
 * Deletes sign-ins and sessions older than `before`, and counts of windows that began before `windowsBefore` (ms); at most so
 * many of each, the oldest first.
 */
export async function deleteOldSessions(
  db: Database,
  { before, windowsBefore, most }: { before: number; windowsBefore: number; most: number },
): Promise<void> {
  const oldLinks = db
    .select({ id: signIns.id })
    .from(signIns)
    .where(lt(signIns.requestedAt, before))
    .orderBy(asc(signIns.requestedAt))
    .limit(most);
  const oldSessions = db
    .select({ id: portalSessions.id })
    .from(portalSessions)
    .where(and(lt(portalSessions.expiresAt, before), lt(portalSessions.createdAt, before)))
    .orderBy(asc(portalSessions.expiresAt))
    .limit(most);
  await db.batch([
    db.delete(signIns).where(inArray(signIns.id, oldLinks)),
    db.delete(portalSessions).where(inArray(portalSessions.id, oldSessions)),
    db.delete(portalAttempts).where(
      sql`(key, window_start) in (select key, window_start from portal_attempts
        where window_start <= ${windowsBefore} order by window_start limit ${most})`,
    ),
  ]);
}
