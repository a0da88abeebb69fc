import { reopenForeign } from '../../db/writes/reconciliation.ts';
import type { Context } from '../core/context.ts';
import type { Connection } from '../core/event-handler.ts';
import { checkRows, type Found } from './check-rows.ts';
import { classifyTransactions } from './classify-transactions.ts';

/** What is said of rows of ours that lack a transaction, or one of several: a dispute is withdrawn, given back and withdrawn again. */
const OF_ROWS: ReadonlySet<Found['kind']> = new Set(['row_without_transaction', 'amount_differs']);

/** Compares our rows with Stripe's, once more where a transaction of one of them had been taken for another's. */
export async function compareRows(ctx: Context, connection: Connection): Promise<readonly Found[]> {
  const rows = await checkRows(ctx, connection);
  const missing = rows.filter(({ kind }) => OF_ROWS.has(kind)).map(({ subject }) => subject);
  if (missing.length === 0 || !(await reopenForeign(ctx.db, connection.id, missing))) return rows;
  await classifyTransactions(ctx, connection);
  return checkRows(ctx, connection);
}
