import { asc, inArray, lt, type SQL } from 'drizzle-orm';
import type { Database, Statement } from '../database.ts';
import { either, someRow } from '../queries/waiting-parts.ts';
import { invitations, staffSessions, usedChallenges } from '../schema/index.ts';

type Past = {
  /** Sessions that were not used since, ms. */
  readonly seenBefore: number;
  /** Invitations and challenges that were over by then, ms. */
  readonly overBefore: number;
};

const isOldSession = ({ seenBefore }: Past) => lt(staffSessions.seenAt, seenBefore);
const isOldInvitation = ({ overBefore }: Past) => lt(invitations.expiresAt, overBefore);
const isOldChallenge = ({ overBefore }: Past) => lt(usedChallenges.expiresAt, overBefore);

/** A condition: some row is to be deleted by {@link deleteOldStaffRows}. */
export const someOldStaffRow = (past: Past): SQL =>
  either(
    someRow(staffSessions, isOldSession(past)),
    someRow(invitations, isOldInvitation(past)),
    someRow(usedChallenges, isOldChallenge(past)),
  );

/** The statements that delete sessions of staff, invitations and challenges that are long over, the oldest first. */
export function deleteOldStaffRows(
  db: Database,
  { most, ...past }: Past & { readonly most: number },
): readonly Statement[] {
  const sessions = db
    .select({ id: staffSessions.id })
    .from(staffSessions)
    .where(isOldSession(past))
    .orderBy(asc(staffSessions.seenAt))
    .limit(most);
  const invited = db
    .select({ id: invitations.id })
    .from(invitations)
    .where(isOldInvitation(past))
    .orderBy(asc(invitations.expiresAt))
    .limit(most);
  const challenges = db
    .select({ hash: usedChallenges.hash })
    .from(usedChallenges)
    .where(isOldChallenge(past))
    .orderBy(asc(usedChallenges.expiresAt))
    .limit(most);
  return [
    db.delete(staffSessions).where(inArray(staffSessions.id, sessions)),
    db.delete(invitations).where(inArray(invitations.id, invited)),
    db.delete(usedChallenges).where(inArray(usedChallenges.hash, challenges)),
  ];
}
