import { asc, inArray, lt } from 'drizzle-orm';
import type { Database, Statement } from '../database.ts';
import { invitations, staffSessions, usedChallenges } from '../schema/index.ts';

type Ask = {
  /** Sessions that were not used since, ms. */
  readonly seenBefore: number;
  /** Invitations and challenges that were over by then, ms. */
  readonly overBefore: number;
  readonly most: number;
};

/** The statements that delete sessions of staff, invitations and challenges that are long over, the oldest first. */
export function deleteOldStaffRows(
  db: Database,
  { seenBefore, overBefore, most }: Ask,
): readonly Statement[] {
  const sessions = db
    .select({ id: staffSessions.id })
    .from(staffSessions)
    .where(lt(staffSessions.seenAt, seenBefore))
    .orderBy(asc(staffSessions.seenAt))
    .limit(most);
  const invited = db
    .select({ id: invitations.id })
    .from(invitations)
    .where(lt(invitations.expiresAt, overBefore))
    .orderBy(asc(invitations.expiresAt))
    .limit(most);
  const challenges = db
    .select({ hash: usedChallenges.hash })
    .from(usedChallenges)
    .where(lt(usedChallenges.expiresAt, overBefore))
    .orderBy(asc(usedChallenges.expiresAt))
    .limit(most);
  return [
    db.delete(staffSessions).where(inArray(staffSessions.id, sessions)),
    db.delete(invitations).where(inArray(invitations.id, invited)),
    db.delete(usedChallenges).where(inArray(usedChallenges.hash, challenges)),
  ];
}
