import { readInvitation } from '../../db/queries/staff.ts';
import { endInvitation, insertMember } from '../../db/writes/members.ts';
import { done, type Outcome, refused } from '../../domain/outcome.ts';
import { invitationState } from '../../domain/staff/invitation.ts';
import type { Context } from '../core/context.ts';
import { changeMembers, type MembersChange } from './change-members.ts';
import type { Person } from './who.ts';

type Ask = { readonly who: Person; readonly invitationId: string; readonly commandId: string };
type Answered = { readonly merchantId: string };

/**
 * Accepts an invitation: only the address that it was sent to may, and the session proves that the address is theirs. The
 * membership and the invitation's end are one batch. Rejects with `not_found` and `staff_refused`.
 */
export const acceptInvitation = (ctx: Context, ask: Ask): Promise<Outcome<Answered>> =>
  answer(ctx, ask, (found, at) => {
    const { id: invitationId, merchantId, role } = found;
    const place = { merchantId, personId: ask.who.personId };
    return {
      kind: 'change',
      entry: { type: 'member_joined', data: { personId: ask.who.personId, role, invitationId } },
      rows: [endInvitation(ctx.db, invitationId, 'accepted', at), insertMember(ctx.db, place, role, at)],
      audit: { before: null, after: { role } },
    };
  });

/** Declines an invitation; whoever sent it may send another. Rejects with `not_found` and `staff_refused`. */
export const declineInvitation = (ctx: Context, ask: Ask): Promise<Outcome<Answered>> =>
  answer(ctx, ask, ({ id: invitationId, role }, at) => ({
    kind: 'change',
    entry: { type: 'invitation_ended', data: { invitationId, how: 'declined' } },
    rows: [endInvitation(ctx.db, invitationId, 'declined', at)],
    audit: { before: { role }, after: null },
  }));

type Invitation = NonNullable<Awaited<ReturnType<typeof readInvitation>>>['invitation'];

async function answer(
  ctx: Context,
  { who, invitationId, commandId }: Ask,
  change: (found: Invitation, at: number) => MembersChange,
): Promise<Outcome<Answered>> {
  const read = await readInvitation(ctx.db, invitationId);
  if (read === null) return refused({ code: 'not_found', what: 'invitation' });
  const { address, merchantId } = read.invitation;
  if (address !== who.address) return refused({ code: 'staff_refused', why: 'for_another_address' });
  const changed = await changeMembers(ctx, { merchantId, commandId }, ({ invitations, members, at }) => {
    // A second press of the same button.
    if (members.some(({ personId }) => personId === who.personId)) return null;
    const open = invitations.find(({ id }) => id === invitationId);
    return open === undefined || invitationState(open, at) !== 'open'
      ? refused({ code: 'staff_refused', why: 'invitation_over' })
      : change(open, at);
  });
  return changed.kind === 'done' ? done({ merchantId }) : changed;
}
