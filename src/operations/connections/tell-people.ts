import type { StaffMessage } from '../../domain/message.ts';
import { may } from '../../domain/staff/roles.ts';
import { readBusinessMailboxes } from '../core/business-mailboxes.ts';
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
  const { members, own } = await readBusinessMailboxes(ctx, merchantId);
  const people = members.filter(({ role }) => may(role, 'connect_stripe')).map(({ written }) => written);
  const recipients = distinctAddresses([...people, ...own]);
  return staffMessageRows(ctx, at, { merchantId, cause, recipients, message });
}
