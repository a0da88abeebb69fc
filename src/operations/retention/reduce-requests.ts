import { type Bite, saveReducedRequests, selectWholeRequests } from '../../db/writes/retention.ts';
import { reduceRequest } from '../../domain/payment/stored-request.ts';
import type { Context } from '../core/context.ts';

/** Takes everything but the facts that are read later out of the requests of payments that are over. */
export async function reduceRequests(ctx: Context, bite: Bite): Promise<number> {
  return saveReduced(ctx, await selectWholeRequests(ctx.db, bite));
}

/** Saves what is left of these requests, and answers how many there were. */
export async function saveReduced(
  ctx: Context,
  whole: Awaited<ReturnType<typeof selectWholeRequests>>,
): Promise<number> {
  if (whole.length === 0) return 0;
  await saveReducedRequests(
    ctx.db,
    whole.map(({ id, request }) => ({ id, request: reduceRequest(request) })),
  );
  return whole.length;
}
