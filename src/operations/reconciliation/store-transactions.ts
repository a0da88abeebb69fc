import type { ListedTransaction } from '../../adapters/stripe/port-lists.ts';
import { storeTransactionRows } from '../../db/writes/reconciliation.ts';
import { claimsToBeOurPayment } from '../../domain/payment/whose-object.ts';
import type { Context } from '../core/context.ts';
import type { Connection } from '../core/event-handler.ts';

/** Stores balance transactions, each once, in one statement (I4). They are classified afterwards. */
export async function storeTransactions(
  ctx: Context,
  connection: Connection,
  listed: readonly ListedTransaction[],
): Promise<void> {
  const here = { deploymentId: ctx.deploymentId, merchantIds: [connection.merchantId] };
  const rows = listed.map(({ deploymentId, merchantId, ...row }) => ({
    ...row,
    namedOurs: claimsToBeOurPayment({ deploymentId, merchantId, isSetup: false }, here) ? 1 : 0,
  }));
  const owner = { connectionId: connection.id, merchantId: connection.merchantId };
  await storeTransactionRows(ctx.db, owner, rows, ctx.now());
}
