import { and, eq, isNull, type SQL, sql } from 'drizzle-orm';
import type { Database, Statement } from '../database.ts';
import { passkeys, staffSessions, usedChallenges } from '../schema/index.ts';
import type { NewStaffSession } from './staff-sessions.ts';

/** Spends a challenge; false where it was answered before. */
export async function spendChallenge(db: Database, hash: string, expiresAt: number): Promise<boolean> {
  const spent = await db
    .insert(usedChallenges)
    .values({ hash, expiresAt })
    .onConflictDoNothing()
    .returning({ hash: usedChallenges.hash });
  return spent.length > 0;
}

type Audit = (isSo: SQL) => readonly Statement[];

/** Adds a passkey; false where its credential is there already, whoever has it. */
export async function insertPasskey(
  db: Database,
  row: typeof passkeys.$inferInsert,
  audit: Audit,
): Promise<boolean> {
  const [added] = await db.batch([
    db.insert(passkeys).values(row).onConflictDoNothing().returning({ id: passkeys.id }),
    ...audit(sql`EXISTS (SELECT 1 FROM passkeys WHERE id = ${row.id})`),
  ]);
  return added.length > 0;
}

type Own = { readonly id: string; readonly personId: string };
const isOwn = ({ id, personId }: Own) => and(eq(passkeys.id, id), eq(passkeys.personId, personId));

/** Renames a passkey of a person; false where they have none such. */
export async function renamePasskey(db: Database, own: Own, name: string, audit: Audit): Promise<boolean> {
  const [renamed] = await db.batch([
    db.update(passkeys).set({ name }).where(isOwn(own)).returning({ id: passkeys.id }),
    ...audit(sql`EXISTS (SELECT 1 FROM passkeys WHERE ${isOwn(own)})`),
  ]);
  return renamed.length > 0;
}

/** Removes a passkey of a person; false where they have none such. Its line in the log is written first. */
export async function deletePasskey(db: Database, own: Own, audit: Audit): Promise<boolean> {
  const removal = db.delete(passkeys).where(isOwn(own)).returning({ id: passkeys.id });
  const lines = audit(sql`EXISTS (SELECT 1 FROM passkeys WHERE ${isOwn(own)})`);
  const [there] = await db.batch([
    db.select({ id: passkeys.id }).from(passkeys).where(isOwn(own)),
    ...lines,
    removal,
  ]);
  return there.length > 0;
}

type ByPasskey = {
  readonly passkeyId: string;
  readonly counter: number;
  readonly personId: string;
  readonly session: NewStaffSession;
  readonly formerHash: string | null;
  readonly audit: Audit;
};

/**
 * Opens a session by a passkey, notes its counter, and ends the browser's previous session; false where the passkey was removed
 * or has counted on since it was read: of two answers with one count, one is a copy's.
 */
export async function openPasskeySession(db: Database, ask: ByPasskey): Promise<boolean> {
  const { session, personId, counter } = ask;
  const now = session.createdAt;
  const usable = and(
    isOwn({ id: ask.passkeyId, personId }),
    sql`(${passkeys.counter} < ${counter} OR (${passkeys.counter} = 0 AND ${counter} = 0))`,
  );
  const opened = sql`EXISTS (SELECT 1 FROM staff_sessions WHERE id = ${session.id})`;
  const [made] = await db.batch([
    db
      .insert(staffSessions)
      .select(
        sql`SELECT ${session.id}, ${session.secretHash}, person_id, ${session.signedInBy}, ${session.userAgent},
          ${session.network}, ${session.country}, ${now}, ${now}, ${session.expiresAt}, NULL FROM passkeys WHERE ${usable}`,
      )
      .returning({ id: staffSessions.id }),
    db.update(passkeys).set({ counter, usedAt: now }).where(and(usable, opened)),
    db
      .update(staffSessions)
      .set({ endedAt: now })
      .where(and(eq(staffSessions.secretHash, ask.formerHash ?? ''), isNull(staffSessions.endedAt), opened)),
    ...ask.audit(opened),
  ]);
  return made.length > 0;
}
