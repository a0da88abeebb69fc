import { reopenForeign } from '../../db/writes/reconciliation.ts';
import type { Context } from '../core/context.ts';
import type { Connection } from '../core/event-handler.ts';
import { checkRows, type Found } from './check-rows.ts';
import { classifyTransactions } from './classify-transactions.ts';

/** Compares our rows with Stripe's, once more where a transaction of one of them had been taken for another's. */
export async function compareRows(ctx: Context, connection: Connection): Promise<readonly Found[]> {
  const rows = await checkRows(ctx, connection);
  const missing = rows.filter(({ kind }) => kind === 'row_without_transaction').map(({ subject }) => subject);
  if (missing.length === 0 || !(await reopenForeign(ctx.db, connection.id, missing))) return rows;
  await classifyTransactions(ctx, connection);
  return checkRows(ctx, connection);
}
