import { pruneIdempotencyKeys } from '../operations/api/idempotency.ts';
import type { Context } from '../operations/context.ts';
import { sweepPayments, sweepVerbs, sweepWork } from '../operations/sweep.ts';
import { whatAndWhere } from '../operations/what-and-where.ts';

/** Every minute: what was missed is woken, open payments are looked at, old keys go. May run twice or late. */
export async function runScheduled(ctx: Context): Promise<void> {
  const parts = { sweepWork, sweepPayments, sweepVerbs, pruneIdempotencyKeys };
  // One part that fails does not end the others.
  await Promise.all(
    Object.entries(parts).map(async ([part, run]) => {
      try {
        await run(ctx);
      } catch (error) {
        ctx.log('tick_failed', { part, ...whatAndWhere(error) });
      }
    }),
  );
}
