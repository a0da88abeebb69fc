import { and, asc, eq, gt, sql } from 'drizzle-orm';
import type { Database } from '../database.ts';
import { type Share, selectMailsTo } from '../queries/portal-sign-in.ts';
import { merchants, outbox, portalAttempts, signInMails } from '../schema/index.ts';

/** A rate limit: its key, its window (ms) and the most attempts in it. */
export type AttemptLimit = { readonly key: string; readonly windowStart: number; readonly most: number };

/** Counts one more attempt under a key in its window. */
const countAttempt = (db: Database, { key, windowStart }: AttemptLimit) =>
  db
    .insert(portalAttempts)
    .values({ key, windowStart, count: 1 })
    .onConflictDoUpdate({
      target: [portalAttempts.key, portalAttempts.windowStart],
      set: { count: sql`${portalAttempts.count} + 1` },
    })
    .returning({ count: portalAttempts.count });

/** Counts an attempt under each limit; returns whether all allow it, the mails of a share, and any merchant: one round trip. */
export async function countAttempts(db: Database, limits: readonly AttemptLimit[], share: Share) {
  const [house, mails, ...counted] = await db.batch([
    db.select({ id: merchants.id }).from(merchants).orderBy(asc(merchants.id)).limit(1),
    selectMailsTo(db, share),
    ...limits.map((limit) => countAttempt(db, limit)),
  ]);
  const isWithin = limits.every(({ most }, place) => (counted[place]?.[0]?.count ?? most + 1) <= most);
  return { merchantId: house[0]?.id ?? null, mails, isWithin };
}

type MailRow = typeof signInMails.$inferInsert;
type Job = { readonly id: string; readonly merchantId: string; readonly createdAt: number };

/**
 * Stores a sign-in mail and the job that sends it, unless its share holds another number of mails than were counted: of
 * requests at the same instant one is mailed. `counted` is null where none is to go, and the same statements run. True
 * where it was stored.
 */
export async function insertSignInMail(
  db: Database,
  row: MailRow,
  job: Job,
  { since, counted }: { readonly since: number; readonly counted: number | null },
): Promise<boolean> {
  const { id, livemode, address, browserHash = null, dueAt, closesAt, expiresAt, audience = 'portal' } = row;
  const kind = audience === 'staff' ? 'mail_staff_sign_in' : 'mail_sign_in';
  const [stored] = await db.batch([
    db
      .insert(signInMails)
      .select(
        sql`SELECT ${id}, ${Number(livemode)}, ${address}, ${browserHash}, ${dueAt}, ${closesAt}, ${expiresAt},
          ${audience} WHERE (SELECT count(*) FROM sign_in_mails WHERE address = ${address}
            AND livemode = ${Number(livemode)} AND audience = ${audience}
            AND browser_hash IS ${browserHash} AND due_at > ${since}) = ${counted ?? -1}`,
      )
      .returning({ id: signInMails.id }),
    // A statement of a batch names its columns by their places only.
    db.insert(outbox).select(
      sql`SELECT ${job.id}, ${job.merchantId}, ${kind}, ${JSON.stringify({ signInId: id })}, 'pending', 0, ${dueAt}, 0,
          NULL, ${job.createdAt}, NULL, 0, 0, NULL, 0 WHERE EXISTS (SELECT 1 FROM sign_in_mails WHERE id = ${id})`,
    ),
  ]);
  return stored.length > 0;
}

/** Ends what is on its way to an address: no link in it signs anybody in any more. */
export const endSignInMails = (db: Database, address: string, now: number) =>
  db
    .update(signInMails)
    .set({ expiresAt: now })
    .where(and(eq(signInMails.address, address), gt(signInMails.expiresAt, now)));
