import { sql } from 'drizzle-orm';
import type { ListedTransaction } from '../../adapters/stripe/port-lists.ts';
import { balanceTransactions } from '../../db/schema/index.ts';
import type { Context } from '../core/context.ts';
import type { Connection } from '../core/event-handler.ts';

/** Stores balance transactions, each once, in one statement (I4). Whose they are is decided afterwards. */
export async function storeTransactions(
  ctx: Context,
  connection: Connection,
  listed: readonly ListedTransaction[],
): Promise<void> {
  const rows = listed.map(({ deploymentId, ...row }) => ({
    ...row,
    namedOurs: deploymentId === ctx.deploymentId ? 1 : 0,
  }));
  const at = ctx.now();
  await ctx.db
    .insert(balanceTransactions)
    .select(
      sql`select ${connection.id}, value ->> 'stripeId', ${connection.merchantId}, value ->> 'type', value ->> 'reportingCategory',
        value ->> 'source', value ->> 'currency', value ->> 'amount', value ->> 'fee', value ->> 'net', null,
        value ->> 'createdAt', value ->> 'availableAt', value ->> 'balanceType', value ->> 'exchangeRate',
        value ->> 'chargeId', value ->> 'intentId', value ->> 'namedOurs', null, ${at}
        from json_each(${JSON.stringify(rows)}) where true`,
    )
    .onConflictDoNothing();
}
