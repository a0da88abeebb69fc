import { selectMembers, selectOpenInvitations } from '../../db/queries/staff.ts';
import { done, type Outcome } from '../../domain/outcome.ts';
import { isLastOwner } from '../../domain/staff/membership.ts';
import type { Role } from '../../domain/staff/roles.ts';
import type { Context } from '../core/context.ts';
import type { Staff } from './who.ts';

/** Instants in ms. */
export type ListedMember = {
  readonly personId: string;
  readonly address: string;
  readonly role: Role;
  readonly since: number;
  readonly isYou: boolean;
  /** Nobody else is an owner. */
  readonly isLastOwner: boolean;
};

export type ListedInvitation = {
  readonly id: string;
  readonly address: string;
  readonly role: Role;
  readonly expiresAt: number;
  readonly isExpired: boolean;
};

export type MembersList = {
  readonly members: readonly ListedMember[];
  readonly invitations: readonly ListedInvitation[];
};

/** Who is a member of a business, and who was invited. One D1 round trip. */
export async function listMembers(
  ctx: Context,
  { who }: { readonly who: Staff },
): Promise<Outcome<MembersList>> {
  const { merchantId } = who.scope;
  const [members, invitations] = await ctx.db.batch([
    selectMembers(ctx.db, merchantId),
    selectOpenInvitations(ctx.db, merchantId),
  ]);
  const now = ctx.now();
  return done({
    members: members.map(({ personId, written, role, since }) => ({
      personId,
      address: written,
      role,
      since,
      isYou: personId === who.personId,
      isLastOwner: isLastOwner(members, personId),
    })),
    invitations: invitations.map(({ id, written, role, expiresAt }) => ({
      id,
      address: written,
      role,
      expiresAt,
      isExpired: expiresAt <= now,
    })),
  });
}
