import { deleteMember, withdrawSentBy } from '../../db/writes/members.ts';
import { type Outcome, refused } from '../../domain/outcome.ts';
import { isLastOwner } from '../../domain/staff/membership.ts';
import type { Context } from '../core/context.ts';
import { changeMembers } from './change-members.ts';
import { whyNotManage } from './may-manage.ts';
import type { Staff } from './who.ts';

type Ask = { readonly who: Staff; readonly personId: string; readonly commandId: string };

/**
 * Takes a member away: their next press is refused, and nobody comes in by what they sent. Everybody may leave by it, but not
 * the last owner; what leavers sent still holds. Rejects with `not_found` and `staff_refused`.
 */
export const removeMember = (ctx: Context, { who, personId, commandId }: Ask): Promise<Outcome<null>> => {
  const { merchantId } = who.scope;
  return changeMembers(ctx, { merchantId, commandId }, (standing) => {
    const isLeaving = personId === who.personId;
    const whyNot = isLeaving ? null : whyNotManage(standing, who.personId);
    if (whyNot !== null) return whyNot;
    const member = standing.members.find((one) => one.personId === personId);
    if (member === undefined) return refused({ code: 'not_found', what: 'member' });
    if (isLastOwner(standing.members, personId)) return refused({ code: 'staff_refused', why: 'last_owner' });
    const { role } = member;
    return {
      kind: 'change',
      entry: { type: isLeaving ? 'member_left' : 'member_removed', data: { personId, role } },
      rows: [
        deleteMember(ctx.db, { merchantId, personId }),
        ...(isLeaving ? [] : [withdrawSentBy(ctx.db, { merchantId, personId }, standing.at)]),
      ],
      audit: { before: { role }, after: null },
    };
  });
};
