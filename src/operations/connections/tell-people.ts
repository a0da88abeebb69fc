import { eq } from 'drizzle-orm';
import { selectMembers } from '../../db/queries/staff.ts';
import { merchants } from '../../db/schema/index.ts';
import type { StaffMessage } from '../../domain/message.ts';
import { may } from '../../domain/staff/roles.ts';
import type { Context } from '../core/context.ts';
import { distinctAddresses } from '../core/mailbox.ts';
import { type MessageRows, staffMessageRows } from '../core/queue-message.ts';

type About = {
  readonly merchantId: string;
  readonly cause: string;
  readonly message: StaffMessage;
};

/**
 * The rows that tell a business of its account, to be committed with their cause: those of its people who can do something
 * about it, and the business's own address, since it may have nobody who signs in.
 */
export async function accountMessageRows(
  ctx: Context,
  at: number,
  { merchantId, cause, message }: About,
): Promise<MessageRows> {
  const [members, [merchant]] = await ctx.db.batch([
    selectMembers(ctx.db, merchantId),
    ctx.db.select({ email: merchants.email }).from(merchants).where(eq(merchants.id, merchantId)),
  ]);
  const people = members.filter(({ role }) => may(role, 'connect_stripe')).map(({ written }) => written);
  const recipients = distinctAddresses([...people, ...(merchant === undefined ? [] : [merchant.email])]);
  return staffMessageRows(ctx, at, { merchantId, cause, recipients, message });
}
