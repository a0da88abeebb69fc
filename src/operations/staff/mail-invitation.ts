import { readInvitation } from '../../db/queries/staff.ts';
import { DONE, type Outcome } from '../../domain/outcome.ts';
import { invitationState } from '../../domain/staff/invitation.ts';
import type { Context } from '../core/context.ts';
import { queueOnce } from './queue-once.ts';

/** Mails an invitation that the command line wrote down, once. Nothing goes where it is over already. */
export async function mailInvitation(
  ctx: Context,
  { invitationId }: { readonly invitationId: string },
): Promise<Outcome<null>> {
  const found = await readInvitation(ctx.db, invitationId);
  if (found === null || invitationState(found.invitation, ctx.now()) !== 'open') return DONE;
  const { merchantId, written, role, expiresAt } = found.invitation;
  await queueOnce(ctx, {
    merchantId,
    cause: `invitation/${invitationId}`,
    recipient: written,
    message: { template: 'staff_invitation', invitationId, role, invitedBy: found.invitedBy, expiresAt },
  });
  return DONE;
}
