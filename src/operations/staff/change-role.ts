import { setRole, withdrawSentBy } from '../../db/writes/members.ts';
import { type Outcome, refused } from '../../domain/outcome.ts';
import { isLastOwner } from '../../domain/staff/membership.ts';
import { may, parseRole } from '../../domain/staff/roles.ts';
import type { Context } from '../core/context.ts';
import { changeMembers } from './change-members.ts';
import { whyNotManage } from './may-manage.ts';
import type { Staff } from './who.ts';

type Ask = {
  readonly who: Staff;
  readonly personId: string;
  /** As the form writes it. */
  readonly role: string;
  readonly commandId: string;
};

/**
 * Gives a member another role, from their next request on; who may invite no more has invited nobody. Rejects with `not_found`
 * and `staff_refused`.
 */
export async function changeRole(ctx: Context, ask: Ask): Promise<Outcome<null>> {
  const { who, personId, commandId } = ask;
  const { merchantId } = who.scope;
  const to = parseRole(ask.role);
  if (to === null) return refused({ code: 'staff_refused', why: 'not_a_role' });
  return changeMembers(ctx, { merchantId, commandId }, (standing) => {
    const whyNot = whyNotManage(standing, who.personId);
    if (whyNot !== null) return whyNot;
    const member = standing.members.find((one) => one.personId === personId);
    if (member === undefined) return refused({ code: 'not_found', what: 'member' });
    const { role: from } = member;
    if (from === to) return null;
    if (isLastOwner(standing.members, personId)) return refused({ code: 'staff_refused', why: 'last_owner' });
    return {
      kind: 'change',
      entry: { type: 'member_role_changed', data: { personId, from, to } },
      rows: [
        setRole(ctx.db, { merchantId, personId }, to, standing.at),
        ...(may(to, 'manage_members') ? [] : [withdrawSentBy(ctx.db, { merchantId, personId }, standing.at)]),
      ],
      audit: { before: { role: from }, after: { role: to } },
      telling: to === 'owner' ? { kind: 'owner_made', address: member.address } : null,
    };
  });
}
