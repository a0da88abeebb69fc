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

/** Opens a session by a passkey, notes its counter, and ends the browser's previous session. */
export async function openPasskeySession(db: Database, ask: ByPasskey): Promise<void> {
  const { session, personId } = ask;
  const now = session.createdAt;
  await db.batch([
    db.insert(staffSessions).values({ ...session, personId, seenAt: now }),
    db.update(passkeys).set({ counter: ask.counter, usedAt: now }).where(eq(passkeys.id, ask.passkeyId)),
    db
      .update(staffSessions)
      .set({ endedAt: now })
      .where(and(eq(staffSessions.secretHash, ask.formerHash ?? ''), isNull(staffSessions.endedAt))),
    ...ask.audit(sql`1`),
  ]);
}
