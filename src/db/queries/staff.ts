import { and, asc, desc, eq, gt, isNull, sql } from 'drizzle-orm';
import type { Database } from '../database.ts';
import { invitations, memberships, merchants, people, staffSessions } from '../schema/index.ts';
import { selectSignInMail, selectSignInUses } from './portal-sign-in.ts';

/** More businesses than anybody works for. */
const MOST_BUSINESSES = 200;

/** The businesses of whoever a statement's `person` condition names, with the role there. */
const selectBusinesses = (db: Database) =>
  db
    .select({
      merchantId: merchants.id,
      merchantName: merchants.displayName,
      timeZone: merchants.timeZone,
      currency: merchants.defaultCurrency,
      role: memberships.role,
      personId: memberships.personId,
    })
    .from(memberships)
    .innerJoin(merchants, eq(merchants.id, memberships.merchantId));

/** A session that was not ended, with its person, their businesses, and the invitations to their address. One round trip. */
export async function readStaffSession(db: Database, secretHash: string, now: number) {
  const ofSession = sql`(SELECT person_id FROM staff_sessions WHERE secret_hash = ${secretHash})`;
  const [[found], businesses, invited] = await db.batch([
    db
      .select({ session: staffSessions, person: people })
      .from(staffSessions)
      .innerJoin(people, eq(people.id, staffSessions.personId))
      .where(and(eq(staffSessions.secretHash, secretHash), isNull(staffSessions.endedAt))),
    selectBusinesses(db)
      .where(eq(memberships.personId, ofSession))
      .orderBy(asc(memberships.merchantId))
      .limit(MOST_BUSINESSES),
    selectInvitationsTo(db, sql`(SELECT address FROM people WHERE id = ${ofSession})`, now),
  ]);
  return found === undefined ? null : { ...found, businesses, invited };
}

/** Whose session a secret's hash was of, whatever became of it, as long as that is kept. */
export const selectFormerSession = (db: Database, secretHash: string) =>
  db
    .select({ personId: staffSessions.personId })
    .from(staffSessions)
    .where(eq(staffSessions.secretHash, secretHash));

export type StaffSessionRow = NonNullable<Awaited<ReturnType<typeof readStaffSession>>>;

/** The open invitations to an address, with who invites. */
const selectInvitationsTo = (db: Database, address: ReturnType<typeof sql> | string, now: number) =>
  db
    .select({
      id: invitations.id,
      role: invitations.role,
      merchantId: invitations.merchantId,
      merchantName: merchants.displayName,
    })
    .from(invitations)
    .innerJoin(merchants, eq(merchants.id, invitations.merchantId))
    .where(and(eq(invitations.address, address), isNull(invitations.endedAt), gt(invitations.expiresAt, now)))
    .orderBy(asc(invitations.id))
    .limit(MOST_BUSINESSES);

/** What a mailed link names: its mail, its uses, and of its address the person, the businesses and the open invitations. */
export async function readStaffSignIn(db: Database, id: string, now: number) {
  const address = sql`(SELECT address FROM sign_in_mails WHERE id = ${id})`;
  const [[mail], uses, [person], businesses, invited] = await db.batch([
    selectSignInMail(db, id, 'staff'),
    selectSignInUses(db, id),
    db.select().from(people).where(eq(people.address, address)),
    selectBusinesses(db)
      .where(eq(memberships.personId, sql`(SELECT id FROM people WHERE address = ${address})`))
      .orderBy(asc(memberships.merchantId))
      .limit(MOST_BUSINESSES),
    db
      .select({
        id: invitations.id,
        merchantId: invitations.merchantId,
        merchantName: merchants.displayName,
        timeZone: merchants.timeZone,
        written: invitations.written,
      })
      .from(invitations)
      .innerJoin(merchants, eq(merchants.id, invitations.merchantId))
      .where(
        and(eq(invitations.address, address), isNull(invitations.endedAt), gt(invitations.expiresAt, now)),
      )
      .orderBy(desc(invitations.id))
      .limit(MOST_BUSINESSES),
  ]);
  return mail === undefined ? null : { mail, uses, person: person ?? null, businesses, invited };
}

/** An invitation with its business and the address of who invited. */
export async function readInvitation(db: Database, id: string) {
  const [found] = await db
    .select({ invitation: invitations, merchant: merchants, invitedBy: people.address })
    .from(invitations)
    .innerJoin(merchants, eq(merchants.id, invitations.merchantId))
    .leftJoin(people, eq(people.id, invitations.invitedBy))
    .where(eq(invitations.id, id));
  return found ?? null;
}

/** The select for the members of a business, for a read batch. */
export const selectMembers = (db: Database, merchantId: string) =>
  db
    .select({
      personId: memberships.personId,
      role: memberships.role,
      address: people.address,
      written: people.written,
      since: memberships.createdAt,
    })
    .from(memberships)
    .innerJoin(people, eq(people.id, memberships.personId))
    .where(eq(memberships.merchantId, merchantId))
    .orderBy(asc(memberships.createdAt));

/** The select for the invitations of a business that nobody answered yet, expired ones included, for a read batch. */
export const selectOpenInvitations = (db: Database, merchantId: string) =>
  db
    .select()
    .from(invitations)
    .where(and(eq(invitations.merchantId, merchantId), isNull(invitations.endedAt)))
    .orderBy(asc(invitations.address));

/** The select for how often an address was invited by a business since an instant (ms), for a read batch. */
export const selectTimesInvited = (db: Database, merchantId: string, address: string, since: number) =>
  db
    .select({ times: sql<number>`count(*)` })
    .from(invitations)
    .where(
      and(
        eq(invitations.merchantId, merchantId),
        eq(invitations.address, address),
        gt(invitations.createdAt, since),
      ),
    );

/** A person's sessions that were used since an instant (ms) and not ended, the latest first. */
export const readSessionsOf = (db: Database, personId: string, seenAfter: number, now: number) =>
  db
    .select()
    .from(staffSessions)
    .where(
      and(
        eq(staffSessions.personId, personId),
        gt(staffSessions.seenAt, seenAfter),
        gt(staffSessions.expiresAt, now),
        isNull(staffSessions.endedAt),
      ),
    )
    .orderBy(desc(staffSessions.seenAt))
    .limit(100)
    .all();
