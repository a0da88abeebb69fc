import { selectHead } from '../../db/streams.ts';
import { selectOwnEntries, selectRequestsOf } from '../../db/writes/erasure.ts';
import { emptyEntries } from '../../db/writes/journal.ts';
import type { Context } from '../core/context.ts';
import { saveReduced } from '../retention/reduce-requests.ts';

const ROWS = 200;

/** Takes addresses and texts out of the requests of a customer's payments, which are all over. */
export async function reduceOwnRequests(ctx: Context, customerId: string): Promise<void> {
  for (;;) {
    const whole = await selectRequestsOf(ctx.db, customerId, ROWS);
    if ((await saveReduced(ctx, whole)) < ROWS) return;
  }
}

/** Throws the salts of a customer's own journal away, with what its entries say; its last entry says that they were. */
export async function emptyOwnEntries(ctx: Context, customerId: string): Promise<void> {
  const [head] = await selectHead(ctx.db, { type: 'customer', id: customerId });
  if (head === undefined) return;
  for (;;) {
    const entries = await selectOwnEntries(ctx.db, customerId, head.seq, ROWS);
    await emptyEntries(ctx.db, entries);
    if (entries.length < ROWS) return;
  }
}
