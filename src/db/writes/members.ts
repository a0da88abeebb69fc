import { and, eq, isNull } from 'drizzle-orm';
import type { InvitationEnd } from '../../domain/staff/invitation.ts';
import type { Role } from '../../domain/staff/roles.ts';
import type { Database, Statement } from '../database.ts';
import { invitations, memberships } from '../schema/index.ts';

/** The statements of changes to members, to be committed with their entry. */

export const insertInvitation = (db: Database, row: typeof invitations.$inferInsert): Statement =>
  db.insert(invitations).values(row);

export const endInvitation = (db: Database, id: string, outcome: InvitationEnd, at: number): Statement =>
  db
    .update(invitations)
    .set({ outcome, endedAt: at })
    .where(and(eq(invitations.id, id), isNull(invitations.endedAt)));

type Place = { readonly merchantId: string; readonly personId: string };
const isPlace = ({ merchantId, personId }: Place) =>
  and(eq(memberships.merchantId, merchantId), eq(memberships.personId, personId));

/** Withdraws what somebody sent who may not invite any more: a mailbox of theirs is no way back in. */
export const withdrawSentBy = (db: Database, { merchantId, personId }: Place, at: number): Statement =>
  db
    .update(invitations)
    .set({ outcome: 'withdrawn', endedAt: at })
    .where(
      and(
        eq(invitations.merchantId, merchantId),
        eq(invitations.invitedBy, personId),
        isNull(invitations.endedAt),
      ),
    );

export const insertMember = (db: Database, place: Place, role: Role, at: number): Statement =>
  db
    .insert(memberships)
    .values({ ...place, role, createdAt: at, updatedAt: at })
    .onConflictDoNothing();

export const setRole = (db: Database, place: Place, role: Role, at: number): Statement =>
  db.update(memberships).set({ role, updatedAt: at }).where(isPlace(place));

export const deleteMember = (db: Database, place: Place): Statement =>
  db.delete(memberships).where(isPlace(place));
