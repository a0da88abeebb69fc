import type { TellingChange } from '../../domain/staff/telling.ts';
import { readBusinessMailboxes } from './business-mailboxes.ts';
import type { Context } from './context.ts';
import { distinctAddresses } from './mailbox.ts';
import { type MessageRows, staffMessageRows } from './queue-message.ts';

type About = {
  readonly merchantId: string;
  /** The command that changes it. */
  readonly cause: string;
  readonly change: TellingChange;
  /** Who does it, where that is not whoever asks. */
  readonly by?: string;
};

/**
 * The rows that tell a business's owners, and whoever did it, of a change that decides who may sign in or where money goes, to
 * be committed with it. A business without owners is told at its own address.
 */
export async function tellOwners(
  ctx: Context,
  at: number,
  { merchantId, cause, change, by = ctx.actor?.name ?? 'Quittance' }: About,
): Promise<MessageRows> {
  const { members, own } = await readBusinessMailboxes(ctx, merchantId);
  const owners = members.filter(({ role }) => role === 'owner').map(({ written }) => written);
  const actor = members.filter(({ address }) => address === by).map(({ written }) => written);
  const people = [...owners, ...actor];
  const recipients = people.length > 0 ? people : own;
  return staffMessageRows(ctx, at, {
    merchantId,
    cause: `changed/${cause}`,
    recipients: distinctAddresses(recipients),
    message: { template: 'staff_changed', change, by, at },
  });
}
