import { endInvitation, insertInvitation } from '../../db/writes/members.ts';
import { type Outcome, type Refused, refused } from '../../domain/outcome.ts';
import { INVITATION_LIFE_MS } from '../../domain/staff/invitation.ts';
import { MOST_MEMBERS } from '../../domain/staff/membership.ts';
import { parseRole, type Role } from '../../domain/staff/roles.ts';
import { type Context, newId } from '../core/context.ts';
import { keptAddress } from '../core/mailbox.ts';
import { staffMessageRows } from '../core/queue-message.ts';
import { readAddress } from '../sign-in/address.ts';
import { changeMembers, type MembersChange, type Standing } from './change-members.ts';
import { whyNotManage } from './may-manage.ts';
import type { Staff } from './who.ts';

type Ask = {
  readonly who: Staff;
  /** As it was typed. */
  readonly address: string;
  /** As the form writes it. */
  readonly role: string;
  readonly commandId: string;
};

type Invited = { readonly address: string; readonly written: string; readonly role: Role };

const MOST_TIMES_A_DAY = 5;

/**
 * Invites an address to a role, by a mail. A new invitation of the same address replaces the one before. Rejects with
 * `not_an_address` and `staff_refused`.
 */
export async function inviteMember(ctx: Context, ask: Ask): Promise<Outcome<null>> {
  const written = keptAddress(ask.address.trim());
  const address = written === null ? null : readAddress(written);
  if (written === null || address === null) return refused({ code: 'not_an_address' });
  const role = parseRole(ask.role);
  if (role === null) return refused({ code: 'staff_refused', why: 'not_a_role' });
  const { who, commandId } = ask;
  const { merchantId } = who.scope;
  return changeMembers(ctx, { merchantId, commandId, address }, (standing) => {
    const invited = { address, written, role };
    return whyNotInvite(standing, who, address) ?? invitation(ctx, standing, who, invited);
  });
}

function whyNotInvite(standing: Standing, who: Staff, address: string): Refused | null {
  const whyNot = whyNotManage(standing, who.personId);
  if (whyNot !== null) return whyNot;
  const { members, invitations, timesInvited } = standing;
  const because = (why: 'already_member' | 'too_many_members' | 'invited_too_often') =>
    refused({ code: 'staff_refused', why });
  if (members.some((one) => one.address === address)) return because('already_member');
  if (timesInvited >= MOST_TIMES_A_DAY) return because('invited_too_often');
  const others = invitations.filter((one) => one.address !== address);
  return members.length + others.length >= MOST_MEMBERS ? because('too_many_members') : null;
}

function invitation(
  ctx: Context,
  { invitations, at }: Standing,
  who: Staff,
  { address, written, role }: Invited,
): MembersChange {
  const { merchantId } = who.scope;
  const id = newId(ctx, 'ivt');
  const expiresAt = at + INVITATION_LIFE_MS;
  const replaced = invitations.find((one) => one.address === address) ?? null;
  const mail = staffMessageRows(ctx, at, {
    merchantId,
    cause: `invitation/${id}`,
    recipients: [written],
    message: { template: 'staff_invitation', invitationId: id, role, invitedBy: who.address, expiresAt },
  });
  const row = { id, merchantId, address, written, role, invitedBy: who.personId, createdAt: at, expiresAt };
  return {
    kind: 'change',
    entry: {
      type: 'member_invited',
      data: { invitationId: id, role, replaced: replaced?.id ?? null },
    },
    rows: [
      ...(replaced === null ? [] : [endInvitation(ctx.db, replaced.id, 'replaced', at)]),
      insertInvitation(ctx.db, row),
      ...mail.rows,
    ],
    effects: mail.effects,
    audit: { before: replaced === null ? null : { role: replaced.role }, after: { role } },
    telling: role === 'owner' ? { kind: 'owner_invited', address: written } : null,
  };
}
