import { and, asc, eq, gt, inArray, isNull, lt, lte, type SQL, sql } from 'drizzle-orm';
import type { Database } from '../database.ts';
import { either, someRow } from '../queries/waiting-parts.ts';
import { keyMails, portalAttempts, portalSessions, signInMails, signIns } from '../schema/index.ts';
import { endSignInMails } from './sign-in.ts';
import { deleteOldStaffRows, someOldStaffRow } from './staff-prune.ts';

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
  const sessions =
    'address' in owner
      ? eq(portalSessions.address, owner.address)
      : and(isNull(portalSessions.address), eq(portalSessions.customerId, owner.customerId));
  await db.batch([
    db
      .update(portalSessions)
      .set({ revokedAt: now })
      .where(and(sessions, isNull(portalSessions.revokedAt))),
    'address' in owner
      ? endSignInMails(db, owner.address, now)
      : db
          .update(signIns)
          .set({ expiresAt: now })
          .where(
            and(eq(signIns.customerId, owner.customerId), isNull(signIns.usedAt), gt(signIns.expiresAt, now)),
          ),
  ]);
}

type ApiSignIn = {
  readonly id: string;
  readonly livemode: boolean;
  readonly customerId: string;
  /** The key that asks. */
  readonly apiKeyId: string;
  readonly requestedAt: number;
  readonly expiresAt: number;
};

/**
 * Stores a sign-in requested by the API, once, and returns how it stands; undefined where the id is another customer's. Where
 * the key was revoked a moment ago, it ends as it begins; what is stored before that, the revocation ends.
 */
export async function storeApiSignIn(
  db: Database,
  row: ApiSignIn,
): Promise<Pick<ApiSignIn, 'requestedAt' | 'expiresAt'> | undefined> {
  const { id, customerId, apiKeyId, requestedAt } = row;
  const isHeld = sql`EXISTS (SELECT 1 FROM api_keys WHERE id = ${apiKeyId} AND revoked_at IS NULL)`;
  const expiresAt = sql<number>`CASE WHEN ${isHeld} THEN ${row.expiresAt} ELSE ${requestedAt} END`;
  const [, [stored]] = await db.batch([
    db
      .insert(signIns)
      .values({ ...row, kind: 'api', expiresAt })
      .onConflictDoNothing(),
    db
      .select({ requestedAt: signIns.requestedAt, expiresAt: signIns.expiresAt })
      .from(signIns)
      .where(and(eq(signIns.id, id), eq(signIns.customerId, customerId))),
  ]);
  return stored;
}

type MethodLink = Omit<ApiSignIn, 'apiKeyId'> & { readonly returnPath: string };

/** The statement that stores the sign-in of a link that staff have mailed to a customer: it opens a session as one by the API does. */
export const insertMethodLink = (db: Database, row: MethodLink) =>
  db.insert(signIns).values({ ...row, kind: 'api' });

export type Past = {
  readonly before: number;
  readonly windowsBefore: number;
  /** Sessions of staff that were not used since, ms: they are over by then, and for as long as the others. */
  readonly staffSeenBefore: number;
};

const isOldLink = ({ before }: Past) => lt(signIns.requestedAt, before);
const isOldSession = ({ before }: Past) =>
  and(lt(portalSessions.expiresAt, before), lt(portalSessions.createdAt, before));
const isOldMail = ({ before }: Past) => lt(signInMails.dueAt, before);

/** A condition: some row is to be deleted by {@link deleteOldSessions}. */
export const someOldSession = (past: Past): SQL =>
  either(
    someRow(signIns, isOldLink(past)),
    someRow(portalSessions, isOldSession(past)),
    someRow(signInMails, isOldMail(past)),
    someRow(keyMails, lt(keyMails.dayStart, past.before)),
    someRow(portalAttempts, lte(portalAttempts.windowStart, past.windowsBefore)),
    someOldStaffRow({ seenBefore: past.staffSeenBefore, overBefore: past.before }),
  );

/**
 * Deletes sign-ins, their mails, sessions and counts of mails older than `before`, and counts of windows that began before
 * `windowsBefore` (ms); at most so many of each, the oldest first.
 */
export async function deleteOldSessions(
  db: Database,
  { most, ...past }: Past & { readonly most: number },
): Promise<void> {
  const { before, windowsBefore, staffSeenBefore } = past;
  const oldLinks = db
    .select({ id: signIns.id })
    .from(signIns)
    .where(isOldLink(past))
    .orderBy(asc(signIns.requestedAt))
    .limit(most);
  const oldSessions = db
    .select({ id: portalSessions.id })
    .from(portalSessions)
    .where(isOldSession(past))
    .orderBy(asc(portalSessions.expiresAt))
    .limit(most);
  const oldMails = db
    .select({ id: signInMails.id })
    .from(signInMails)
    .where(isOldMail(past))
    .orderBy(asc(signInMails.dueAt))
    .limit(most);
  await db.batch([
    db.delete(signIns).where(inArray(signIns.id, oldLinks)),
    db.delete(portalSessions).where(inArray(portalSessions.id, oldSessions)),
    db.delete(signInMails).where(inArray(signInMails.id, oldMails)),
    db.delete(keyMails).where(
      sql`(api_key_id, day_start) in (select api_key_id, day_start from key_mails
        where day_start < ${before} order by day_start limit ${most})`,
    ),
    db.delete(portalAttempts).where(
      sql`(key, window_start) in (select key, window_start from portal_attempts
        where window_start <= ${windowsBefore} order by window_start limit ${most})`,
    ),
    ...deleteOldStaffRows(db, { seenBefore: staffSeenBefore, overBefore: before, most }),
  ]);
}
