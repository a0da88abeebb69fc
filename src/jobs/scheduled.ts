import { pruneIdempotencyKeys } from '../operations/api/idempotency.ts';
import type { Context } from '../operations/context.ts';
import { sweepPayments, sweepWork } from '../operations/sweep.ts';

/** Every minute: what was missed is woken, open payments are looked at, old keys go. May run twice or late. */
export async function runScheduled(ctx: Context): Promise<void> {
  await Promise.all([sweepWork(ctx), sweepPayments(ctx), pruneIdempotencyKeys(ctx)]);
}
