import { selectHead } from '../../db/streams.ts';
import { selectOwnEntries, selectRequestsOf } from '../../db/writes/erasure.ts';
import { emptyEntries } from '../../db/writes/journal.ts';
import { saveReducedRequests } from '../../db/writes/retention.ts';
import { reduceRequest } from '../../domain/payment/stored-request.ts';
import type { Context } from '../core/context.ts';

const ROWS = 200;

/** Takes addresses and texts out of the requests of a customer's payments, which are all over. */
export async function reduceOwnRequests(ctx: Context, customerId: string): Promise<void> {
  for (;;) {
    const whole = await selectRequestsOf(ctx.db, customerId, ROWS);
    if (whole.length === 0) return;
    await saveReducedRequests(
      ctx.db,
      whole.map(({ id, request }) => ({ id, request: reduceRequest(request) })),
    );
    if (whole.length < ROWS) return;
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
