import { eq } from 'drizzle-orm';
import { isAccountTroubled } from '../../db/queries/accounts.ts';
import { readInvitation } from '../../db/queries/staff.ts';
import { type emails, merchants } from '../../db/schema/index.ts';
import type { StaffMessage } from '../../domain/message.ts';
import { nameAt } from '../../domain/profile/names.ts';
import { invitationState } from '../../domain/staff/invitation.ts';
import type { TellingChange } from '../../domain/staff/telling.ts';
import type { Context } from '../core/context.ts';
import { merchantView } from '../facts/merchant-view.ts';
import { envelope, type Letter } from './envelope.ts';

type Row = typeof emails.$inferSelect;

/** The content of a message to whoever signs in for a business; null if it is not true any more. */
export async function forStaff(ctx: Context, row: Row, message: StaffMessage): Promise<Letter | null> {
  if (!(await isStillTrue(ctx, row, message))) return null;
  const [merchant] = await ctx.db.select().from(merchants).where(eq(merchants.id, row.merchantId));
  if (merchant === undefined) return null;
  return async (mailer) => {
    const { sender, ...rendered } = await mailer.renderForStaff(message, {
      timeZone: merchant.timeZone,
      // In English, as the mail is.
      merchant: merchantView(ctx, merchant, 'en'),
      link: await linkOf(ctx, row, message),
    });
    const told = await envelope(row, { merchant, name: nameAt('mail_sender', merchant) }, mailer);
    const from = sender === undefined ? {} : { from: { ...told.from, name: sender }, replyTo: null };
    return { ...told, ...from, ...rendered, attachments: [] };
  };
}

async function isStillTrue(ctx: Context, { merchantId }: Row, message: StaffMessage): Promise<boolean> {
  switch (message.template) {
    case 'staff_sign_in':
      return ctx.now() < message.expiresAt;
    case 'staff_invitation': {
      const found = await readInvitation(ctx.db, message.invitationId);
      return found !== null && invitationState(found.invitation, ctx.now()) === 'open';
    }
    // A mail that waited says nothing of what has changed since.
    case 'staff_account_trouble':
      return isAccountTroubled(ctx.db, merchantId, message.account);
    case 'staff_account_over':
    case 'staff_webhook':
    case 'staff_changed':
      return true;
  }
}

async function linkOf(ctx: Context, { merchantId }: Row, message: StaffMessage): Promise<string> {
  switch (message.template) {
    case 'staff_sign_in':
      return ctx.links.url('staff_sign_in', { id: message.signInId, version: 1 });
    case 'staff_invitation':
      return ctx.links.url('invitation', { id: message.invitationId, version: 1 });
    case 'staff_account_trouble':
    case 'staff_account_over':
      return ctx.links.page(`/dashboard/${merchantId}/stripe`);
    case 'staff_webhook':
      return ctx.links.page(`/dashboard/${merchantId}/webhooks`);
    case 'staff_changed':
      return ctx.links.page(pageOf(message.change, merchantId));
  }
}

/** Where a change is seen, and undone. */
function pageOf(change: TellingChange, merchantId: string): `/${string}` {
  switch (change.kind) {
    case 'passkey_added':
    case 'passkey_removed':
      return '/dashboard/account';
    case 'bank_accounts':
      return `/dashboard/${merchantId}/profile/accounts`;
    case 'stripe_connected':
    case 'stripe_disconnected':
      return `/dashboard/${merchantId}/stripe`;
    case 'owner_invited':
    case 'owner_made':
      return `/dashboard/${merchantId}/members`;
    case 'webhook_added':
    case 'webhook_moved':
      return `/dashboard/${merchantId}/webhooks`;
    case 'api_key_made':
    case 'api_key_rotated':
    case 'api_key_revoked':
      return `/dashboard/${merchantId}`;
  }
}
