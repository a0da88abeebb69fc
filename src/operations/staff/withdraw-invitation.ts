import { endInvitation } from '../../db/writes/members.ts';
import { type Outcome, refused } from '../../domain/outcome.ts';
import type { Context } from '../core/context.ts';
import { changeMembers } from './change-members.ts';
import { whyNotManage } from './may-manage.ts';
import type { Staff } from './who.ts';

type Ask = { readonly who: Staff; readonly invitationId: string; readonly commandId: string };

/** Withdraws an invitation that nobody answered yet. Rejects with `not_found` and `staff_refused`. */
export const withdrawInvitation = (
  ctx: Context,
  { who, invitationId, commandId }: Ask,
): Promise<Outcome<null>> =>
  changeMembers(ctx, { merchantId: who.scope.merchantId, commandId }, (standing) => {
    const whyNot = whyNotManage(standing, who.personId);
    if (whyNot !== null) return whyNot;
    const found = standing.invitations.find(({ id }) => id === invitationId);
    if (found === undefined) return refused({ code: 'not_found', what: 'invitation' });
    return {
      kind: 'change',
      entry: { type: 'invitation_ended', data: { invitationId, how: 'withdrawn' } },
      rows: [endInvitation(ctx.db, invitationId, 'withdrawn', standing.at)],
      audit: { before: { role: found.role }, after: null },
    };
  });
