import type { Statement } from '../../db/database.ts';
import { selectStated, selectUndecided } from '../../db/queries/statements.ts';
import { headOf, selectHead } from '../../db/streams.ts';
import { decideStatement, type MonthlyStatement, takeStatement } from '../../db/writes/statements.ts';
import { statementAddresses } from '../../domain/customer/contacts.ts';
import { firstDayOf, lastDayOf } from '../../domain/statement-month.ts';
import {
  CONFLICT,
  type ConflictOr,
  type Context,
  commitChange,
  decided,
  retryOnConflict,
} from '../core/context.ts';
import { distinctAddresses } from '../core/mailbox.ts';
import { customerMessageRows } from '../core/queue-message.ts';
import { MOST_MAILED } from './mailed-statement.ts';
import { readAccountStatement } from './read-statement.ts';

/** If its worker dies, it is decided again after this. */
const LEASE_MS = 5 * 60_000;

type Key = Pick<MonthlyStatement, 'customerId' | 'month'>;

/**
 * Decides a customer's statement that is due, and queues its mail: none where nothing happened and nothing is owed, where
 * nobody gets statements any more, or where the business has switched them off. Once for a customer and month.
 */
export async function mailStatement(
  ctx: Context,
  { customerId, month, dueBy }: Key & { readonly dueBy: number },
): Promise<void> {
  const taken = await takeStatement(ctx.db, { customerId, month }, { dueBy, until: ctx.now() + LEASE_MS });
  if (taken !== undefined) await retryOnConflict(ctx, () => decide(ctx, { customerId, month }));
}

async function decide(ctx: Context, key: Key): Promise<ConflictOr<null>> {
  const { db } = ctx;
  const { customerId, month } = key;
  const stream = { type: 'customer', id: customerId } as const;
  const [head, [row], [stated]] = await db.batch([
    selectHead(db, stream),
    selectUndecided(db, customerId, month),
    selectStated(db, customerId),
  ]);
  if (row === undefined || stated === undefined) return decided(null);
  const { customer, merchant, childIds } = stated;
  const end = async (outcome: NonNullable<MonthlyStatement['outcome']>): Promise<ConflictOr<null>> => {
    await decideStatement(db, key, outcome);
    return decided(null);
  };
  if (!merchant.monthlyStatements) return end('off');
  const recipients = distinctAddresses(statementAddresses(customer));
  if (recipients.length === 0 || customer.erasedAt !== null) return end('nobody');
  const period = { from: firstDayOf(row.firstMonth), to: lastDayOf(month) };
  const owner = { customerId, childIds, merchantId: customer.merchantId, livemode: customer.livemode };
  const { timeZone } = merchant;
  const { statements, isTooLong } = await readAccountStatement(ctx, {
    owner,
    timeZone,
    period,
    most: MOST_MAILED,
  });
  if (statements.length === 0 && !isTooLong) return end('nothing');
  const at = ctx.now();
  const cause = `statement/${customerId}/${month}`;
  const mail = customerMessageRows(ctx, at, {
    merchantId: merchant.id,
    customerId,
    cause,
    recipients,
    message: { template: 'statement', month, ...period },
  });
  const rows: readonly Statement[] = [decideStatement(db, key, 'mailed'), ...mail.rows];
  const committed = await commitChange(ctx, {
    merchantId: merchant.id,
    commandId: cause,
    at,
    appends: [
      {
        stream,
        head: headOf(head),
        type: 'statement_mailed',
        data: { ...period, recipients: recipients.length },
      },
    ],
    rows,
    effects: [...mail.effects],
    result: null,
  });
  return committed.kind === 'committed' ? decided(null) : CONFLICT;
}
