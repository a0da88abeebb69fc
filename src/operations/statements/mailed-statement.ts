import { selectOverdueSums, selectStated } from '../../db/queries/statements.ts';
import { parseLocalDate } from '../../domain/calendar.ts';
import { portalAddresses, statementAddresses } from '../../domain/customer/contacts.ts';
import type { CustomerMessage } from '../../domain/message.ts';
import type { MailedStatement } from '../../domain/message-view.ts';
import type { Context } from '../core/context.ts';
import { mailboxKey } from '../core/mailbox.ts';
import { readAccountStatement } from './read-statement.ts';

/** The most entries of a kind in a mail's file; of a longer statement the mail only says where it is. */
export const MOST_MAILED = 5_000;

type Asked = {
  readonly customerId: string;
  readonly recipient: string;
  readonly message: Extract<CustomerMessage, { readonly template: 'statement' }>;
};

/**
 * What a queued statement says to one of its recipients, from current rows; null where the business has switched statements
 * off since, or the recipient gets none any more.
 */
export async function readMailedStatement(
  ctx: Context,
  { customerId, recipient, message }: Asked,
): Promise<MailedStatement | null> {
  const [stated] = await selectStated(ctx.db, customerId);
  if (stated === undefined || !stated.merchant.monthlyStatements) return null;
  const { customer, merchant, childIds } = stated;
  const isAmong = (all: readonly string[]) => all.some((each) => mailboxKey(each) === mailboxKey(recipient));
  if (!isAmong(statementAddresses(customer))) return null;
  const [from, to] = [parseLocalDate(message.from), parseLocalDate(message.to)];
  if (from === null || to === null) return null;
  const owner = { customerId, childIds, merchantId: customer.merchantId, livemode: customer.livemode };
  const asked = { owner, timeZone: merchant.timeZone, period: { from, to }, most: MOST_MAILED };
  const [account, overdue] = await Promise.all([
    readAccountStatement(ctx, asked),
    selectOverdueSums(ctx.db, owner, ctx.now()),
  ]);
  return { ...account, overdue, mayOpen: isAmong(portalAddresses(customer)) };
}
