import { readInvitation } from '../../db/queries/staff.ts';
import { done, type Outcome, refused } from '../../domain/outcome.ts';
import type { Browser } from '../../domain/sign-in/browser.ts';
import { type InvitationState, invitationState } from '../../domain/staff/invitation.ts';
import type { Role } from '../../domain/staff/roles.ts';
import type { Context } from '../core/context.ts';
import { requestSignIn } from '../sign-in/request-sign-in.ts';

/** What an invitation's link shows, to whoever has it. */
export type ShownInvitation = {
  readonly id: string;
  readonly state: InvitationState;
  readonly merchantName: string;
  readonly role: Role;
  /** The address that it was sent to. */
  readonly address: string;
  readonly invitedBy: string | null;
};

const NOT_FOUND = refused({ code: 'not_found', what: 'invitation' });

async function open(ctx: Context, token: string) {
  const target = await ctx.links.open('invitation', token);
  return target === null ? null : readInvitation(ctx.db, target.id);
}

/** Opening the link changes nothing and signs nobody in. Rejects with `not_found` for a forged one. */
export async function showInvitation(
  ctx: Context,
  { token }: { readonly token: string },
): Promise<Outcome<ShownInvitation>> {
  const found = await open(ctx, token);
  if (found === null) return NOT_FOUND;
  const { invitation, merchant, invitedBy } = found;
  return done({
    id: invitation.id,
    state: invitationState(invitation, ctx.now()),
    merchantName: merchant.displayName,
    role: invitation.role,
    address: invitation.written,
    invitedBy,
  });
}

type Ask = { readonly token: string; readonly browser: Browser; readonly ip: string | null };

/**
 * Sends a sign-in link to the invited address, for the browser that asks: a scanner that follows links and presses buttons
 * gets nothing by it. Rejects with `not_found`, `staff_refused` and `too_often`.
 */
export async function signInToAnswer(ctx: Context, { token, browser, ip }: Ask): Promise<Outcome<Browser>> {
  const found = await open(ctx, token);
  if (found === null) return NOT_FOUND;
  const { invitation } = found;
  if (invitationState(invitation, ctx.now()) !== 'open') {
    return refused({ code: 'staff_refused', why: 'invitation_over' });
  }
  const { address } = invitation;
  return requestSignIn(ctx, { audience: 'staff', address, browser, ip, returnPath: null, after: null });
}
