import { and, eq, gt, isNull, type SQL, sql } from 'drizzle-orm';
import type { Database } from '../database.ts';
import { portalSessions, signInMails, signIns, signInUses } from '../schema/index.ts';

type NewSession = {
  /** Of the mail, or of the sign-in by the API. */
  readonly signInId: string;
  readonly livemode: boolean;
  readonly sessionId: string;
  readonly secretHash: string;
  /** The browser's previous session, which ends. */
  readonly formerHash: string | null;
  readonly now: number;
  readonly expiresAt: number;
};

/**
 * Uses a mail once in a browser and opens its session, in one transaction: if this browser used it, or it has expired, no
 * row matches and no session is created. An address with one customer goes straight to it. True where it was opened.
 */
export async function openMailSession(
  db: Database,
  ask: NewSession & { readonly browserHash: string },
): Promise<boolean> {
  const mine = sql`EXISTS (SELECT 1 FROM ${signInUses}
    WHERE ${and(eq(signInUses.mailId, ask.signInId), eq(signInUses.sessionId, ask.sessionId))})`;
  const [used] = await db.batch([
    db
      .insert(signInUses)
      .select(
        sql`SELECT id, ${ask.browserHash}, ${ask.now}, ${ask.sessionId} FROM ${signInMails} WHERE ${and(
          eq(signInMails.id, ask.signInId),
          eq(signInMails.livemode, ask.livemode),
          eq(signInMails.audience, 'portal'),
          gt(signInMails.expiresAt, ask.now),
        )}`,
      )
      .onConflictDoNothing()
      .returning({ mailId: signInUses.mailId }),
    db.insert(portalSessions).select(
      sql`SELECT ${ask.sessionId}, ${ask.secretHash}, livemode, address,
        (SELECT min(c.id) FROM customer_addresses a JOIN customers c ON c.id = a.customer_id
          WHERE a.address = sign_in_mails.address AND a.portal = 1 AND c.livemode = sign_in_mails.livemode HAVING count(*) = 1),
        ${ask.now}, ${ask.now}, ${ask.expiresAt}, NULL
        FROM sign_in_mails WHERE id = ${ask.signInId} AND ${mine}`,
    ),
    endFormer(db, ask, mine),
  ]);
  return used.length > 0;
}

/** Uses a link that the business got by the API once, in whatever browser, and opens its session. */
export async function openApiSession(db: Database, ask: NewSession): Promise<boolean> {
  const mine = eq(signIns.sessionId, ask.sessionId);
  const [used] = await db.batch([
    db
      .update(signIns)
      .set({ usedAt: ask.now, sessionId: ask.sessionId })
      .where(
        and(
          eq(signIns.id, ask.signInId),
          eq(signIns.kind, 'api'),
          eq(signIns.livemode, ask.livemode),
          isNull(signIns.usedAt),
          gt(signIns.expiresAt, ask.now),
        ),
      )
      .returning({ id: signIns.id }),
    db.insert(portalSessions).select(
      sql`SELECT ${ask.sessionId}, ${ask.secretHash}, livemode, NULL, customer_id, ${ask.now}, ${ask.now},
        ${ask.expiresAt}, NULL FROM sign_ins WHERE ${mine}`,
    ),
    endFormer(db, ask, sql`EXISTS (SELECT 1 FROM ${signIns} WHERE ${mine})`),
  ]);
  return used.length > 0;
}

const endFormer = (db: Database, ask: NewSession, opened: SQL) =>
  db
    .update(portalSessions)
    .set({ revokedAt: ask.now })
    .where(
      and(eq(portalSessions.secretHash, ask.formerHash ?? ''), isNull(portalSessions.revokedAt), opened),
    );
