import { and, eq, gt, isNull, ne, type SQL, sql } from 'drizzle-orm';
import type { Database, Statement } from '../database.ts';
import { people, signInMails, signInUses, staffSessions } from '../schema/index.ts';

export type NewStaffSession = {
  readonly id: string;
  readonly secretHash: string;
  readonly signedInBy: 'link' | 'passkey';
  readonly userAgent: string | null;
  readonly network: string | null;
  readonly country: string | null;
  readonly createdAt: number;
  readonly expiresAt: number;
};

type ByMail = {
  readonly mailId: string;
  readonly browserHash: string;
  /** The id of the person, where this is the first time that the address signs in. */
  readonly newPersonId: string;
  readonly written: string;
  readonly session: NewStaffSession;
  /** The browser's previous session, which ends. */
  readonly formerHash: string | null;
  /** What the audit log says of it, where the session was opened. */
  readonly audit: (opened: SQL) => readonly Statement[];
};

/**
 * Uses a mail once in a browser and opens its session, in one transaction: if this browser used it, or it has expired, no
 * row matches and no session is created. True where it was opened.
 */
export async function openStaffSession(db: Database, ask: ByMail): Promise<boolean> {
  const { session } = ask;
  const now = session.createdAt;
  const mine = sql`EXISTS (SELECT 1 FROM ${signInUses}
    WHERE ${and(eq(signInUses.mailId, ask.mailId), eq(signInUses.sessionId, session.id))})`;
  const [used] = await db.batch([
    db
      .insert(signInUses)
      .select(
        sql`SELECT id, ${ask.browserHash}, ${now}, ${session.id} FROM ${signInMails} WHERE ${and(
          eq(signInMails.id, ask.mailId),
          eq(signInMails.audience, 'staff'),
          gt(signInMails.expiresAt, now),
        )}`,
      )
      .onConflictDoNothing()
      .returning({ mailId: signInUses.mailId }),
    db
      .insert(people)
      .select(
        sql`SELECT ${ask.newPersonId}, address, ${ask.written}, ${now} FROM sign_in_mails
          WHERE id = ${ask.mailId} AND ${mine}`,
      )
      .onConflictDoNothing(),
    db.insert(staffSessions).select(
      sql`SELECT ${session.id}, ${session.secretHash}, p.id, ${session.signedInBy}, ${session.userAgent},
        ${session.network}, ${session.country}, ${now}, ${now}, ${session.expiresAt}, NULL
        FROM sign_in_mails m JOIN people p ON p.address = m.address WHERE m.id = ${ask.mailId} AND ${mine}`,
    ),
    db
      .update(staffSessions)
      .set({ endedAt: now })
      .where(and(eq(staffSessions.secretHash, ask.formerHash ?? ''), isNull(staffSessions.endedAt), mine)),
    ...ask.audit(mine),
  ]);
  return used.length > 0;
}

/** Notes that a session was used, and from where. */
export async function recordStaffVisit(
  db: Database,
  sessionId: string,
  seen: { readonly seenAt: number } & Pick<NewStaffSession, 'userAgent' | 'network' | 'country'>,
): Promise<void> {
  await db.update(staffSessions).set(seen).where(eq(staffSessions.id, sessionId));
}

type Ending = {
  readonly personId: string;
  readonly which: { readonly id: string } | { readonly allBut: string };
  readonly now: number;
  /** What the audit log says of it, where a session was ended. */
  readonly audit: (ended: SQL) => readonly Statement[];
};

/** Ends a session of a person, or every one but the one that asks; true where there was one to end. */
export async function endSessions(db: Database, { personId, which, now, audit }: Ending): Promise<boolean> {
  const these = and(
    eq(staffSessions.personId, personId),
    'id' in which ? eq(staffSessions.id, which.id) : ne(staffSessions.id, which.allBut),
  );
  const [ended] = await db.batch([
    db
      .update(staffSessions)
      .set({ endedAt: now })
      .where(and(these, isNull(staffSessions.endedAt)))
      .returning({ id: staffSessions.id }),
    ...audit(sql`EXISTS (SELECT 1 FROM staff_sessions WHERE ${these} AND ended_at = ${now})`),
  ]);
  return ended.length > 0;
}
