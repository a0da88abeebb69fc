import { and, asc, eq, gt, isNull, or, sql } from 'drizzle-orm';
import type { Database } from '../database.ts';
import { merchants, outbox, portalAttempts, portalSessions, signIns } from '../schema/index.ts';

/** A rate limit: its key, its window (ms) and the most attempts in it. */
export type AttemptLimit = { readonly key: string; readonly windowStart: number; readonly most: number };

/**
 * Counts one more attempt under a key in its window, unless one of the limits `before` is exceeded: a person refused
 * by their own limit uses up no one else's. Returns the count, or nothing.
 */
const countAttempt = (db: Database, { key, windowStart }: AttemptLimit, before: readonly AttemptLimit[]) => {
  const passed = sql.join(
    before.map(
      (limit) => sql`(key = ${limit.key} and window_start = ${limit.windowStart} and count > ${limit.most})`,
    ),
    sql` or `,
  );
  const isOpen =
    before.length === 0 ? sql`true` : sql`not exists (select 1 from portal_attempts where ${passed})`;
  return db
    .insert(portalAttempts)
    .select(sql`select ${key}, ${windowStart}, 1 where ${isOpen}`)
    .onConflictDoUpdate({
      target: [portalAttempts.key, portalAttempts.windowStart],
      set: { count: sql`${portalAttempts.count} + 1` },
    })
    .returning({ count: portalAttempts.count });
};

/** Counts an attempt under each limit in turn and returns whether all allow it, and any merchant: one round trip. */
export async function countAttempts(db: Database, limits: readonly AttemptLimit[]) {
  const [house, ...counted] = await db.batch([
    db.select({ id: merchants.id }).from(merchants).orderBy(asc(merchants.id)).limit(1),
    ...limits.map((limit, place) => countAttempt(db, limit, limits.slice(0, place))),
  ]);
  const isWithin = limits.every(({ most }, place) => (counted[place]?.[0]?.count ?? most + 1) <= most);
  return { merchantId: house[0]?.id ?? null, isWithin };
}

/** Stores a requested sign-in and the job that mails it: one round trip, one transaction. */
export const insertSignIn = (
  db: Database,
  row: typeof signIns.$inferInsert,
  effect: typeof outbox.$inferInsert,
) => db.batch([db.insert(signIns).values(row), db.insert(outbox).values(effect)]);

/**
 * Uses a sign-in once and opens its session, in one transaction: if it was used, has expired or belongs to another
 * browser, no row matches and no session is created. An address with one customer goes straight to it. True where
 * the session was opened.
 */
export async function openSession(
  db: Database,
  ask: {
    readonly signInId: string;
    readonly browserHash: string | null;
    readonly livemode: boolean;
    readonly sessionId: string;
    readonly secretHash: string;
    /** The browser's previous session, which ends. */
    readonly formerHash: string | null;
    readonly now: number;
    /** The session's expiry, which depends on the kind of sign-in. */
    readonly expiresAt: Readonly<Record<'email' | 'api', number>>;
  },
): Promise<boolean> {
  const mine = eq(signIns.sessionId, ask.sessionId);
  const [used] = await db.batch([
    db
      .update(signIns)
      .set({ usedAt: ask.now, sessionId: ask.sessionId })
      .where(
        and(
          eq(signIns.id, ask.signInId),
          eq(signIns.livemode, ask.livemode),
          isNull(signIns.usedAt),
          gt(signIns.expiresAt, ask.now),
          or(eq(signIns.kind, 'api'), eq(signIns.browserHash, ask.browserHash ?? '')),
        ),
      )
      .returning({ id: signIns.id }),
    db.insert(portalSessions).select(
      sql`SELECT ${ask.sessionId}, ${ask.secretHash}, livemode, address,
        coalesce(customer_id, (SELECT min(c.id) FROM customer_addresses a JOIN customers c ON c.id = a.customer_id
          WHERE a.address = sign_ins.address AND c.livemode = sign_ins.livemode HAVING count(*) = 1)),
        ${ask.now}, ${ask.now}, CASE kind WHEN 'api' THEN ${ask.expiresAt.api} ELSE ${ask.expiresAt.email} END, NULL
        FROM sign_ins WHERE ${mine}`,
    ),
    db
      .update(portalSessions)
      .set({ revokedAt: ask.now })
      .where(
        and(
          eq(portalSessions.secretHash, ask.formerHash ?? ''),
          isNull(portalSessions.revokedAt),
          sql`EXISTS (SELECT 1 FROM ${signIns} WHERE ${mine})`,
        ),
      ),
  ]);
  return used.length > 0;
}
